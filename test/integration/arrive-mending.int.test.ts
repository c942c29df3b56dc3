import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CensusAnswer, CensusQuery } from '#contracts';
import type { Person } from '#domain';
import {
  adtArrives,
  arrivalQuestions,
  board,
  censusArrives,
  findPerson,
  inboundDetail,
  listInbound,
  loadWards,
  resumeTimed,
  retryInbound,
  undoCensus,
} from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, type AdtSaid } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;
let messages = 0;

async function opened(): Promise<void> {
  test = await testHouse({ now: '2026-05-04T12:00:00+01:00' });
  const found = findPerson(await test.house.books.now(), 'admin');
  if (found === null) throw new Error('there is always an administrator');
  admin = found;
}

type Lines = Parameters<typeof censusFile>[0];

/** Each in a ward of its own file, so that no test meets another's patients. */
const WARDS =
  'ward,organisation,open beds\nW1,RWE,28\nW2,RWE,28\nW3,RWE,28\nW4,RWE,28\nW5,RWE,28\n';

function census(source: string, lines: Lines, more: Partial<CensusQuery> = {}) {
  test.clock.advance({ minutes: 1 });
  const takenAt = test.house.clock.now().toString();
  return censusArrives(test.house, admin, { source, takenAt, ...more }, censusFile(lines));
}

async function taken(...asked: Parameters<typeof census>): Promise<CensusAnswer> {
  const answer = await census(...asked);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

async function bedsOf(ward: string) {
  const read = await board(test.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value.rows.map(({ bed, patient }) => [bed, patient.localId]);
}

async function kept(source: string, state = 'refused') {
  const listed = await listInbound(test.house, admin, { state });
  if (!listed.ok) throw new Error(`refused: ${listed.refusal.code}`);
  return listed.value.items.filter((one) => one.source === source);
}

async function says(said: Partial<AdtSaid>, more = '') {
  messages += 1;
  const own = { controlId: `MEND-${messages}`, nhsNumber: null, visitNumber: null };
  const bytes = Buffer.from(adtMessage({ ...own, ...said }) + more);
  return adtArrives(test.house, { bytes, receivedBy: 'mllp' });
}

const line = (n: number, ward: string, said = {}) =>
  censusLine(n, { ward, bed: `A${n}`, nhs_number: '', ...said });

async function questions(code: string) {
  const asked = await arrivalQuestions(test.house, admin);
  if (!asked.ok) throw new Error(`refused: ${asked.refusal.code}`);
  return asked.value.items.filter((one) => one.code === code);
}

describe('what a person mends', () => {
  beforeAll(async () => {
    await opened();
    await loadWards(test.house, admin, Buffer.from(WARDS));
  });
  afterAll(() => test.close());

  it('a refused row is taken when it is tried again after its ward was set up, and nobody leaves by it', async () => {
    const file = [line(1, 'W1'), line(2, 'W1'), line(3, 'Lost ward')];
    expect(await taken('ROWS', file)).toMatchObject({ admitted: 2, refused: [{ line: 4 }] });
    const [row] = await kept('ROWS');
    expect(row).toMatchObject({ kind: 'census-row', code: 'ward-unknown' });
    const retried = () => retryInbound(test.house, admin, row?.id ?? '');
    expect(await retried()).toMatchObject({ ok: true, value: { state: 'refused' } });
    expect(await kept('ROWS')).toMatchObject([{ code: 'ward-unknown', place: 'line 4, ward' }]);
    const ward = 'ward,organisation,name,open beds\nLOST,RWE,Lost ward,4\n';
    expect(await loadWards(test.house, admin, Buffer.from(ward))).toMatchObject({ ok: true });
    expect(await retried()).toMatchObject({ ok: true, value: { state: 'applied', code: null } });
    expect(await kept('ROWS')).toEqual([]);
    expect(await bedsOf('LOST')).toEqual([['A3', 'T000003']]);
    expect(await bedsOf('W1')).toHaveLength(2);
  });

  it('rows of a file that is taken back go with it, those tried again too', async () => {
    const [file] = await kept('ROWS', 'applied').then((all) =>
      all.filter(({ kind }) => kind === 'census'),
    );
    const commandId = randomUUID();
    const undo = (id: string) =>
      undoCensus(test.house, admin, file?.id ?? '', { commandId: id, because: 'wrong file' }, id);
    expect(await undo(commandId)).toMatchObject({ ok: true, value: { undone: 3 } });
    expect(await bedsOf('LOST')).toEqual([]);
    expect(await undo(commandId)).toMatchObject({ ok: true, value: { undone: 3 } });
    expect(await undo(randomUUID())).toMatchObject({ ok: true, value: { undone: 0 } });
  });

  it('a later good file of a source does away with the rows that its earlier ones had wrong', async () => {
    const bad = { admitted_at: 'yesterday' };
    await taken('LATER', [line(11, 'W2'), line(12, 'W2', bad)]);
    await taken('LATER', [line(13, 'W3'), line(14, 'W3', bad)]);
    expect(await kept('LATER')).toHaveLength(2);
    await taken('LATER', [line(11, 'W2'), line(12, 'W2')]);
    expect(await kept('LATER')).toMatchObject([{ place: 'line 3, admitted_at' }]);
    await taken('LATER', [line(13, 'W3'), line(14, 'W3')]);
    expect(await kept('LATER')).toEqual([]);
  });

  it('a file without a row is refused, unless it names the wards that are empty', async () => {
    await taken('EMPTY', [line(21, 'W4')]);
    for (const complete of [undefined, 'organisation', 'list', 'wards='] as const)
      expect(await census('EMPTY', [], complete === undefined ? {} : { complete })).toMatchObject({
        refusal: { code: 'census-refused', details: { code: 'empty' } },
      });
    expect(await bedsOf('W4')).toHaveLength(1);
    expect(await taken('EMPTY', [], { complete: 'wards=W4' })).toMatchObject({ rows: 0, left: 1 });
    expect((await kept('EMPTY')).filter(({ kind }) => kind === 'census')).toEqual([]);
  });

  it('a ward that nobody knows is not taken to be empty', async () => {
    expect(await census('EMPTY', [line(21, 'W4')], { complete: 'wards=W4,NOSUCH' })).toMatchObject({
      refusal: { code: 'ward-unknown', details: { wards: ['NOSUCH'] } },
    });
  });

  it('what a file asks of a ward is asked until a later one speaks of that ward', async () => {
    await taken('ASKS', [line(31, 'W5')]);
    await taken('ASKS', [line(31, 'W5', { admitted_at: '2026-04-20T10:00:00+01:00' })]);
    expect(await questions('disagrees')).toMatchObject([{ ward: 'W5', field: 'admitted_at' }]);
    await taken('ASKS', [line(13, 'W3'), line(14, 'W3')]);
    expect(await questions('disagrees')).toHaveLength(1);
    await taken('ASKS', [line(31, 'W5')]);
    expect(await questions('disagrees')).toEqual([]);
  });

  it('a check of a file says of which ward many would leave, also where nobody has to confirm it', async () => {
    const ward = [31, 32, 33, 34].map((n) => line(n, 'W5'));
    await taken('ASKS', ward);
    const few = await taken('ASKS', ward.slice(0, 1), { dryRun: 'true' });
    expect(few.warnings).toContainEqual({ code: 'many-leave', ward: 'W5' });
    const most = await taken('ASKS', ward.slice(0, 3), { dryRun: 'true' });
    expect(most.warnings).toEqual([]);
  });

  it('two patients in one bed are asked about whoever put them there, until one is elsewhere', async () => {
    const shared = { ward: 'W5', bed: 'B1', recordedAt: '20260504110000' };
    await says({ ...shared, localId: 'BED1', admittedAt: '20260504100000' });
    expect(await questions('bed-shared')).toEqual([]);
    await says({ ...shared, localId: 'BED2', admittedAt: '20260504103000' });
    const [asked, ...others] = await questions('bed-shared');
    expect(asked).toMatchObject({ ward: 'W5', bed: 'B1' });
    expect([asked?.stays.length, others]).toEqual([2, []]);
    await says({
      ...shared,
      trigger: 'A02',
      localId: 'BED2',
      bed: 'B2',
      recordedAt: '20260504113000',
    });
    expect(await questions('bed-shared')).toEqual([]);
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});

describe('what a message says of a time to come', () => {
  beforeAll(opened);
  afterAll(() => test.close());

  it('has happened now when the sender’s clock is a little ahead', async () => {
    const ahead = { recordedAt: '20260504120020', admittedAt: '20260504120020', localId: 'AHEAD1' };
    expect(await says({ ...ahead, ward: 'W31', bed: '01' })).toMatchObject({ code: 'AA' });
    test.clock.advance({ seconds: 5 });
    const move = { trigger: 'A02', recordedAt: '20260504120030', ward: 'W31', bed: '02' };
    expect(await says({ ...move, localId: 'AHEAD1' })).toMatchObject({ code: 'AA' });
    expect(await bedsOf('W31')).toEqual([['02', 'AHEAD1']]);
  });

  it('waits for its time, and is then taken in with what waited for it', async () => {
    const later = { recordedAt: '20260504121500', admittedAt: '20260504121500', localId: 'AHEAD2' };
    const reason = 'time-in-future';
    expect(await says({ ...later, ward: 'W32', bed: '01' })).toMatchObject({ code: 'AE', reason });
    const move = { trigger: 'A02', recordedAt: '20260504121600', ward: 'W31', bed: '07' };
    expect(await says({ ...move, localId: 'AHEAD2' })).toMatchObject({ code: 'AE' });
    test.clock.advance({ minutes: 10 });
    expect(await resumeTimed(test.house)).toBe(0);
    test.clock.advance({ minutes: 10 });
    expect(await resumeTimed(test.house)).toBe(2);
    expect(await bedsOf('W31')).toContainEqual(['07', 'AHEAD2']);
    expect(await resumeTimed(test.house)).toBe(0);
  });
});

describe('messages of two patients', () => {
  beforeAll(async () => {
    await opened();
    const admitted = { admittedAt: '20260504080000', recordedAt: '20260504080500', ward: 'W31' };
    await says({ ...admitted, localId: 'ONE', bed: '01', familyName: 'Abernethy' });
    await says({ ...admitted, localId: 'TWO', bed: '02', familyName: 'Birchall' });
  });
  afterAll(() => test.close());

  const second = (localId: string, ward: string, bed: string) =>
    `PID|1||${localId}^^^RWE^MR||Birchall^Ada||19410203|F\rPV1|1|I|${ward}^^${bed}^RWEAA\r`;
  const swap = { trigger: 'A17', recordedAt: '20260504090000', localId: 'ONE', ward: 'W31' };

  it('exchange their beds in one act, and once', async () => {
    const versions = () => test.told.length;
    const before = versions();
    expect(await says({ ...swap, bed: '02' }, second('TWO', 'W31', '01'))).toMatchObject({
      code: 'AA',
    });
    expect(versions()).toBe(before + 1);
    expect(await bedsOf('W31')).toEqual([
      ['01', 'TWO'],
      ['02', 'ONE'],
    ]);
  });

  it('move nobody when one of the two is not known, and are taken in when they are', async () => {
    const later = { ...swap, recordedAt: '20260504100000' };
    const answer = await says({ ...later, bed: '05' }, second('THREE', 'W31', '02'));
    expect(answer).toMatchObject({ code: 'AE', reason: 'stay-unknown' });
    expect(await bedsOf('W31')).toContainEqual(['02', 'ONE']);
    const admitted = { admittedAt: '20260504083000', recordedAt: '20260504083500', ward: 'W31' };
    await says({ ...admitted, localId: 'THREE', bed: '05', familyName: 'Coldwater' });
    expect(await bedsOf('W31')).toEqual([
      ['01', 'TWO'],
      ['02', 'THREE'],
      ['05', 'ONE'],
    ]);
  });

  it('are shown to whoever mends them, with what was sent, and tried again only where that can help', async () => {
    const [swapped] = await kept('PAS/RWE', 'applied');
    expect(swapped).toMatchObject({ kind: 'adt', controlId: expect.stringMatching(/^MEND-\d+$/) });
    const cut = { trigger: 'A01', localId: null, familyName: '', ward: 'W31' };
    expect(await says(cut)).toMatchObject({ code: 'AE', reason: 'patient-missing' });
    await says({ trigger: 'A02', localId: 'NOBODY', ward: 'W31', bed: '09' });
    const items = await kept('PAS/RWE');
    expect(items.map(({ code, event, ward, again }) => [code, event, ward, again])).toEqual(
      expect.arrayContaining([
        ['stay-unknown', 'A02', 'W31', true],
        ['patient-missing', 'A01', null, false],
      ]),
    );
    const id = items.find(({ code }) => code === 'stay-unknown')?.id ?? '';
    const shown = await inboundDetail(test.house, admin, id);
    expect(shown).toMatchObject({
      value: { id, event: 'A02', text: expect.stringContaining('NOBODY') },
    });
    const nurse = findPerson(await test.house.books.now(), 'nurse.W31');
    if (nurse === null) throw new Error('each ward has its nurse');
    expect(await inboundDetail(test.house, nurse, id)).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
  });

  it('of an emergency or an outpatient make no ward that marks its days', async () => {
    const came = { recordedAt: '20260504113000', admittedAt: '20260504113000', bed: '1' };
    await says({ ...came, localId: 'EMER', patientClass: 'E', ward: 'EDX' });
    await says({ ...came, localId: 'OUTP', patientClass: 'O', ward: 'CLINIC7' });
    const { wards } = await test.house.books.now();
    expect(wards.get('EDX')).toMatchObject({ kind: 'assessment', redGreenFrom: null });
    expect(wards.get('CLINIC7')).toMatchObject({ kind: 'elsewhere', redGreenFrom: null });
    expect(await bedsOf('EDX')).toEqual([['1', 'EMER']]);
  });

  it('give up a record by its number alone (A34), and what is said of that number is of the other', async () => {
    const merge = { trigger: 'A34', recordedAt: '20260504110000', localId: 'ONE', ward: null };
    expect(await says(merge, 'MRG|THREE^^^RWE^MR\r')).toMatchObject({ code: 'AA' });
    expect(await bedsOf('W31')).toEqual([
      ['01', 'TWO'],
      ['05', 'ONE'],
    ]);
    const home = { trigger: 'A03', recordedAt: '20260504113000', dischargedAt: '20260504113000' };
    expect(await says({ ...home, localId: 'THREE' })).toMatchObject({ code: 'AA' });
    expect(await bedsOf('W31')).toEqual([['01', 'TWO']]);
  });

  it('leave a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
