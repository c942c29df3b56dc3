import type { CensusAnswer } from '#contracts';
import type { AsActor } from '#persistence';
import { randomUUID } from 'node:crypto';
import { digestOf } from './inbound.js';
import type { Kept } from './inbound.js';

/** Rows at most that are kept one by one; beyond that the file itself is to be mended. */
const ROWS_KEPT_MAX = 1_000;

interface Sent {
  readonly bytes: Uint8Array;
  readonly source: string;
  readonly now: string;
}

/**
 * Keeps each refused row of a file as an item of its own, with its line and field, so that a person
 * sees what to mend. Its bytes are those of the line in the file, where the file has lines at all.
 */
export async function keepRefusedRows(
  database: AsActor,
  kept: Kept,
  { bytes, source, now }: Sent,
  refused: CensusAnswer['refused'],
): Promise<void> {
  if (refused.length === 0) return;
  const wanted = refused.slice(0, ROWS_KEPT_MAX);
  const lines = linesOf(bytes, new Set(wanted.map(({ line }) => line)));
  const rows = wanted.map(({ line, field, code }) => {
    const body = lines.get(line) ?? Buffer.alloc(0);
    return {
      id: randomUUID(),
      control_id: `${kept.id} line ${line}`,
      digest: digestOf(body),
      body: `\\x${Buffer.from(body).toString('hex')}`,
      code,
      place: field === null ? `line ${line}` : `line ${line}, ${field}`,
    };
  });
  await database.query(
    `INSERT INTO inbound (organisation, id, source, kind, control_id, digest, received_at, body, state, code, place, part_of)
     SELECT $1, r.id, $2, 'census-row', r.control_id, r.digest, $3, r.body, 'refused', r.code, r.place, $4
     FROM jsonb_to_recordset($5::jsonb) AS r(id uuid, control_id text, digest text, body bytea, code text, place text)
     ON CONFLICT DO NOTHING`,
    [kept.organisation, source, now, kept.id, JSON.stringify(rows)],
  );
}

const LINE_FEED = 0x0a;

/** The bytes of some lines, the first being 1. A file of UTF-16 has no such lines, and gives none. */
function linesOf(bytes: Uint8Array, wanted: ReadonlySet<number>): Map<number, Uint8Array> {
  const lines = new Map<number, Uint8Array>();
  let line = 1;
  let start = 0;
  while (start < bytes.length && lines.size < wanted.size) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    if (wanted.has(line)) lines.set(line, bytes.subarray(start, end));
    start = end + 1;
    line += 1;
  }
  return lines;
}
