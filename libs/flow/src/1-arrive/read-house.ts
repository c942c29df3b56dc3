import type { DayRecord, Identity, PatientWords, StayView } from '#domain';
import type { AsActor } from '#persistence';

/** A stay with all that writing it again needs. */
export interface HeldStay {
  readonly view: StayView;
  /** Length of its stream, and of what else was read with it. */
  readonly seq: number;
  readonly patient: PatientWords | null;
  readonly notes: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly organisation: string;
  readonly localIds: readonly string[];
  readonly nhsNumbers: readonly string[];
  readonly visit: string | null;
  /** Wards whose open stays are read, or every open stay of the organisation. */
  readonly wards: readonly string[] | 'all';
  /** Ended stays are of interest when they ended on this London date or later. */
  readonly endedSince: string;
}

/** One moment of an organisation: what a feed's word is compared with. */
export interface HouseRead {
  readonly open: readonly HeldStay[];
  readonly ended: readonly HeldStay[];
  /** Every patient asked for, in a bed or not. */
  readonly patients: readonly PatientWords[];
  readonly versions: ReadonlyMap<string, number>;
  /** Lengths of the streams of reference facts. */
  readonly references: ReadonlyMap<string, number>;
}

type Query = <T>(text: string, values: unknown[]) => Promise<T>;

const WORDS = `jsonb_build_object('patient', p.patient, 'salt', p.salt, 'localId', p.local_id,
  'nhsNumber', p.nhs_number, 'familyName', p.family_name, 'givenName', p.given_name,
  'dateOfBirth', p.date_of_birth, 'sex', p.sex, 'similarName', p.similar_name)`;

const STAYS = `SELECT s.view, s.seq::int AS seq, CASE WHEN p.patient IS NULL THEN NULL ELSE ${WORDS} END AS patient,
  coalesce((SELECT jsonb_object_agg(n.note, n.words) FROM note n WHERE n.organisation = s.organisation
    AND n.note IN (s.view -> 'latest' -> 'planned' ->> 'note', s.view -> 'latest' -> 'final' ->> 'note')), '{}') AS notes
  FROM stay s LEFT JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient`;

/** Reads, as of one moment, the stays and patients that a feed's word may be about. */
export function readHouse(database: AsActor, asked: Asked): Promise<HouseRead> {
  return database.work(async (manager) => {
    const query: Query = (text, values) => manager.query(text, values);
    const patients = await readPatients(query, asked);
    const ids = patients.map(({ patient }) => patient);
    const open = await readOpen(query, asked, ids);
    const ended = await query<HeldStay[]>(
      `${STAYS} WHERE s.organisation = $1 AND s.open_until <> 'infinity' AND
         ((s.open_until >= $3 AND s.patient = ANY ($2)) OR s.visit = $4) ORDER BY s.open_until DESC, s.stay`,
      [asked.organisation, ids, asked.endedSince, asked.visit],
    );
    const heads = await query<{ ward: string; version: number }[]>(
      'SELECT ward, version::int AS version FROM ward_head WHERE organisation = $1',
      [asked.organisation],
    );
    const references = await query<{ stream: string; seq: number }[]>(
      `SELECT stream, seq::int AS seq FROM stream WHERE organisation = $1
         AND stream IN ('reference:ward', 'reference:source')`,
      [asked.organisation],
    );
    return {
      open,
      ended,
      patients,
      versions: new Map(heads.map(({ ward, version }) => [ward, version])),
      references: new Map(references.map(({ stream, seq }) => [stream, seq])),
    };
  }, 'REPEATABLE READ');
}

async function readPatients(
  query: Query,
  { organisation, localIds, nhsNumbers, visit }: Asked,
): Promise<PatientWords[]> {
  const rows = await query<{ words: PatientWords }[]>(
    `SELECT ${WORDS} AS words FROM patient p WHERE p.organisation = $1 AND
       (p.local_id = ANY ($2) OR p.nhs_number = ANY ($3) OR p.patient IN
         (SELECT patient FROM stay WHERE organisation = $1 AND visit = $4)) ORDER BY p.patient`,
    [organisation, localIds, nhsNumbers, visit],
  );
  return rows.map(({ words }) => words);
}

function readOpen(query: Query, { organisation, wards }: Asked, ids: readonly string[]) {
  if (wards === 'all')
    return query<HeldStay[]>(
      `${STAYS} WHERE s.organisation = $1 AND s.open_until = 'infinity' ORDER BY s.stay`,
      [organisation],
    );
  return query<HeldStay[]>(
    `${STAYS} WHERE s.organisation = $1 AND s.open_until = 'infinity' AND (s.patient = ANY ($2)
       OR s.ward = ANY ($3) OR s.ward IN (SELECT o.ward FROM stay o WHERE o.organisation = $1
         AND o.open_until = 'infinity' AND o.patient = ANY ($2))) ORDER BY s.stay`,
    [organisation, ids, wards],
  );
}

/** The days that a stay's view still shows: enough to fold facts that judge no day. */
export function shownDays(view: StayView): DayRecord[] {
  return [view.before, view.latest].filter((day) => day !== null);
}

/** The words of a patient that a screen may be told. */
export function identityOf({ salt: _salt, ...words }: PatientWords): Identity {
  return words;
}
