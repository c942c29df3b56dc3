import { randomUUID } from 'node:crypto';
import type { Fact, NewFact, NoteWords, PatientWords, StayFact, StayState } from '#domain';
import { addDays, datesFrom, instantText, londonDate, stateOf, viewOf } from '#domain';
import type { House } from '#flow';
import { nowText } from '#flow';
import type { Known, ProjectedRows } from '#persistence';
import { SERVICE, mergeRows, project } from '#persistence';

/** Whatever a feed would assert of a stay, by the ledger's own way, for what no operation does yet. */
export interface Asserted {
  readonly stay: string;
  readonly organisation?: string;
  readonly facts: readonly NewFact<StayFact['type']>[];
  readonly notes?: readonly NoteWords[];
  readonly patients?: readonly PatientWords[];
}

const TRIES_MAX = 50;

/** Writes the facts; both wards of a move are told. Answers the ward versions that it made. */
export async function assertFacts(
  house: House,
  { stay, organisation = 'RWE', facts, notes = [], patients = [] }: Asserted,
): Promise<Readonly<Record<string, number>>> {
  const database = house.persistence.as(SERVICE);
  const stream = `stay:${stay}`;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await database.readStay(organisation, stay, null, '0001-01-01');
    const now = nowText(house);
    const seq = read.stay?.seq ?? 0;
    const before =
      read.stay === null ? null : stateOf(read.stay.view, await allDays(house, organisation, stay));
    const folded = await fold(house, before, seq, facts, {
      organisation,
      stream,
      at: now,
    });
    const after = viewOf(folded.state);
    const wards = [...new Set([before?.ward ?? after.ward, after.ward])].sort();
    const outcome = await database.write({
      organisation,
      commandId: randomUUID(),
      at: now,
      recordedAt: now,
      wards: wards.map((ward) => ({
        ward,
        change:
          ward === after.ward && after.leftAt === null
            ? { views: [after], left: [] }
            : { views: [], left: [stay] },
      })),
      streams: [{ stream, seq, ward: after.ward, facts }],
      rows: folded.rows,
      notes,
      patients,
      restate: restated(before, folded.state, now),
    });
    if (outcome.code === 'written') return outcome.wards;
  }
  throw new Error('the stay moved on every try');
}

async function allDays(house: House, organisation: string, stay: string) {
  const rows = await house.persistence
    .as(SERVICE)
    .query<{ record: StayState['days'][string] }>(
      'SELECT record FROM day WHERE organisation = $1 AND stay = $2',
      [organisation, stay],
    );
  return rows.map(({ record }) => record);
}

async function fold(
  house: House,
  before: StayState | null,
  seq: number,
  facts: Asserted['facts'],
  frame: Pick<Fact, 'organisation' | 'stream' | 'at'>,
) {
  const book = await house.books.any();
  let state = before;
  let length = seq;
  const rows: ProjectedRows[] = [];
  const known: Known = {
    stay: () => ({ state, seq: length }),
    staysTouching: () => [],
    closedRows: () => [],
    round: () => null,
    book: () => book,
  };
  for (const fact of facts) {
    const projection = project({ ...fact, ...frame, by: SERVICE.person }, known);
    rows.push(projection.rows);
    state = projection.state ?? state;
    length += 1;
  }
  if (state === null) throw new Error('a stay begins with its admission');
  return { state, rows: mergeRows(rows) };
}

/** Every date of the stay that is over is counted again: more than is needed, never less. */
function restated(before: StayState | null, after: StayState, now: string) {
  const yesterday = addDays(londonDate(instantText(now)), -1);
  const wards = [...new Set([...(before?.places ?? []), ...after.places].map(({ ward }) => ward))];
  return datesFrom(after.admittedOn, yesterday).flatMap((date) =>
    wards.map((ward) => ({ ward, date, because: 'asserted' })),
  );
}
