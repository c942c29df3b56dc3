import type { CensusQuery } from '#contracts';
import type { Person } from '#domain';
import type { AsActor } from '#persistence';
import type { House } from '../house/house.js';
import type { CensusFile } from './census-file.js';

/** What a census was sent with, read and checked. */
export interface CensusOrder {
  readonly batch: string;
  readonly source: string;
  readonly takenAt: string;
  readonly complete: CompleteFor;
  readonly createWards: boolean;
  readonly dryRun: boolean;
  readonly confirm: boolean;
}

export type CompleteFor =
  | { readonly of: 'wards'; readonly also: readonly string[] }
  | { readonly of: 'organisation' }
  | { readonly of: 'list' }
  /** A row that is tried again: nobody leaves by it. */
  | { readonly of: 'nothing' };

/** Reads `complete`: `wards` (also when absent), `wards=A,B`, `organisation`, `list`; null for anything else. */
export function completeOf(text: CensusQuery['complete']): CompleteFor | null {
  if (text === undefined || text === 'wards') return { of: 'wards', also: [] };
  if (text === 'organisation' || text === 'list') return { of: text };
  if (!text.startsWith('wards=')) return null;
  const also = text
    .slice('wards='.length)
    .split(',')
    .map((code) => code.trim());
  return { of: 'wards', also: also.filter((code) => code !== '') };
}

/** A census of one organisation, and who asks for it. */
export interface Planning {
  readonly house: House;
  readonly database: AsActor;
  readonly person: Person;
  readonly order: CensusOrder;
  readonly file: CensusFile;
  readonly organisation: string;
  readonly now: string;
}
