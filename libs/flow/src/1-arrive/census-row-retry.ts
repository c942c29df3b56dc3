import type { Person } from '#domain';
import type { AsActor } from '#persistence';
import { actorOf } from '#persistence';
import type { House } from '../house/house.js';
import { rowArrives } from './census.js';
import type { CensusKept } from './census-kept.js';
import { HEADING_BYTES_MAX, headingOf } from './census-superseded.js';
import { settle } from './inbound.js';
import type { Kept } from './inbound.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/**
 * Takes a refused row of a census once more, when what it waited for has been mended: with its file's heading and of
 * its file's time. It may add, move and correct; nobody leaves by it. Gives the code for which it is refused again,
 * null when it is taken.
 */
export async function retryRow(
  house: House,
  person: Person,
  row: Kept & { readonly source: string; readonly body: Buffer },
): Promise<Arrival<string | null>> {
  const database = house.persistence.as(actorOf(person));
  const [file] = await database.query<SentFile>(
    `SELECT substring(f.body FROM 1 FOR ${HEADING_BYTES_MAX}) AS head, f.answer, f.control_id AS "sentWith"
     FROM inbound r JOIN inbound f ON f.organisation = r.organisation AND f.id = r.part_of
     WHERE r.organisation = $1 AND r.id = $2`,
    [row.organisation, row.id],
  );
  const head = file === undefined ? null : headingOf(file.head);
  // A file that has no lines, or is forgotten, has to be sent again.
  if (file?.answer == null || head === null || row.body.length === 0) return refused('unsupported');
  const { answer } = JSON.parse(file.answer) as CensusKept;
  const taken = await rowArrives(house, person, Buffer.concat([head, row.body]), {
    batch: row.id,
    source: row.source,
    takenAt: answer.takenAt,
    createWards: file.sentWith.split(' ').at(-2) === 'true',
  });
  if (!taken.ok && taken.refusal.code !== 'census-refused') return taken;
  const again = taken.ok ? (taken.value.refused[0]?.code ?? null) : 'census-refused';
  const place = (taken.ok ? taken.value.refused[0]?.field : null) ?? null;
  const state = again === null ? ('applied' as const) : ('refused' as const);
  const at = await placeOf(database, row, place);
  await settle(database, row, { state, code: again, place: at, answer: '{}' });
  return { ok: true, value: again };
}

interface SentFile {
  readonly head: Buffer;
  readonly answer: string | null;
  readonly sentWith: string;
}

/** Its line in the file stays; the field may be another. */
async function placeOf(database: AsActor, { organisation, id }: Kept, field: string | null) {
  const [row] = await database.query<{ place: string | null }>(
    'SELECT place FROM inbound WHERE organisation = $1 AND id = $2',
    [organisation, id],
  );
  const line = row?.place?.split(',')[0] ?? '';
  return field === null ? line : `${line}, ${field}`;
}
