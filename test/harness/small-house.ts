import { createHash } from 'node:crypto';
import type { Act, NewFact, PatientWords, ReferenceRow, WardKind } from '#domain';
import { startingReference } from '#domain';
import { Persistence, SERVICE, bulkLoad, openDatabase, sealPatient } from '#persistence';
import { syntheticNhsNumber } from '../builders/hl7.js';
import { aWard } from '../builders/ward.js';
import { freshDatabase, type TestDatabase } from './database.js';

/** A ward of a test and how many patients lie on it. */
interface SmallWard {
  readonly code: string;
  readonly organisation?: string;
  readonly patients: number;
  /** An acute ward when left out. */
  readonly kind?: WardKind;
  /** From 2010 on when left out. */
  readonly redGreenFrom?: string | null;
  /** Council of residence of the n-th patient, from 1; Leicester when left out. */
  readonly authority?: (n: number) => string | null;
}

export interface SmallHouse {
  /** When everything was recorded; the patients came on the evening before. */
  readonly now: string;
  readonly wards: readonly SmallWard[];
  readonly admittedAt?: string;
}

export const CITY = 'E06000016';
export const COUNTY = 'E10000018';

/** The public id of the n-th patient's stay on a ward, from 1. */
export function stayId(ward: string, n: number, organisation = 'RWE'): string {
  return `${organisation}.S-${ward}-${n}`;
}

/** A command id that is always the same for the same name. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The n-th synthetic patient of a ward; the family name is one that no other word of a test holds. */
export function wordsOf(ward: string, n: number, organisation: string): PatientWords {
  const code = createHash('sha256').update(`${organisation}${ward}${n}`).digest();
  return {
    patient: `${organisation}.P-${ward}-${n}`,
    salt: code.toString('hex').slice(0, 32),
    localId: `L${ward}x${n}`,
    nhsNumber: syntheticNhsNumber(code.readUInt16BE(0)),
    familyName: `Plantedname${ward}x${n}`,
    givenName: 'Ada',
    dateOfBirth: '1941-02-03',
    sex: 'F',
    similarName: false,
  };
}

/** The starting reference data, the wards, and their patients, as the acts that made them. */
export function smallHouseActs({
  now,
  wards,
  admittedAt = hoursBefore(now, 14),
}: SmallHouse): Act[] {
  const organisations = [...new Set(wards.map(organisationOf))].sort();
  const act = (
    organisation: string,
    name: string,
    own: Pick<Act, 'facts'> & Partial<Act>,
  ): Act => ({
    organisation,
    ward: null,
    commandId: uuidOf(`${organisation}/${name}`),
    by: SERVICE.person,
    at: now,
    recordedAt: now,
    ...own,
  });
  const set = (row: ReferenceRow) => ({
    stream: `reference:${row.kind}`,
    fact: { type: 'reference-set' as const, body: row },
  });
  return [
    act('QK1', 'reference', { facts: startingReference().map(set) }),
    ...organisations.map((organisation) =>
      act(organisation, 'wards', {
        facts: wards
          .filter((ward) => organisationOf(ward) === organisation)
          .map((ward) => set(wardRow(ward))),
      }),
    ),
    ...wards.flatMap((ward) =>
      Array.from({ length: ward.patients }, (_, index) => {
        const words = wordsOf(ward.code, index + 1, organisationOf(ward));
        const stay = stayId(ward.code, index + 1, organisationOf(ward));
        return act(organisationOf(ward), stay, {
          ward: ward.code,
          facts: admission(ward, index + 1, words, admittedAt).map((fact) => ({
            stream: `stay:${stay}`,
            fact,
          })),
          patients: [words],
        });
      }),
    ),
  ];
}

function admission(ward: SmallWard, n: number, words: PatientWords, admittedAt: string): NewFact[] {
  const authority = ward.authority === undefined ? CITY : ward.authority(n);
  return [
    {
      type: 'stay-admitted',
      body: {
        patient: words.patient,
        ward: ward.code,
        bed: `B${n}`,
        admittedAt,
        source: 'PAS',
        visit: `Visitnumber${ward.code}x${n}`,
        careType: 'acute',
        consultant: `Consultant${ward.code}x${n}`,
        ...(authority === null ? {} : { responsibleAuthority: authority }),
      },
    },
    { type: 'patient-identified', body: { patient: words.patient, seal: sealPatient(words) } },
  ];
}

function organisationOf({ organisation = 'RWE' }: SmallWard): string {
  return organisation;
}

function wardRow(ward: SmallWard): ReferenceRow {
  const beds = Array.from({ length: ward.patients }, (_, index) => `B${index + 1}`);
  const value = aWard({
    code: ward.code,
    name: `Ward ${ward.code}`,
    organisation: organisationOf(ward),
    site: organisationOf(ward) === 'RWE' ? 'RWEAA' : 'RT5PE',
    fundedBeds: ward.patients,
    openBeds: ward.patients,
    beds,
    ...(ward.kind === undefined ? {} : { kind: ward.kind }),
    ...(ward.redGreenFrom === undefined ? {} : { redGreenFrom: ward.redGreenFrom }),
  });
  return { kind: 'ward', code: ward.code, validFrom: '2010-01-01', value };
}

/** An instant some whole hours earlier, in the ledger's text. */
export function hoursBefore(instant: string, hours: number): string {
  return new Date(Date.parse(instant) - hours * 3_600_000).toISOString();
}

/** Puts acts into an empty database and opens it for the service, in demonstration mode `empty`. */
export async function furnish(
  database: TestDatabase,
  acts: Iterable<Act>,
  now: string,
): Promise<void> {
  const persistence = new Persistence(await openDatabase(database.appUrl, 2));
  try {
    await bulkLoad(persistence, acts);
    await persistence
      .as(SERVICE)
      .query(
        `INSERT INTO house (one, mode, epoch, opened_at) VALUES (true, 'empty', gen_random_uuid(), $1)`,
        [now],
      );
  } finally {
    await persistence.close();
  }
}

/** A database of one's own with these wards and patients; drop it in `afterAll`. */
export async function smallHouse(house: SmallHouse): Promise<TestDatabase> {
  const database = await freshDatabase();
  await furnish(database, smallHouseActs(house), house.now);
  return database;
}
