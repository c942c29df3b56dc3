import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import * as domain from '../../../dist/libs/domain/src/index.js';
import * as persistence from '../../../dist/libs/persistence/src/index.js';
import { REFERENCE_SCHEMA } from '../reference.mjs';

const ORGANISATION = 'RWE';
const SITE = 'RWEAA';
const BEDS = 28;
/** Wards that are marked and watched. */
export const WARDS = Array.from({ length: 8 }, (_, index) => `BENCH-${index + 1}`);
/** Wards that are only there, as most of a hospital is for one ward. */
const OTHER_WARDS = Array.from({ length: 24 }, (_, index) => `OTHER-${index + 1}`);
const STAYS = 3_000;

const DAY_MS = 86_400_000;
const BEGUN = Date.now();
const daysAgo = (days) => new Date(BEGUN - days * DAY_MS).toISOString();
/** The London date on which the run began: the day that is marked. */
export const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(BEGUN);
const ADMITTED = daysAgo(10);
const LEFT = daysAgo(3);

function act(rest) {
  return {
    organisation: ORGANISATION,
    commandId: randomUUID(),
    by: 'benchmark',
    at: ADMITTED,
    recordedAt: ADMITTED,
    ...rest,
  };
}

function wardEntry(code) {
  return {
    code,
    name: code,
    organisation: ORGANISATION,
    site: SITE,
    directorate: null,
    serviceLine: null,
    kind: 'acute',
    fundedBeds: BEDS,
    openBeds: BEDS,
    beds: Array.from({ length: BEDS }, (_, bed) => String(bed + 1)),
    redGreenFrom: '2020-01-01',
    roundDays: [1, 2, 3, 4, 5, 6, 7],
    roundAt: '08:30',
    huddleAt: '15:00',
    receivesFromAssessment: false,
  };
}

function referenceAct(organisation, rows) {
  const facts = rows.map((row) => ({
    stream: `reference:${row.kind}`,
    fact: { type: 'reference-set', body: row },
  }));
  return act({ organisation, ward: null, facts });
}

function* people() {
  for (let six = 1; ; six += 1) {
    const nine = `999${String(six).padStart(6, '0')}`;
    const check = domain.nhsCheckDigit(nine);
    if (check !== null) yield `${nine}${check}`;
  }
}

function patient(number, nhsNumber) {
  return {
    patient: `${ORGANISATION}.P${String(number).padStart(26, '0')}`,
    salt: createHash('sha256').update(String(number)).digest('hex').slice(0, 32),
    localId: `S${1_000_000 + number}`,
    nhsNumber,
    familyName: `Family${number}`,
    givenName: `Given${number}`,
    dateOfBirth: '1944-05-17',
    sex: number % 2 === 0 ? 'female' : 'male',
    similarName: false,
  };
}

/** A stay in a ward, admitted as a feed admits it; those without a bed have left. */
function* stayActs(number, nhsNumber, { ward, bed }) {
  const stay = `${ORGANISATION}.${String(number).padStart(26, '0')}`;
  const stream = `stay:${stay}`;
  const words = patient(number, nhsNumber);
  const seal = persistence.sealPatient(words);
  const body = {
    patient: words.patient,
    ward,
    bed,
    admittedAt: ADMITTED,
    source: 'BENCH',
    visit: `V${number}`,
    careType: 'acute',
    specialty: 'General medicine',
    consultant: 'Dr Bench',
    responsibleAuthority: 'E06000016',
    expectedDischargeDate: TODAY,
  };
  const facts = [
    { stream, fact: { type: 'stay-admitted', body } },
    { stream, fact: { type: 'patient-identified', body: { patient: words.patient, seal } } },
  ];
  yield act({ ward, facts, patients: [words] });
  if (bed !== null) return;
  const left = { type: 'stay-left', body: { at: LEFT, to: 'home' } };
  yield act({ ward, at: LEFT, recordedAt: LEFT, facts: [{ stream, fact: left }] });
}

function* acts() {
  yield referenceAct('QK1', domain.startingReference());
  const wards = [...WARDS, ...OTHER_WARDS];
  const from = '2020-01-01';
  yield referenceAct(
    ORGANISATION,
    wards.map((code) => ({ kind: 'ward', code, validFrom: from, value: wardEntry(code) })),
  );
  const numbers = people();
  for (let number = 0; number < STAYS; number += 1) {
    const ward = wards[number % wards.length];
    const bed = Math.floor(number / wards.length);
    const place = { ward, bed: bed < BEDS ? String(bed + 1) : null };
    yield* stayActs(number, numbers.next().value, place);
  }
}

/** Makes a database of the service: migrated, with its stays, as after a first census of a hospital. */
async function makeServiceDatabase(ownerUrl) {
  await persistence.runMigrations(ownerUrl);
  const house = new persistence.Persistence(await persistence.openDatabase(ownerUrl, 4));
  try {
    await persistence.bulkLoad(house, acts());
    await house
      .as(persistence.SERVICE)
      .query('INSERT INTO house (one, mode, epoch, opened_at) VALUES (true, $1, $2, $3)', [
        'empty',
        randomUUID(),
        new Date(BEGUN).toISOString(),
      ]);
  } finally {
    await house.close();
  }
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The databases in one cluster, one of them without a patient; answers their addresses. */
export async function makeDatabases(cluster, owner) {
  const url = (name) => cluster.url(owner, name);
  await withClient(url('postgres'), async (client) => {
    for (const name of ['service', 'reference', 'census'])
      await client.query(`CREATE DATABASE ${name}`);
  });
  await makeServiceDatabase(url('service'));
  await persistence.runMigrations(url('census'));
  await withClient(url('reference'), (client) => client.query(REFERENCE_SCHEMA));
  for (const name of ['service', 'reference'])
    await withClient(url(name), (client) => client.query('VACUUM ANALYZE'));
  return { service: url('service'), reference: url('reference'), census: url('census') };
}

/** Gives the reference the very rows that the service shows, so that both send the same. */
export async function furnishReference(url, boards) {
  const rows = boards.flatMap(({ ward, rows: shown }) =>
    shown.map((row) => ({ stay: row.stay, ward, shown: row })),
  );
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO patient_row SELECT r.stay, r.ward, r.shown
         FROM jsonb_to_recordset($1::jsonb) AS r(stay text, ward text, shown jsonb)`,
      [JSON.stringify(rows)],
    ),
  );
}
