import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import { instantText } from '#domain';
import {
  adtArrives,
  board,
  censusArrives,
  findPerson,
  listInbound,
  nowText,
  resumeInbound,
  retryInbound,
  setWard,
  type AdtAnswer,
} from '#flow';
import { SERVICE, checkRebuild, sealPatient, verifyLedger } from '#persistence';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { assertFacts } from '../harness/assert-facts.js';
import { testHouse, type TestHouse } from '../harness/house.js';

const NOW = '2026-05-01T12:00:00+01:00';

let test: TestHouse;
let admin: Person;
let controlIds = 0;

function message(said: Partial<AdtSaid>): string {
  controlIds += 1;
  return adtMessage({ controlId: `T-${controlIds}`, ...said });
}

function arrives(text: string, house = test): Promise<AdtAnswer> {
  return adtArrives(house.house, { bytes: Buffer.from(text), receivedBy: 'mllp' });
}

async function rows(ward: string, house = test) {
  const read = await board(house.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value.rows;
}

function stored(house = test) {
  return house.house.persistence
    .as(SERVICE)
    .query<{ state: string; code: string | null; stay: string | null; answer: string | null }>(
      'SELECT state, code, stay, answer FROM inbound ORDER BY received_at, control_id',
    );
}

/** A patient of one's own: the n-th local id, NHS number and visit. */
function patient(n: number): Partial<AdtSaid> {
  return {
    localId: `S${2_000_000 + n}`,
    nhsNumber: syntheticNhsNumber(500 + n),
    visitNumber: `V${n}`,
    familyName: ['Abernethy', 'Birchall', 'Coldwater', 'Dunmore'][n % 4] ?? 'Testcase',
  };
}

/** Words of a patient whom nothing told of by the service's own way. */
const PLANTED = {
  patient: 'RWE.P-cut-off',
  salt: '0'.repeat(32),
  familyName: 'Abernethy',
  givenName: 'Ada',
  dateOfBirth: '1941-02-03',
  sex: 'F',
  similarName: false,
};

async function opened(mode: 'empty' | 'off') {
  const house = await testHouse({ now: NOW, mode });
  const found = findPerson(await house.house.books.now(), 'admin');
  if (found === null) throw new Error('there is always an administrator');
  admin = found;
  return house;
}

describe('an ADT message arrives', () => {
  beforeAll(async () => {
    test = await opened('empty');
  });
  afterAll(() => test.close());

  it('admits: the ward and the source of a demonstration register themselves, and the message is kept', async () => {
    const answer = await arrives(message({ ...patient(1), specialty: '' } as Partial<AdtSaid>));
    expect(answer).toMatchObject({ status: 200, code: 'AA', reason: null });
    expect(answer.ack).toMatch(/^MSH\|.*\rMSA\|AA\|T-1\r$/s);
    expect((await rows('W31'))[0]).toMatchObject({
      bed: '07',
      admittedOn: '2026-05-01',
      patient: { displayName: 'BIRCHALL, Ada', localId: 'S2000001' },
    });
    const book = await test.house.books.now();
    expect(book.sources.get('PAS/RWE')).toMatchObject({ organisation: 'RWE', accepted: true });
    expect(book.wards.get('W31')).toMatchObject({ site: 'RWEAA', organisation: 'RWE' });
    const [kept] = await stored();
    expect(kept).toMatchObject({ state: 'applied', code: null, answer: answer.ack });
    expect(kept?.stay).toMatch(/^RWE\./);
    expect(test.told.at(-1)).toMatchObject({ ward: 'W31', version: 1 });
  });

  it('answers a repeat with the same bytes and does nothing', async () => {
    const text = message(patient(2));
    const first = await arrives(text);
    const told = test.told.length;
    expect(await arrives(text)).toEqual(first);
    expect(await arrives(`\x0b${text}\x1c\r`)).toEqual(first);
    expect(test.told.length).toBe(told);
    expect(await rows('W31')).toHaveLength(2);
  });

  it('keeps for a person a message that takes the id of another', async () => {
    const text = message(patient(2));
    const other = adtMessage({ ...patient(3), controlId: `T-${controlIds}` });
    await arrives(text);
    const answer = await arrives(other);
    expect(answer).toMatchObject({ status: 422, code: 'AE', reason: 'control-id-reused' });
    expect(answer.ack).toContain('MSH^1^10');
    expect(await rows('W31')).toHaveLength(2);
  });

  it('never makes a second stay of a patient who is in a bed', async () => {
    await arrives(
      message({ ...patient(2), visitNumber: null, bed: '09', recordedAt: '20260501091500' }),
    );
    expect(await rows('W31')).toHaveLength(2);
    await arrives(
      message({ ...patient(2), localId: null, visitNumber: null, recordedAt: '20260501092000' }),
    );
    expect(await rows('W31')).toHaveLength(2);
  });

  it('moves, with a change for the ward that was left and one for the ward that was reached', async () => {
    const move = { trigger: 'A02', ward: 'W32', bed: '03', recordedAt: '20260501100000' };
    expect(await arrives(message({ ...patient(1), ...move }))).toMatchObject({ code: 'AA' });
    expect(await rows('W31')).toHaveLength(1);
    expect(await rows('W32')).toMatchObject([{ bed: '03', losDays: 0 }]);
    const [to, from] = [...test.told].reverse();
    expect(from).toMatchObject({ ward: 'W31', change: { views: [] } });
    expect(to).toMatchObject({ ward: 'W32', change: { left: [] } });
    expect(from?.change.left).toEqual(to?.change.views.map(({ stay }) => stay));
  });

  it('discharges, and an admission that comes late does not bring the patient back', async () => {
    const leave = { trigger: 'A03', ward: 'W32', bed: '03', recordedAt: '20260501110000' };
    const discharged = { ...leave, dischargedAt: '20260501105500' };
    expect(await arrives(message({ ...patient(1), ...discharged }))).toMatchObject({ code: 'AA' });
    expect(await rows('W32')).toEqual([]);
    expect(await arrives(message({ ...patient(1), ...discharged }))).toMatchObject({ code: 'AA' });
    expect(await arrives(message(patient(1)))).toMatchObject({ code: 'AA' });
    expect(await rows('W31')).toHaveLength(1);
  });

  it('admits anew the patient who comes back', async () => {
    const again = {
      visitNumber: 'V1-2',
      admittedAt: '20260501113000',
      recordedAt: '20260501113000',
    };
    await arrives(message({ ...patient(1), ...again, bed: '11' }));
    expect((await rows('W31')).map(({ bed }) => bed)).toContain('11');
  });

  it('parks what comes before its admission, and applies it in order once the admission is there', async () => {
    const move = { trigger: 'A02', ward: 'W33', bed: '01', recordedAt: '20260501093000' };
    const home = { trigger: 'A03', dischargedAt: '20260501113000', recordedAt: '20260501113000' };
    const parked = { status: 422, code: 'AE', reason: 'stay-unknown' };
    expect(await arrives(message({ ...patient(4), ...home }))).toMatchObject(parked);
    expect(await arrives(message({ ...patient(4), ...move }))).toMatchObject(parked);
    const listed = await listInbound(test.house, admin, { state: 'refused' });
    const items = listed.ok ? listed.value.items.filter(({ code }) => code === 'stay-unknown') : [];
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ source: 'PAS/RWE', kind: 'adt', place: 'PID-3' });
    expect(Object.keys(items[0] ?? {})).not.toContain('body');
    const admitted = await arrives(message(patient(4)));
    expect(admitted).toMatchObject({ code: 'AA' });
    const [stay] = await test.house.persistence
      .as(SERVICE)
      .query<{ wards: string[]; view: { leftAt: string } }>(
        `SELECT wards, view FROM stay WHERE visit = 'V4'`,
      );
    expect(stay).toMatchObject({
      wards: ['W31', 'W33'],
      view: { leftAt: '2026-05-01T10:30:00.000Z' },
    });
  });

  it('makes the same stay of admission, transfer and discharge in any order', async () => {
    const tellings = [
      { trigger: 'A01', recordedAt: '20260501082000' },
      { trigger: 'A02', ward: 'W33', bed: '01', recordedAt: '20260501093000' },
      { trigger: 'A03', ward: 'W33', bed: '01', dischargedAt: '20260501113000' },
    ];
    const orders = ['012', '021', '102', '120', '201', '210'];
    for (const [n, order] of orders.entries())
      for (const index of order)
        await arrives(message({ ...patient(20 + n), ...tellings[Number(index)] }));
    const stays = await test.house.persistence
      .as(SERVICE)
      .query<{ places: unknown; left: string; ward: string }>(
        `SELECT view -> 'places' AS places, view ->> 'leftAt' AS left, ward FROM stay
         WHERE visit = ANY ($1)`,
        [orders.map((_, n) => `V${20 + n}`)],
      );
    expect(stays).toHaveLength(orders.length);
    for (const stay of stays) expect(stay).toEqual(stays[0]);
    expect(stays[0]).toMatchObject({ ward: 'W33', left: '2026-05-01T10:30:00.000Z' });
  });

  it('lets an administrator try a kept message again, and nobody else', async () => {
    const far = message({ ...patient(11), facility: 'NOWHERE', site: 'X' });
    await arrives(far);
    const listed = await listInbound(test.house, admin, { state: 'refused' });
    const items = listed.ok ? listed.value.items : [];
    const id = items.find(({ code }) => code === 'organisation-unknown')?.id ?? '';
    expect(await retryInbound(test.house, admin, id)).toMatchObject({
      ok: true,
      value: { id, state: 'refused', code: 'organisation-unknown' },
    });
    const nurse = findPerson(await test.house.books.now(), 'nurse.W31');
    if (nurse === null) throw new Error('each ward has its nurse');
    const refusal = { refusal: { code: 'not-allowed' } };
    expect(await listInbound(test.house, nurse, { state: 'refused' })).toMatchObject(refusal);
    expect(await retryInbound(test.house, nurse, id)).toMatchObject(refusal);
    expect(await retryInbound(test.house, admin, 'no-id')).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('parks a discharge before the admission and an event from the future', async () => {
    await arrives(
      message({ ...patient(5), admittedAt: '20260501100000', recordedAt: '20260501100100' }),
    );
    const early = { trigger: 'A03', dischargedAt: '20260501090000' };
    expect(await arrives(message({ ...patient(5), ...early }))).toMatchObject({
      code: 'AE',
      reason: 'before-admission',
    });
    expect(await arrives(message({ ...patient(6), admittedAt: '20260601100000' }))).toMatchObject({
      code: 'AE',
      reason: 'time-in-future',
    });
  });

  it('answers what is not HL7 or not ADT with AR, and an unused event with AA', async () => {
    for (const text of ['', 'hello', adtMessage({ trigger: 'A01' }).replace('ADT^A01', 'ORU^R01')])
      expect(await arrives(text)).toMatchObject({ status: 422, code: 'AR' });
    const kept = (await stored()).length;
    expect(await arrives(message({ ...patient(7), trigger: 'A60' }))).toMatchObject({ code: 'AA' });
    const after = await stored();
    expect(after).toHaveLength(kept + 1);
    expect(after.filter(({ state }) => state === 'ignored')).toHaveLength(1);
  });

  it('keeps a message of an organisation nobody knows', async () => {
    const answer = await arrives(message({ ...patient(8), facility: 'NOWHERE', site: 'X' }));
    expect(answer).toMatchObject({ code: 'AE', reason: 'organisation-unknown' });
  });

  it('takes up again what was stored and then cut off', async () => {
    const text = message({ ...patient(9), ward: 'W34' });
    await arrives(text);
    await test.house.persistence
      .as(SERVICE)
      .query(`UPDATE inbound SET state = 'received', answer = NULL WHERE control_id = $1`, [
        `T-${controlIds}`,
      ]);
    test.clock.advance({ minutes: 1 });
    expect(await resumeInbound(test.house, '2026-05-01T11:00:30Z')).toBe(1);
    expect(await rows('W34')).toHaveLength(1);
    expect((await stored()).every(({ state }) => state !== 'received')).toBe(true);
  });

  it('takes up what waited for a patient when the service was cut off before it did', async () => {
    const said = patient(30);
    const late = { ...said, trigger: 'A02', ward: 'W34', bed: '9' };
    expect(await arrives(message(late))).toMatchObject({ reason: 'stay-unknown' });
    const words = { ...PLANTED, localId: said.localId ?? null, nhsNumber: said.nhsNumber ?? null };
    const { patient: id } = words;
    const body = { patient: id, ward: 'W34', bed: '1', admittedAt: '2026-05-01T06:00:00Z' };
    await assertFacts(test.house, {
      stay: 'RWE.S-cut-off',
      patients: [words],
      facts: [
        { type: 'stay-admitted', body: { ...body, source: 'hand' } },
        { type: 'patient-identified', body: { patient: id, seal: sealPatient(words) } },
      ],
    });
    const bed = async () => (await rows('W34')).find((row) => row.stay === 'RWE.S-cut-off')?.bed;
    expect(await bed()).toBe('1');
    test.clock.advance({ minutes: 1 });
    expect(await resumeInbound(test.house, nowText(test.house))).toBeGreaterThan(0);
    expect(await bed()).toBe('9');
    expect(await resumeInbound(test.house, nowText(test.house))).toBe(0);
  });

  it('gives one effect to many deliveries of one message at once', async () => {
    const text = message({ ...patient(10), ward: 'W35' });
    const answers = await Promise.all(Array.from({ length: 4 }, () => arrives(text)));
    expect(answers.map(({ code }) => code)).toEqual(['AA', 'AA', 'AA', 'AA']);
    expect(await rows('W35')).toHaveLength(1);
  });

  it('makes one stay with the census, whichever speaks first', async () => {
    const line = {
      ward: 'W36',
      local_id: 'S2000012',
      nhs_number: '',
      admitted_at: '2026-05-01T08:15:00+01:00',
    };
    const file = censusFile([censusLine(1, line)]);
    const query = {
      source: 'PAS',
      takenAt: '2026-05-01T11:00:00+01:00',
      createWards: 'true' as const,
    };
    expect(await censusArrives(test.house, admin, query, file)).toMatchObject({
      value: { admitted: 1 },
    });
    await arrives(
      message({ ...patient(12), ward: 'W36', bed: 'A1', recordedAt: '20260501113000' }),
    );
    expect(await rows('W36')).toHaveLength(1);
    const later = { ...query, takenAt: '2026-05-01T11:45:00+01:00' };
    const again = await censusArrives(test.house, admin, later, file);
    expect(again).toMatchObject({ value: { admitted: 0, left: 0 } });
    const gone = { ...later, takenAt: '2026-05-01T11:50:00+01:00', complete: 'wards=W36' };
    const empty = await censusArrives(test.house, admin, gone, censusFile([censusLine(50)]));
    expect(empty).toMatchObject({ value: { left: 0, held: 1 } });
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
    expect(test.logged.join('')).not.toMatch(/S20000|Birchall|999\d{7}/i);
  });
});

describe('outside a demonstration', () => {
  let live: TestHouse;
  beforeAll(async () => {
    live = await opened('off');
  });
  afterAll(() => live.close());

  it('parks what comes from a source nobody accepted, and for a ward nobody set up', async () => {
    const text = message(patient(1));
    expect(await arrives(text, live)).toMatchObject({ code: 'AE', reason: 'source-unknown' });
    const accepted = { source: 'PAS/RWE', organisation: 'RWE', accepted: true };
    await live.house.persistence.as({ person: 'admin', organisations: ['RWE'] }).write({
      organisation: 'RWE',
      commandId: '11111111-1111-4111-8111-111111111111',
      at: instantText(NOW),
      recordedAt: instantText(NOW),
      wards: [],
      streams: [
        {
          stream: 'reference:source',
          seq: 0,
          ward: null,
          facts: [
            {
              type: 'reference-set',
              body: { kind: 'source', code: 'PAS/RWE', validFrom: '2026-05-01', value: accepted },
            },
          ],
        },
      ],
      rows: {
        reference: [{ kind: 'source', code: 'PAS/RWE', valid_from: '2026-05-01', value: accepted }],
      },
    });
    expect(await arrives(text, live)).toMatchObject({ code: 'AE', reason: 'ward-unknown' });
    const ward = {
      organisation: 'RWE',
      site: 'RWEAA',
      kind: 'acute' as const,
      fundedBeds: 28,
      openBeds: 28,
      redGreenFrom: '2026-05-01',
      roundDays: [1, 2, 3, 4, 5],
      roundAt: '08:30',
      huddleAt: '15:00',
      receivesFromAssessment: true,
    };
    expect(await setWard(live.house, admin, 'W31', ward)).toMatchObject({ ok: true });
    expect(await arrives(text, live)).toMatchObject({ code: 'AA' });
    expect(await rows('W31', live)).toHaveLength(1);
    expect((await verifyLedger(live.house.persistence)).faults).toEqual([]);
  });
});
