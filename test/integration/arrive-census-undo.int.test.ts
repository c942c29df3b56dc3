import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import { board, censusArrives, censusState, closeDueDays, findPerson, undoCensus } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine, type CensusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;

async function taken(hour: string, lines: readonly CensusLine[], query: object = {}) {
  const takenAt = `2026-05-04T${hour}:00+01:00`;
  const asked = { source: 'PAS', takenAt, createWards: 'true' as const, ...query };
  const answer = await censusArrives(test.house, admin, asked, censusFile(lines));
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

async function rows(ward: string) {
  const read = await board(test.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value.rows;
}

async function beds(ward: string) {
  return (await rows(ward)).filter(({ gone }) => gone === null).map(({ bed }) => bed);
}

const undo = (batch: string) =>
  undoCensus(
    test.house,
    admin,
    batch,
    { commandId: randomUUID(), because: 'wrong file' },
    randomUUID(),
  );

describe('a census is taken back, and a patient comes back', () => {
  const one = censusLine(1);
  const two = censusLine(2, { specialty: 'Stroke' });

  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T08:05:00+01:00' });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
    await taken('08:00', [one, two]);
  });
  afterAll(() => test.close());

  it('keeps who is missing on the board to be confirmed, and knows them again when the next file names them', async () => {
    test.clock.set('2026-05-04T09:05:00+01:00');
    const before = await rows('Ward 5');
    await taken('09:00', [one]);
    const after = await rows('Ward 5');
    expect(after.map(({ gone }) => gone !== null)).toEqual([false, true]);
    expect(after.map(({ stay }) => stay)).toEqual(before.map(({ stay }) => stay));
    test.clock.set('2026-05-04T10:05:00+01:00');
    expect(await taken('10:00', [one, { ...two, bed: 'A7' }])).toMatchObject({
      admitted: 0,
      moved: 1,
      unchanged: 1,
    });
    const back = await rows('Ward 5');
    expect(back.map(({ stay, bed, gone }) => [stay, bed, gone])).toEqual([
      [before[0]?.stay, 'A1', null],
      [before[1]?.stay, 'A7', null],
    ]);
  });

  it('takes back admissions, moves, corrections and leavings, and takes the same file again', async () => {
    const before = await rows('Ward 5');
    test.clock.set('2026-05-04T11:05:00+01:00');
    const wrong = [
      { ...one, bed: 'C9', specialty: 'Renal' },
      censusLine(3),
      censusLine(4, { ward: 'Ward 6' }),
    ];
    const done = await taken('11:00', wrong);
    expect(done).toMatchObject({ admitted: 2, moved: 1, left: 1 });
    expect(await beds('Ward 5')).toEqual(['A3', 'C9']);
    expect(await undo(done.batch)).toMatchObject({ ok: true, value: { undone: 4 } });
    const same = ({ lastConfirmedAt: _at, version: _version, ...row }: (typeof before)[number]) =>
      row;
    expect((await rows('Ward 5')).map(same)).toEqual(before.map(same));
    expect(await rows('Ward 6')).toEqual([]);
    expect(await undo(done.batch)).toMatchObject({ ok: true, value: { undone: 0 } });
    expect(await taken('11:00', wrong)).toMatchObject({ batch: done.batch });
    expect(await beds('Ward 5')).toEqual(['A3', 'C9']);
    expect(await beds('Ward 6')).toEqual(['A4']);
    expect(await undo(done.batch)).toMatchObject({ ok: true });
    expect(await beds('Ward 5')).toEqual(['A1', 'A7']);
  });

  it('does not take from the board whom somebody has spoken of since', async () => {
    test.clock.set('2026-05-04T12:05:00+01:00');
    const five = censusLine(5, { ward: 'Ward 7' });
    const done = await taken('12:00', [five, censusLine(6, { ward: 'Ward 7' })]);
    await taken('12:01', [{ ...five, bed: 'B1' }], { complete: 'list', source: 'in-reach' });
    expect(await undo(done.batch)).toMatchObject({ ok: true, value: { undone: 1 } });
    expect(await beds('Ward 7')).toEqual(['B1']);
  });

  it('can be looked at by its batch, and its refused rows wait one by one', async () => {
    const done = await taken('12:02', [
      censusLine(8, { ward: 'Ward 8' }),
      { ...one, local_id: '' },
    ]);
    expect(await censusState(test.house, admin, done.batch)).toMatchObject({
      ok: true,
      value: { state: 'applied', progress: null, answer: { admitted: 1 } },
    });
    const kept = await test.house.persistence
      .as(SERVICE)
      .query<{ place: string; code: string; body: Buffer }>(
        'SELECT place, code, body FROM inbound WHERE part_of = $1',
        [done.batch],
      );
    expect(kept).toMatchObject([{ place: 'line 3, local_id', code: 'required' }]);
    expect(String(kept[0]?.body)).toContain('Ward 5');
  });

  it('stands when it is a day old, and nobody may undo it who may not send it', async () => {
    const done = await taken('12:03', [censusLine(9, { ward: 'Ward 9' })]);
    const analyst = findPerson(await test.house.books.now(), 'analyst.llr') ?? admin;
    const body = { commandId: randomUUID(), because: 'no reason' };
    expect(await undoCensus(test.house, analyst, done.batch, body, randomUUID())).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(await undo(randomUUID())).toMatchObject({ refusal: { code: 'not-found' } });
    test.clock.set('2026-05-05T12:30:00+01:00');
    expect(await undo(done.batch)).toMatchObject({ refusal: { code: 'undo-too-late' } });
  });

  it('turns the board at the end of the day, and who was gone is on it no more', async () => {
    await closeDueDays(test.house);
    expect(await beds('Ward 5')).toEqual(['A1', 'A7']);
    expect((await rows('Ward 5')).length).toBe(2);
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
