import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArrivalQuestion } from '#contracts';
import type { Person } from '#domain';
import {
  arrivalQuestions,
  board,
  censusArrives,
  findPerson,
  loadWards,
  samePatient,
  sayOfStay,
  settleQuestion,
} from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine } from '../builders/census.js';
import { syntheticNhsNumber } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;
let nurse: Person;

const settle = (person: Person, question: string, answer: 'settled' | 'open') =>
  settleQuestion(
    test.house,
    person,
    question,
    { commandId: randomUUID(), answer },
    `${question} ${answer}`,
  );

const TWIN = {
  family_name: 'Twin',
  given_name: 'Ada',
  date_of_birth: '1950-01-01',
  nhs_number: '',
};

async function questions(person: Person, code?: string): Promise<readonly ArrivalQuestion[]> {
  const asked = await arrivalQuestions(test.house, person);
  if (!asked.ok) throw new Error(`refused: ${asked.refusal.code}`);
  return asked.value.items.filter((one) => code === undefined || one.code === code);
}

async function theOne(code: string, person = nurse): Promise<ArrivalQuestion> {
  const [one, ...others] = await questions(person, code);
  expect(others).toEqual([]);
  if (one === undefined) throw new Error(`nobody asks ${code}`);
  return one;
}

async function rowOf(stay: string | undefined) {
  const read = await board(test.house, admin, 'W1');
  const row = read.ok ? read.value.rows.find((one) => one.stay === stay) : undefined;
  if (row === undefined) throw new Error(`${stay} is on no board`);
  return row;
}

type Lines = Parameters<typeof censusFile>[0];

/** A file, a minute after the one before. */
function census(source: string, takenAt: string, lines: Lines, complete?: 'list') {
  test.clock.advance({ minutes: 1 });
  return censusArrives(
    test.house,
    admin,
    { source, takenAt, ...(complete === undefined ? {} : { complete }) },
    censusFile(lines),
  );
}

const same = (stay: string, other: string, by = nurse) => {
  const commandId = randomUUID();
  return samePatient(test.house, by, stay, { body: { commandId, other }, digest: commandId });
};

describe('questions that a person answers', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T12:05:00+01:00', mode: 'empty' });
    const find = async (id: string) => {
      const found = findPerson(await test.house.books.now(), id);
      if (found === null) throw new Error(`${id} is known`);
      return found;
    };
    admin = await find('admin');
    await loadWards(
      test.house,
      admin,
      Buffer.from('ward,organisation,open beds\nW1,RWE,28\nW2,RWE,10\n'),
    );
    nurse = await find('nurse.W1');
    const plain = [1, 2, 3, 4, 5, 6].map((n) => censusLine(n, { ward: 'W1', bed: `A${n}` }));
    expect(await census('PAS', '2026-05-04T08:00:00+01:00', plain)).toMatchObject({ ok: true });
    const missing = plain.slice(1);
    expect(await census('PAS', '2026-05-04T11:00:00+01:00', missing)).toMatchObject({ ok: true });
  });
  afterAll(() => test.close());

  it('who is missing from a file is asked about, and is no more when the ward has said', async () => {
    const asked = await theOne('gone');
    expect(asked).toMatchObject({ ward: 'W1', at: expect.any(String) });
    const row = await rowOf(asked.stays[0]);
    const commandId = randomUUID();
    const body = { commandId, ifVersion: row.version };
    const said = { do: 'still-here' } as const;
    expect(
      await sayOfStay(test.house, nurse, row.stay, { said, body, digest: commandId }),
    ).toMatchObject({ ok: true });
    expect(await questions(nurse, 'gone')).toEqual([]);
  });

  it('an older file that puts a patient elsewhere says where, and the board’s word may stand', async () => {
    const row = await rowOf((await board1())[1]);
    const commandId = randomUUID();
    const moved = await sayOfStay(test.house, nurse, row.stay, {
      said: { do: 'move', ward: 'W1', bed: 'B9' },
      body: { commandId, ifVersion: row.version },
      digest: commandId,
    });
    expect(moved).toMatchObject({ ok: true });
    const lines = [1, 2, 3, 4, 5, 6].map((n) => censusLine(n, { ward: 'W1', bed: `A${n}` }));
    const taken = await census('PAS', '2026-05-04T12:00:00+01:00', lines);
    expect(taken).toMatchObject({ ok: true, value: { moved: 0 } });
    const asked = (await questions(nurse, 'disagrees')).filter(({ field }) => field === 'ward');
    expect(asked).toMatchObject([{ stays: [row.stay], says: { ward: 'W1', bed: row.bed } }]);
    const [{ id } = { id: '' }] = asked;
    expect(await settle(nurse, id, 'settled')).toMatchObject({
      ok: true,
      value: { question: id, by: 'nurse.W1' },
    });
    const left = await questions(nurse);
    expect(left.map((one) => one.id)).not.toContain(id);
    await settle(nurse, id, 'open');
    expect((await questions(nurse)).map((one) => one.id)).toContain(id);
  });

  it('a nurse of another ward neither sees nor settles it', async () => {
    const other = findPerson(await test.house.books.now(), 'nurse.W2');
    if (other === null) throw new Error('nurse.W2 is known');
    const [one] = await questions(nurse);
    expect(await questions(other)).toEqual([]);
    expect(await settle(other, one?.id ?? '', 'settled')).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('two people of one name stay two, until somebody takes that back', async () => {
    const lines = [90, 91].map((n) => censusLine(n, { ...TWIN, ward: 'W1', bed: `T${n}` }));
    await census('in-reach', '2026-05-04T12:01:00+01:00', lines, 'list');
    const { id } = await theOne('lookalike');
    await settle(nurse, id, 'settled');
    expect(await questions(nurse, 'lookalike')).toEqual([]);
    await settle(nurse, id, 'open');
    expect((await theOne('lookalike')).id).toBe(id);
  });

  it('one person of two stays goes on with the earlier, and every number names them', async () => {
    const { stays } = await theOne('lookalike');
    const [a = '', b = ''] = stays;
    const before = (await board1()).length;
    const joined = await same(a, b);
    expect(joined).toMatchObject({ ok: true, value: { ward: 'W1' } });
    expect(await questions(nurse, 'lookalike')).toEqual([]);
    expect(await board1()).toHaveLength(before - 1);
    expect(await same(a, b)).toMatchObject({ refusal: { code: 'stay-ended' } });
    const again = [90, 91].map((n) => censusLine(n, { ...TWIN, ward: 'W1', bed: `T${n}` }));
    await census('in-reach', '2026-05-04T12:03:00+01:00', again.slice(1), 'list');
    expect(await board1()).toHaveLength(before - 1);
  });

  it('two NHS numbers are two people, and nobody joins them', async () => {
    const lines = [95, 96].map((n) =>
      censusLine(n, {
        ...TWIN,
        family_name: 'Pair',
        ward: 'W1',
        bed: `P${n}`,
        nhs_number: syntheticNhsNumber(n),
      }),
    );
    await census('in-reach', '2026-05-04T12:04:00+01:00', lines, 'list');
    const [a = '', b = ''] = (await theOne('lookalike')).stays;
    expect(await same(a, b)).toMatchObject({ refusal: { code: 'patients-differ' } });
    expect(await same(a, 'RWE.nobody')).toMatchObject({ refusal: { code: 'not-found' } });
  });

  it('a patient whose council no feed knows gets one by hand, and only one that exists', async () => {
    const [stay = ''] = await board1();
    const set = async (authority: string) => {
      const { version } = await rowOf(stay);
      const commandId = randomUUID();
      const body = { commandId, ifVersion: version };
      return sayOfStay(test.house, nurse, stay, {
        said: { do: 'residence', authority },
        body,
        digest: commandId,
      });
    };
    expect((await rowOf(stay)).responsibleAuthority).toBeNull();
    expect(await set('E99999999')).toMatchObject({ refusal: { code: 'organisation-unknown' } });
    expect(await set('E06000016')).toMatchObject({ ok: true });
    expect((await rowOf(stay)).responsibleAuthority).toBe('E06000016');
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});

async function board1(): Promise<readonly string[]> {
  const read = await board(test.house, admin, 'W1');
  return read.ok ? read.value.rows.map(({ stay }) => stay) : [];
}
