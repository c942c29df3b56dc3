import type { InstantText, LocalDate } from '../time/london.js';

export type RoundKind = 'morning' | 'huddle';

/** What a round left behind when it was finished. */
export interface RoundResult {
  /** Patients whose day was judged: in the morning planned or final, at the huddle final. */
  readonly reviewed: number;
  /** Patients still to be judged. */
  readonly left: number;
  /** Open jobs by the profession that does them, most first. */
  readonly jobs: readonly { readonly role: string; readonly count: number }[];
  readonly discharges: { readonly definite: number; readonly potential: number };
}

/** A ward's round on one day. The order of its patients stands as it was when it began. */
export interface Round {
  readonly round: string;
  readonly ward: string;
  readonly date: LocalDate;
  readonly kind: RoundKind;
  /** Professions that took part. */
  readonly attended: readonly string[];
  /** Stays in the order in which they are walked, frozen. */
  readonly order: readonly string[];
  /** The ward's most used reasons for red, each in its fixed place all day. */
  readonly constraints: readonly string[];
  readonly startedAt: InstantText;
  readonly startedBy: string;
  readonly finishedAt: InstantText | null;
  readonly finishedBy: string | null;
  readonly result: RoundResult | null;
}
