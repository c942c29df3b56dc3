import type { PatientWords } from '#domain';
import { SERVICE, identityColumns } from '#persistence';
import type { AsActor } from '#persistence';
import type { House } from '../house/house.js';
import type { PartCounts } from './census-kept.js';

/** A part of a census as it is noted before it is written: what an undo, and a file cut off, go by. */
export interface NotedPart {
  readonly part: number;
  readonly wards: readonly string[];
  readonly stays: readonly string[];
  readonly counts: PartCounts;
  readonly done: boolean;
}

interface Batch {
  readonly organisation: string;
  readonly batch: string;
}

/** Notes a part that is about to be written, with the words of patients that it will change. */
export async function notePart(
  database: AsActor,
  { organisation, batch }: Batch,
  { part, wards, stays, counts }: NotedPart,
  { words, now }: { readonly words: readonly PatientWords[]; readonly now: string },
): Promise<void> {
  await database.work(async (manager) => {
    await manager.query(
      `INSERT INTO census_part (organisation, batch, part, wards, stays, counts, done, at)
       VALUES ($1, $2, $3, $4, $5, $6, false, $7)
       ON CONFLICT (organisation, batch, part) DO UPDATE SET wards = excluded.wards, counts = excluded.counts,
         stays = ARRAY(SELECT DISTINCT unnest(census_part.stays || excluded.stays))`,
      [organisation, batch, part, wards, stays, JSON.stringify(counts), now],
    );
  });
  await keepWordsBefore(database, { organisation, batch }, words, now);
}

/** Keeps words of patients as they are before a file or a command changes them. */
export async function keepWordsBefore(
  database: AsActor,
  { organisation, batch }: Batch,
  words: readonly PatientWords[],
  now: string,
): Promise<void> {
  if (words.length === 0) return;
  await database.query(
    `INSERT INTO patient_before (organisation, batch, patient, words, at)
     SELECT $1, $2, w ->> 'patient', w, $4 FROM jsonb_array_elements($3::jsonb) AS w
     ON CONFLICT DO NOTHING`,
    [organisation, batch, JSON.stringify(words), now],
  );
}

/** Notes that a part is written, and that the file named its wards. */
export async function partDone(
  database: AsActor,
  { organisation, batch }: Batch,
  part: number,
  named: {
    readonly wards: readonly string[];
    readonly source: string;
    readonly takenAt: string;
  },
): Promise<void> {
  await database.query(
    `WITH done AS (UPDATE census_part SET done = true WHERE organisation = $1 AND batch = $2 AND part = $3)
     INSERT INTO census_ward (organisation, batch, ward, source, taken_at)
     SELECT $1, $2, ward, $5, $6 FROM unnest($4::text[]) AS ward ON CONFLICT DO NOTHING`,
    [organisation, batch, part, named.wards, named.source, named.takenAt],
  );
}

/** What was noted of a file in one organisation, in the order in which it was written. */
export async function readParts(
  database: AsActor,
  { organisation, batch }: Batch,
): Promise<NotedPart[]> {
  return database.query<NotedPart>(
    `SELECT part, wards, stays, counts, done FROM census_part
     WHERE organisation = $1 AND batch = $2 ORDER BY part`,
    [organisation, batch],
  );
}

/** Organisations in which a file changed anything, whoever asks. */
export async function organisationsOf(house: House, batch: string): Promise<string[]> {
  const rows = await house.persistence
    .as(SERVICE)
    .query<{ organisation: string }>(
      'SELECT DISTINCT organisation FROM census_part WHERE batch = $1 ORDER BY 1',
      [batch],
    );
  return rows.map(({ organisation }) => organisation);
}

/** The words that patients had before a file changed them, where they are still held. */
export async function wordsBefore(
  database: AsActor,
  { organisation, batch }: Batch,
  patients: readonly string[],
): Promise<Map<string, PatientWords>> {
  const rows = await database.query<{ words: PatientWords }>(
    'SELECT words FROM patient_before WHERE organisation = $1 AND batch = $2 AND patient = ANY ($3)',
    [organisation, batch, patients],
  );
  return new Map(rows.map(({ words }) => [words.patient, words]));
}

/** The words of a patient as they are held now; none once they are erased. */
export async function wordsOf(
  database: AsActor,
  organisation: string,
  patient: string,
): Promise<PatientWords | undefined> {
  const [row] = await database.query<PatientWords>(
    `SELECT ${identityColumns()}, salt FROM patient WHERE organisation = $1 AND patient = $2`,
    [organisation, patient],
  );
  return row;
}
