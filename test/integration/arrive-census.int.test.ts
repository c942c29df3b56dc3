import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { board, censusArrives, findPerson, mark, setWard } from '#flow';
import type { Person } from '#domain';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { censusFile, censusLine, type CensusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';

const EIGHT = '2026-05-04T08:00:00+01:00';

let test: TestHouse;
let admin: Person;

async function send(lines: readonly CensusLine[], query: Record<string, string> = {}) {
  const asked = { source: 'PAS', takenAt: EIGHT, ...query };
  return censusArrives(test.house, admin, asked, censusFile(lines));
}

async function taken(lines: readonly CensusLine[], query: Record<string, string> = {}) {
  const answer = await send(lines, query);
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

async function everybody(ward: string) {
  const read = await board(test.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value.rows;
}

/** Who lies on a ward; those who are gone by absence are on its board until the day ends. */
async function rows(ward: string) {
  return (await everybody(ward)).filter(({ gone }) => gone === null);
}

describe('a census arrives', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T08:05:00+01:00' });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
  });
  afterAll(() => test.close());

  it('refuses rows of a ward nobody knows, and says so', async () => {
    const answer = await taken([censusLine(1)]);
    expect(answer).toMatchObject({ rows: 1, admitted: 0 });
    expect(answer.refused).toEqual([{ line: 2, field: 'ward', code: 'ward-unknown' }]);
  });

  it('says what it would do and does nothing on a dry run', async () => {
    const answer = await taken([censusLine(1), censusLine(2)], {
      createWards: 'true',
      dryRun: 'true',
    });
    expect(answer).toMatchObject({ admitted: 2, refused: [] });
    expect((await test.house.books.now()).wards.size).toBe(0);
  });

  it('makes the ward and puts its patients on the board in bed order', async () => {
    const lines = [10, 2, 1].map((n) => censusLine(n));
    const answer = await taken(lines, { createWards: 'true' });
    expect(answer).toMatchObject({ rows: 3, admitted: 3, moved: 0, left: 0, refused: [] });
    const ward = (await test.house.books.now()).wards.get('Ward 5');
    expect(ward).toMatchObject({ organisation: 'RWE', kind: 'acute', beds: ['A1', 'A2', 'A10'] });
    expect(ward).toMatchObject({ redGreenFrom: '2026-05-04', roundAt: '08:30' });
    const seen = await rows('Ward 5');
    expect(seen.map(({ bed }) => bed)).toEqual(['A1', 'A2', 'A10']);
    expect(seen[0]).toMatchObject({
      admittedOn: '2026-05-01',
      losDays: 3,
      patient: { displayName: 'BIRCHALL, Ada', localId: 'T000001' },
    });
    expect(test.told.at(-1)).toMatchObject({ ward: 'Ward 5', version: 1, change: { left: [] } });
  });

  it('answers a repeated file as before and does nothing', async () => {
    const lines = [10, 2, 1].map((n) => censusLine(n));
    const told = test.told.length;
    const again = await taken(lines, { createWards: 'true' });
    expect(again).toMatchObject({ admitted: 3, unchanged: 0 });
    expect(test.told.length).toBe(told);
  });

  it('moves, corrects, admits and lets leave by what the next file says', async () => {
    test.clock.set('2026-05-04T12:05:00+01:00');
    const answer = await taken(
      [
        censusLine(1, { bed: 'B7' }),
        censusLine(2, { specialty: 'Stroke', family_name: 'Dunmore-Smith' }),
        censusLine(3, { ward: 'Ward 6', admitted_at: '04/05/2026 09:30' }),
      ],
      { takenAt: '2026-05-04T12:00:00+01:00', createWards: 'true', source: 'PAS' },
    );
    expect(answer).toMatchObject({ admitted: 1, moved: 1, updated: 1, left: 1, unchanged: 0 });
    const seen = await rows('Ward 5');
    expect(
      seen.map(({ bed, specialty, patient }) => [bed, specialty, patient.displayName]),
    ).toEqual([
      ['A2', 'Stroke', 'DUNMORE-SMITH, Ada'],
      ['B7', null, 'BIRCHALL, Ada'],
    ]);
    expect(await rows('Ward 6')).toHaveLength(1);
    const told = test.told.filter(({ ward }) => ward === 'Ward 5').at(-1);
    expect(told).toMatchObject({ version: 2 });
    expect(told?.change.views).toHaveLength(3);
    expect(told?.change.left).toEqual([]);
    const gone = (await everybody('Ward 5')).filter((row) => row.gone !== null);
    const between = ['2026-05-04T07:00:00.000Z', '2026-05-04T11:00:00.000Z'];
    expect(gone).toMatchObject([{ bed: 'A10', gone: { between } }]);
  });

  it('finds a patient whose local id changed by the NHS number, never by name', async () => {
    test.clock.set('2026-05-04T13:05:00+01:00');
    const answer = await taken(
      [
        censusLine(1, { bed: 'B7', local_id: 'NEW-1' }),
        censusLine(2, {
          specialty: 'Stroke',
          family_name: 'Dunmore-Smith',
          local_id: 'NEW-2',
          nhs_number: '',
        }),
      ],
      { takenAt: '2026-05-04T13:00:00+01:00' },
    );
    expect(answer).toMatchObject({ admitted: 1, updated: 1, left: 1 });
    const seen = await rows('Ward 5');
    expect(seen.map(({ patient }) => patient.localId).sort()).toEqual(['NEW-1', 'NEW-2']);
  });

  it('moves a patient between wards: the old board loses the row, the new one gains it', async () => {
    test.clock.set('2026-05-04T14:05:00+01:00');
    const before = (await rows('Ward 6')).length;
    await taken([censusLine(1, { local_id: 'NEW-1', ward: 'Ward 6', bed: 'C1' })], {
      takenAt: '2026-05-04T14:00:00+01:00',
      complete: 'list',
      source: 'in-reach',
    });
    expect(await rows('Ward 6')).toHaveLength(before + 1);
    const [last, ...earlier] = [...test.told].reverse();
    expect(last).toMatchObject({ ward: 'Ward 6', change: { left: [] } });
    expect(earlier[0]).toMatchObject({ ward: 'Ward 5', change: { views: [] } });
    expect(earlier[0]?.change.left).toHaveLength(1);
  });

  it('refuses a file from the future, a file that is no census, and a person who may not', async () => {
    const future = await send([censusLine(1)], { takenAt: '2026-05-05T08:00:00+01:00' });
    expect(future).toMatchObject({ ok: false, refusal: { code: 'census-in-future' } });
    const headless = await censusArrives(
      test.house,
      admin,
      { source: 'PAS', takenAt: EIGHT },
      Buffer.from('organisation,ward\nRWE,Ward 5\n'),
    );
    expect(headless).toMatchObject({
      ok: false,
      refusal: { code: 'census-refused', details: { code: 'column-missing', field: 'local_id' } },
    });
    const analyst = findPerson(await test.house.books.now(), 'analyst.llr');
    const query = { source: 'PAS', takenAt: EIGHT };
    expect(await censusArrives(test.house, analyst ?? admin, query, censusFile([]))).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
  });

  it('lets a nurse send the census of the own ward and of no other', async () => {
    const nurse = findPerson(await test.house.books.now(), 'nurse.Ward 6');
    if (nurse === null) throw new Error('each ward has its nurse');
    const at = { source: 'hand', takenAt: '2026-05-04T14:01:00+01:00' };
    const other = await censusArrives(test.house, nurse, at, censusFile([censusLine(5)]));
    expect(other).toMatchObject({ refusal: { code: 'not-allowed' } });
    const dry = { ...at, dryRun: 'true' as const };
    const own = await censusArrives(
      test.house,
      nurse,
      dry,
      censusFile([censusLine(5, { ward: 'Ward 6' })]),
    );
    expect(own).toMatchObject({ ok: true, value: { admitted: 1 } });
  });

  it('asks for a confirmation before it empties a ward, and holds those a refused row may speak of', async () => {
    const lines = Array.from({ length: 10 }, (_, n) => censusLine(100 + n, { ward: 'Ward 9' }));
    const first = { takenAt: '2026-05-04T14:02:00+01:00' };
    const unknown = await taken(lines, { ...first, dryRun: 'true' });
    expect(unknown.newWards).toEqual([{ ward: null, name: 'Ward 9', rows: 10 }]);
    expect(unknown.refused.map(({ code }) => code)).toEqual(lines.map(() => 'ward-unknown'));
    const made = await taken(lines, { ...first, createWards: 'true', dryRun: 'true' });
    expect(made.newWards).toEqual([{ ward: 'Ward 9', name: 'Ward 9', rows: 10 }]);
    await taken(lines, { ...first, createWards: 'true' });
    test.clock.set('2026-05-04T16:05:00+01:00');
    const few = [...lines.slice(0, 3), { ...lines[3], admitted_at: 'some day' } as CensusLine];
    const asked = { takenAt: '2026-05-04T16:00:00+01:00' };
    const different = await send(few, asked);
    expect(different).toMatchObject({
      refusal: { code: 'census-too-different', details: { wards: [{ ward: 'Ward 9', gone: 6 }] } },
    });
    expect(await rows('Ward 9')).toHaveLength(10);
    const confirmed = await taken(few, { ...asked, confirm: 'true' });
    expect(confirmed).toMatchObject({ left: 6, held: 1, unchanged: 3 });
    expect(confirmed.refused).toEqual([{ line: 5, field: 'admitted_at', code: 'time-unreadable' }]);
    const still = await rows('Ward 9');
    expect(still).toHaveLength(4);
    const held = still.find(({ patient }) => patient.localId === lines[3]?.['local_id']);
    // The question names the one whom the row may have meant.
    expect(confirmed.warnings).toContainEqual({
      code: 'refused-row-held-stay',
      ward: 'Ward 9',
      bed: held?.bed,
      stay: held?.stay,
    });
  });

  it('lets an older file add and never end', async () => {
    const older = await taken([censusLine(200, { ward: 'Ward 9' })], {
      takenAt: '2026-05-04T15:30:00+01:00',
    });
    expect(older).toMatchObject({ admitted: 1, left: 0, held: 4 });
    expect(older.warnings).toContainEqual({ code: 'older-than-last', ward: 'Ward 9' });
  });

  it('warns of patients of one ward whose names sound alike, both of them, and until one leaves', async () => {
    const pair = [
      censusLine(301, { ward: 'Ward 10', family_name: 'Smith' }),
      censusLine(302, { ward: 'Ward 10', family_name: 'Smyth' }),
    ];
    await taken(pair, { takenAt: '2026-05-04T16:01:00+01:00', createWards: 'true' });
    expect((await rows('Ward 10')).map(({ patient }) => patient.similarName)).toEqual([true, true]);
    test.clock.set('2026-05-04T17:05:00+01:00');
    await taken(pair.slice(0, 1), { takenAt: '2026-05-04T17:00:00+01:00' });
    expect((await rows('Ward 10')).map(({ patient }) => patient.similarName)).toEqual([false]);
  });

  it('lets an administrator correct a ward that a feed made', async () => {
    const body = {
      commandId: randomUUID(),
      organisation: 'RWE',
      site: 'RWEAA',
      kind: 'assessment' as const,
      fundedBeds: 12,
      openBeds: 10,
      redGreenFrom: null,
      roundDays: [1, 2, 3, 4, 5],
      roundAt: '09:00',
      huddleAt: null,
      receivesFromAssessment: false,
    };
    const set = await setWard(test.house, admin, 'Ward 10', body);
    expect(set).toMatchObject({
      ok: true,
      value: { ward: { name: 'Ward 10', kind: 'assessment' } },
    });
    expect(await setWard(test.house, admin, 'Ward 10', body)).toEqual(set);
    expect((await rows('Ward 10'))[0]).toMatchObject({ kind: 'assessment' });
    const reused = await setWard(test.house, admin, 'Ward 10', { ...body, openBeds: 9 });
    expect(reused).toMatchObject({ refusal: { code: 'command-reused' } });
    const made = await setWard(test.house, admin, 'AMU', { ...body, commandId: randomUUID() });
    expect(made).toMatchObject({ ok: true, value: { ward: { code: 'AMU' }, wardVersion: 0 } });
    expect(await rows('AMU')).toEqual([]);
  });

  it('takes an admitted patient to the board of another provider as a stay of its own', async () => {
    const answer = await taken(
      [
        censusLine(400, { ward: 'Ward 11' }),
        censusLine(401, { organisation: 'RT5', ward: 'Beechwood' }),
        censusLine(402, { organisation: 'XYZ99' }),
      ],
      { takenAt: '2026-05-04T17:01:00+01:00', createWards: 'true' },
    );
    expect(answer).toMatchObject({ admitted: 2 });
    expect(answer.refused).toEqual([
      { line: 4, field: 'organisation', code: 'organisation-unknown' },
    ]);
    expect((await rows('Beechwood'))[0]?.stay).toMatch(/^RT5\./);
  });

  it('lets an emptied ward go when it is complete for all wards that its source ever named', async () => {
    const two = [censusLine(501, { ward: 'Ward 12' }), censusLine(502, { ward: 'Ward 13' })];
    const query = { source: 'night', takenAt: '2026-05-04T17:02:00+01:00', createWards: 'true' };
    await taken(two, query);
    test.clock.set('2026-05-04T19:05:00+01:00');
    const wards = await taken(two.slice(0, 1), { ...query, takenAt: '2026-05-04T18:00:00+01:00' });
    expect(wards).toMatchObject({ left: 0, unchanged: 1 });
    const whole = { ...query, takenAt: '2026-05-04T19:00:00+01:00', complete: 'organisation' };
    expect(await taken(two.slice(0, 1), whole)).toMatchObject({ left: 1, unchanged: 1 });
    expect(await rows('Ward 13')).toEqual([]);
    expect(await send(two, { ...whole, complete: 'everything' })).toMatchObject({
      refusal: { code: 'malformed', details: { field: 'complete' } },
    });
  });

  it('answers as it would have when it was cut off between its work and its answer', async () => {
    const lines = [censusLine(601, { ward: 'Ward 14' }), censusLine(602, { ward: 'Ward 14' })];
    const query = { takenAt: '2026-05-04T19:01:00+01:00', createWards: 'true' };
    const first = await taken(lines, query);
    await test.house.persistence
      .as(SERVICE)
      .query(`UPDATE inbound SET state = 'received', answer = NULL WHERE id = $1`, [first.batch]);
    expect(await taken(lines, query)).toEqual(first);
    expect(await rows('Ward 14')).toHaveLength(2);
  });

  it('is taken while the ward marks its days, and loses no mark', async () => {
    const lines = Array.from({ length: 8 }, (_, n) => censusLine(700 + n, { ward: 'Ward 15' }));
    const query = { takenAt: '2026-05-04T19:02:00+01:00', createWards: 'true' };
    await taken(lines, query);
    test.clock.set('2026-05-05T10:05:00+01:00');
    const board_ = await rows('Ward 15');
    const moved = lines.map((line, n) => ({ ...line, bed: `C${n}` }));
    const [answer, ...marks] = await Promise.all([
      taken(moved, { takenAt: '2026-05-05T10:00:00+01:00' }),
      ...board_.map(({ stay }) => {
        const body = {
          commandId: randomUUID(),
          ifVersion: 0,
          kind: 'planned',
          colour: 'green',
        } as const;
        return mark(test.house, admin, { stay, date: '2026-05-05' }, body, body.commandId);
      }),
    ]);
    expect(answer).toMatchObject({ moved: 8, left: 0 });
    expect(marks.every(({ ok }) => ok)).toBe(true);
    const after = await rows('Ward 15');
    expect(after.map(({ bed }) => bed)).toEqual(moved.map(({ bed }) => bed));
    expect(after.map(({ day }) => day.colour)).toEqual(moved.map(() => 'green'));
    const told = test.told.filter(({ ward }) => ward === 'Ward 15').map(({ version }) => version);
    expect([...told].sort((a, b) => a - b)).toEqual(told.map((_, n) => n + 1));
  });

  it('leaves a ledger that verifies and rebuilds equal, and no name in the log', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
    expect(test.logged.join('')).not.toMatch(/Birchall|T000001|999\d{7}/i);
  });
});
