import type { DayRecord, Identity, PatientWords, StayView } from '#domain';
import type { AsActor } from '#persistence';

/** A stay with all that writing it again needs. */
export interface HeldStay {
  readonly view: StayView;
  /** Length of its stream. */
  readonly seq: number;
  readonly patient: PatientWords | null;
  readonly notes: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly organisation: string;
  readonly localIds: readonly string[];
  readonly nhsNumbers: readonly string[];
  readonly visits?: readonly string[];
  /** Stays asked for by their ids. */
  readonly stays?: readonly string[];
  /** Keys under which a message may wait for what is about to be written; see `waitKeys`. */
  readonly waits?: readonly string[];
  /** Wards whose open stays are read, beside those in which the patients lie; or all of the organisation. */
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
  /** The patient of a number that belonged to a record which was merged into another. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether any message waits under one of the keys. */
  readonly parked: boolean;
}

const WORDS = `jsonb_build_object('patient', p.patient, 'salt', p.salt, 'localId', p.local_id,
  'nhsNumber', p.nhs_number, 'familyName', p.family_name, 'givenName', p.given_name,
  'dateOfBirth', p.date_of_birth, 'sex', p.sex, 'similarName', p.similar_name)`;

const HELD = `jsonb_build_object('view', s.view, 'seq', s.seq,
  'patient', (SELECT ${WORDS} FROM patient p WHERE p.organisation = s.organisation AND p.patient = s.patient),
  'notes', coalesce((SELECT jsonb_object_agg(n.note, n.words) FROM note n WHERE n.organisation = s.organisation
    AND n.note IN (s.view -> 'latest' -> 'planned' ->> 'note', s.view -> 'latest' -> 'final' ->> 'note')), '{}'))`;

/** One statement, so that all of it is of one moment and costs one trip. */
const read = (openIn: string) => `
WITH known AS (
  SELECT patient FROM patient WHERE organisation = $1 AND local_id = ANY ($2)
  UNION SELECT patient FROM patient WHERE organisation = $1 AND nhs_number = ANY ($3)
  UNION SELECT patient FROM patient_alias WHERE organisation = $1 AND local_id = ANY ($2)
  UNION SELECT patient FROM stay WHERE organisation = $1 AND visit = ANY ($4)
  UNION SELECT patient FROM stay WHERE organisation = $1 AND stay = ANY ($7)
), near AS (
  SELECT unnest($6::text[]) AS ward
  UNION SELECT ward FROM stay WHERE organisation = $1 AND open_until = 'infinity'
    AND patient IN (SELECT patient FROM known)
), past AS (
  SELECT stay FROM stay WHERE organisation = $1 AND patient IN (SELECT patient FROM known)
    AND open_until <> 'infinity' AND (open_until >= $5 OR open_until = '-infinity')
  UNION SELECT stay FROM stay WHERE organisation = $1 AND visit = ANY ($4) AND open_until <> 'infinity'
  UNION SELECT stay FROM stay WHERE organisation = $1 AND stay = ANY ($7) AND open_until <> 'infinity'
)
SELECT
  coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.stay) FROM stay s
    WHERE s.organisation = $1 AND s.open_until = 'infinity' ${openIn}), '[]') AS open,
  coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.open_until DESC, s.stay) FROM stay s
    WHERE s.organisation = $1 AND s.stay IN (SELECT stay FROM past)), '[]') AS ended,
  coalesce((SELECT jsonb_agg(${WORDS} ORDER BY p.patient) FROM patient p
    WHERE p.organisation = $1 AND p.patient IN (SELECT patient FROM known)), '[]') AS patients,
  coalesce((SELECT jsonb_object_agg(h.ward, h.version) FROM ward_head h
    WHERE h.organisation = $1), '{}') AS versions,
  coalesce((SELECT jsonb_object_agg(t.stream, t.seq) FROM stream t WHERE t.organisation = $1
    AND t.stream IN ('reference:ward', 'reference:source')), '{}') AS lengths,
  coalesce((SELECT jsonb_object_agg(a.local_id, a.patient) FROM patient_alias a
    WHERE a.organisation = $1 AND (a.local_id = ANY ($2) OR a.local_id IN (SELECT p.local_id FROM patient p
      WHERE p.organisation = $1 AND p.patient IN (SELECT patient FROM known)))), '{}') AS aliases,
  (cardinality($8::text[]) > 0 AND EXISTS (SELECT 1 FROM inbound i WHERE i.organisation = $1
    AND i.waits_for && $8::text[])) AS parked`;

const READ_NEAR = read('AND s.ward IN (SELECT ward FROM near)');
const READ_ALL = read('');

interface ReadRow extends Pick<HouseRead, 'open' | 'ended' | 'patients' | 'parked'> {
  readonly versions: Readonly<Record<string, number>>;
  readonly lengths: Readonly<Record<string, number>>;
  readonly aliases: Readonly<Record<string, string>>;
}

/** Reads, as of one moment, the stays and patients that a feed's word may be about. */
export async function readHouse(database: AsActor, asked: Asked): Promise<HouseRead> {
  const {
    organisation,
    localIds,
    nhsNumbers,
    visits = [],
    wards,
    endedSince,
    stays = [],
    waits = [],
  } = asked;
  const [row] = await database.query<ReadRow>(wards === 'all' ? READ_ALL : READ_NEAR, [
    organisation,
    localIds,
    nhsNumbers,
    visits,
    endedSince,
    wards === 'all' ? [] : wards,
    stays,
    waits,
  ]);
  if (row === undefined) throw new Error('a reading of the house is always one row');
  const { versions, lengths, aliases, ...rest } = row;
  return {
    ...rest,
    versions: new Map(Object.entries(versions)),
    references: new Map(Object.entries(lengths)),
    aliases: new Map(Object.entries(aliases)),
  };
}

/** The days that a stay's view still shows: enough to fold facts that judge no day. */
export function shownDays(view: StayView): DayRecord[] {
  return [view.before, view.latest].filter((day) => day !== null);
}

/** The words of a patient that a screen may be told. */
export function identityOf({ salt: _salt, ...words }: PatientWords): Identity {
  return words;
}
