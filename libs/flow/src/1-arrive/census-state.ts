import type { CensusList, CensusListQuery, CensusState } from '#contracts';
import type { Person } from '#domain';
import { accept, may } from '#domain';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import type { CensusKept, CensusRunning } from './census-kept.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

interface KeptCensus extends Pick<CensusState, 'batch' | 'source' | 'state' | 'code' | 'place'> {
  readonly receivedAt: Date;
  readonly answer: string | null;
}

const COLUMNS = `id AS batch, source, received_at AS "receivedAt", state, code, place, answer`;
const LISTED_MAX = 20;

/** How far a census is, or what it did: `GET /census/{batch}`. */
export async function censusState(
  house: House,
  person: Person,
  batch: string,
): Promise<Arrival<CensusState>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const [row] = await read(house, person, 'id = $2', [batch]);
  return row === undefined ? refused('not-found') : accept(stateOf(row));
}

/** The latest files, those under way among them: `GET /census`. */
export async function censusList(
  house: House,
  person: Person,
  { source }: CensusListQuery,
): Promise<Arrival<CensusList>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const rows = await read(house, person, '($2::text IS NULL OR source = $2)', [source ?? null]);
  return accept({ items: rows.map(stateOf) });
}

function read(house: House, person: Person, where: string, values: readonly unknown[]) {
  const actor = actorOf(person);
  return house.persistence.as(actor).query<KeptCensus>(
    `SELECT ${COLUMNS} FROM inbound WHERE organisation = ANY ($1) AND kind = 'census' AND ${where}
       ORDER BY received_at DESC, id LIMIT ${LISTED_MAX}`,
    [[...actor.organisations, SYSTEM_ORGANISATION], ...values],
  );
}

function stateOf({ receivedAt, answer: text, ...row }: KeptCensus): CensusState {
  const kept = JSON.parse(text ?? '{}') as Partial<CensusKept & CensusRunning>;
  const { progress = null, answer = null } = kept;
  return { ...row, receivedAt: receivedAt.toISOString(), progress, answer };
}
