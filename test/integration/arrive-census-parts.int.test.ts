import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import {
  board,
  censusArrives,
  censusList,
  censusState,
  dataAges,
  findPerson,
  undoCensus,
} from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine, type CensusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;

async function taken(hour: string, lines: readonly CensusLine[], query: object = {}) {
  test.clock.set(`2026-05-04T${hour}:05:00+01:00`);
  const takenAt = `2026-05-04T${hour}:00:00+01:00`;
  const asked = { source: 'PAS', takenAt, createWards: 'true' as const, ...query };
  const answer = await censusArrives(test.house, admin, asked, censusFile(lines));
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

async function rows(ward: string) {
  const read = await board(test.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value;
}

const ONE = 1;
/** Nine wards of eighty patients are more than one part. */
const MANY = Array.from({ length: 720 }, (_, n) =>
  censusLine(10_000 + n * 3, { ward: `Wing ${n % 9}`, bed: `B${n}` }),
);

describe('a census in parts', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T07:05:00+01:00' });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
  });
  afterAll(() => test.close());

  it('writes each ward once, and answers for the whole file', async () => {
    expect(await taken('08', MANY)).toMatchObject({
      rows: 720,
      admitted: 720,
      left: 0,
      refused: [],
    });
    const boards = await Promise.all(MANY.slice(0, 9).map(({ ward = '' }) => rows(ward)));
    expect(boards.map(({ rows: all }) => all.length)).toEqual(Array(9).fill(80));
    expect(boards.map(({ version }) => version)).toEqual(Array(9).fill(ONE));
  });

  it('moves patients between wards of different parts, and loses nobody', async () => {
    const moved = MANY.map((line, n) =>
      n % 40 === 0 ? { ...line, ward: `Wing ${(n + 4) % 9}` } : line,
    );
    expect(await taken('09', moved)).toMatchObject({
      admitted: 0,
      moved: 18,
      left: 0,
      unchanged: 702,
    });
    expect(await taken('10', MANY)).toMatchObject({
      admitted: 0,
      moved: 18,
      left: 0,
      unchanged: 702,
    });
  });

  it('is listed with how it went, and asked for by its batch', async () => {
    const list = await censusList(test.house, admin, { source: 'PAS' });
    if (!list.ok) throw new Error(list.refusal.code);
    expect(list.value.items.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
    const [last] = list.value.items;
    const one = await censusState(test.house, admin, last?.batch ?? '');
    expect(one).toEqual({ ok: true, value: last });
    expect(last).toMatchObject({ progress: null, answer: { moved: 18 } });
  });

  it('says which wards it does not name, and which beds it gives to two', async () => {
    const some = MANY.filter(({ ward }) => ward !== 'Wing 3').map((line, n) =>
      n === 1 ? { ...line, bed: 'B0', ward: 'Wing 0' } : line,
    );
    const { notNamed, sharedBeds, left } = await taken('11', some);
    expect({ notNamed, sharedBeds, left }).toEqual({
      notNamed: [{ ward: 'Wing 3', name: 'Wing 3' }],
      sharedBeds: [{ ward: 'Wing 0', bed: 'B0', patients: 2 }],
      left: 0,
    });
  });

  it('is taken back with the words that patients had before it', async () => {
    const names = async () =>
      (await rows('Wing 1')).rows.map(({ patient }) => patient?.displayName).sort();
    await taken('12', MANY);
    const before = await names();
    const { batch, updated } = await taken(
      '13',
      MANY.map((line) => (line['ward'] === 'Wing 1' ? { ...line, family_name: 'Wrong' } : line)),
    );
    expect(updated).toBe(80);
    expect(await names()).not.toEqual(before);
    const back = await undoCensus(
      test.house,
      admin,
      batch,
      { commandId: randomUUID(), because: 'names of another file' },
      randomUUID(),
    );
    expect(back).toMatchObject({ ok: true, value: { undone: 80 } });
    expect(await names()).toEqual(before);
  });

  it('tells the age of each source and ward, and that a file is overdue', async () => {
    test.clock.set('2026-05-05T15:00:00+01:00');
    const ages = await dataAges(test.house, admin, {});
    if (!ages.ok) throw new Error(ages.refusal.code);
    expect(ages.value.items).toHaveLength(1);
    const [pas] = ages.value.items;
    expect(pas).toMatchObject({
      source: 'PAS',
      kind: 'census',
      quiet: true,
      quietAfterMinutes: 1560,
    });
    expect(pas?.wards.find(({ ward }) => ward === 'Wing 1')?.lastAt).toBe(
      '2026-05-04T11:00:00.000Z',
    );
  });

  it('leaves a whole ledger', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
