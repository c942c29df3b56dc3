import type { Person } from '#domain';
import { compareInstants } from '#domain';
import { readCensus } from '#interop';
import type { CensusRow } from '#interop';
import { breath } from '#platform';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import { namedIn } from './census-file.js';
import type { CensusKept } from './census-kept.js';
import type { Kept } from './inbound.js';
import { findWard } from './wards.js';

/** The first line of any file that was read is shorter. */
export const HEADING_BYTES_MAX = 16_384;
/** Refused rows of one source that a file may do away with. */
const ROWS_READ_MAX = 5_000;

interface LaterFile {
  readonly kept: Kept;
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly takenAt: string;
  readonly wards: readonly string[];
}

/**
 * A later file of a source does away with its earlier refused rows: with those of wards that it names or of patients
 * whom it names, and, where a row's ward is nobody's, with those of files all of whose wards it names. What it
 * refuses itself is kept anew.
 */
export async function supersedeRows(house: House, person: Person, later: LaterFile): Promise<void> {
  const { kept, source, bytes } = later;
  const database = house.persistence.as(actorOf(person));
  const owners = [...new Set([...person.organisations, SYSTEM_ORGANISATION])];
  const files = await database.query<EarlierFile>(
    `SELECT f.organisation, substring(f.body FROM 1 FOR ${HEADING_BYTES_MAX}) AS head, f.answer,
       array_agg(r.id ORDER BY r.id) AS ids, array_agg(r.body ORDER BY r.id) AS bodies
     FROM (SELECT * FROM inbound WHERE organisation = ANY ($1) AND source = $2 AND kind = 'census-row'
         AND state = 'refused' AND part_of <> $3 ORDER BY received_at LIMIT ${ROWS_READ_MAX}) r
       JOIN inbound f ON f.organisation = r.organisation AND f.id = r.part_of
     GROUP BY f.organisation, f.id`,
    [owners, source, kept.id],
  );
  if (files.length === 0) return;
  const patients = await localIdsOf(bytes);
  const book = await house.books.now();
  for (const file of files) {
    const { wards = [], answer } = JSON.parse(file.answer ?? '{}') as Partial<CensusKept>;
    if (answer !== undefined && compareInstants(answer.takenAt, later.takenAt) > 0) continue;
    const whole = wards.length > 0 && wards.every((ward) => later.wards.includes(ward));
    const head = headingOf(file.head);
    const done: string[] = [];
    for (const [index, id] of file.ids.entries()) {
      const body = file.bodies[index];
      const row = head === null || body === undefined ? {} : await readRow(head, body);
      const { organisation = file.organisation, ward: name, localId = '' } = row;
      const named = { ...namedIn({ ...row, organisation, ward: name ?? '' }), source };
      const ward = name === undefined ? null : findWard(book, named);
      const spokenOf = ward === null ? whole : later.wards.includes(ward.code);
      if (spokenOf || patients.has(localId)) done.push(id);
    }
    await database.query(
      `UPDATE inbound SET state = 'ignored', code = 'superseded'
       WHERE organisation = $1 AND id = ANY ($2::uuid[]) AND state = 'refused'`,
      [file.organisation, done],
    );
  }
}

interface EarlierFile {
  readonly organisation: string;
  readonly head: Buffer;
  readonly answer: string | null;
  readonly ids: readonly string[];
  readonly bodies: readonly Buffer[];
}

async function localIdsOf(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const breathe = breath();
  for await (const item of readCensus(bytes)) {
    await breathe();
    if (item.kind === 'row') ids.add(item.row.localId);
  }
  return ids;
}

/** What a row still says of whom it spoke. */
export async function readRow(head: Buffer, body: Buffer): Promise<Partial<CensusRow>> {
  for await (const item of readCensus(Buffer.concat([head, body]))) {
    if (item.kind === 'row') return item.row;
    if (item.kind === 'refused') return item.traces;
  }
  return {};
}

/** The first line of a file, of which this is the beginning; null where it has no lines. */
export function headingOf(head: Buffer): Buffer | null {
  const end = head.indexOf('\n');
  return end < 0 ? null : head.subarray(0, end + 1);
}
