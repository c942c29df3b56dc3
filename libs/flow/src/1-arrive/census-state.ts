import type { Person } from '#domain';
import { accept, may } from '#domain';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import type { CensusKept } from './census-kept.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

export interface CensusState {
  readonly batch: string;
  readonly state: string;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly answer: CensusKept['answer'] | null;
}

/** How far a census is, or what it did: `GET /census/{batch}`. */
export async function censusState(
  house: House,
  person: Person,
  batch: string,
): Promise<Arrival<CensusState>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const actor = actorOf(person);
  const [row] = await house.persistence
    .as(actor)
    .query<{ state: string; answer: string | null }>(
      `SELECT state, answer FROM inbound WHERE organisation = ANY ($1) AND id = $2 AND kind = 'census'`,
      [[...actor.organisations, SYSTEM_ORGANISATION], batch],
    );
  if (row === undefined) return refused('not-found');
  const kept = JSON.parse(row.answer ?? '{}') as Partial<CensusKept> & {
    readonly progress?: CensusState['progress'];
  };
  const { progress = null, answer = null } = kept;
  return accept({ batch, state: row.state, progress, answer });
}
