import type { InstantText, LocalDate } from '../time/london.js';

/** To whom a delayed day is put down. Joint is its own category and is never split. */
export type DelayAttribution = 'nhs' | 'la' | 'joint';

/** How far the attribution is agreed: proposed by the mapping, or stated by a person. */
export type DelayState = 'proposed' | 'agreed' | 'disputed' | 'settled';

/** One cause for which a patient who could leave is still in a bed. */
export interface Delay {
  readonly delay: string;
  readonly list: string;
  readonly reason: string;
  readonly attribution: DelayAttribution;
  readonly owner: string | null;
  readonly otherOwner: string | null;
  readonly since: InstantText;
  readonly primary: boolean;
  readonly state: DelayState;
  readonly endedAt: InstantText | null;
  readonly withdrawn: boolean;
  readonly version: number;
}

export function isOpen(delay: Delay): boolean {
  return delay.endedAt === null && !delay.withdrawn;
}

/** One line of the attribution matrix: who a reason may be put down to, from when to when. */
export interface AttributionRule {
  readonly list: string;
  readonly reason: string;
  readonly allowed: readonly DelayAttribution[];
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}
