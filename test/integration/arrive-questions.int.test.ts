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
  takeBack,
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

/** Takes back a command; the stay is as it was, and the question is asked again. */
const back = (stay: string, command: string, commandId: string = randomUUID(), by = nurse) =>
  takeBack(test.house, by, stay, { body: { commandId, command }, digest: commandId });

const sayBy = async (stay: string, said: Parameters<typeof sayOfStay>[3]['said'], at?: string) => {
  const { version } = await rowOf(stay);
  const commandId = randomUUID();
  const body = { commandId, ifVersion: version, ...(at === undefined ? {} : { at }) };
  const answer = await sayOfStay(test.house, nurse, stay, { said, body, digest: commandId });
  expect(answer).toMatchObject({ ok: true });
  return commandId;
};

const same = (stay: string, other: string, by = nurse, commandId: string = randomUUID()) => {
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
    await sayBy(row.stay, { do: 'still-here' });
    expect(await questions(nurse, 'gone')).toEqual([]);
  });

  it('takes back that who is missing went home, or is still here: it is asked again as it was', async () => {
    test.clock.advance({ minutes: 1 });
    const lines = [2, 3, 4, 5, 6].map((n) => censusLine(n, { ward: 'W1', bed: `A${n}` }));
    await census('PAS', '2026-05-04T12:08:00+01:00', lines);
    const asked = await theOne('gone');
    const [stay = ''] = asked.stays;
    const { version: _before, ...missing } = await rowOf(stay);
    for (const said of [{ do: 'leave', to: 'home' }, { do: 'still-here' }] as const) {
      const at = missing.gone?.between[1];
      const command = await sayBy(stay, said, said.do === 'leave' ? at : undefined);
      expect(await questions(nurse, 'gone')).toEqual([]);
      const commandId = randomUUID();
      const answer = await back(stay, command, commandId);
      expect(answer).toMatchObject({ ok: true, value: { stay, bed: 'A1' } });
      expect(await theOne('gone')).toEqual(asked);
      const { version, ...again } = await rowOf(stay);
      expect({ ...again, lastConfirmedAt: missing.lastConfirmedAt }).toEqual(missing);
      expect(answer).toMatchObject({ value: { version } });
      // Said twice it is done once; and nobody takes back what was taken back.
      expect(await back(stay, command, commandId)).toEqual(answer);
      expect(await back(stay, command)).toMatchObject({ refusal: { code: 'stay-changed' } });
    }
    expect(await back(stay, randomUUID())).toMatchObject({ refusal: { code: 'not-found' } });
    await sayBy(stay, { do: 'still-here' });
  });

  it('takes a move back, and none of which somebody has spoken since', async () => {
    const [stay = ''] = await board1();
    const { bed } = await rowOf(stay);
    const command = await sayBy(stay, { do: 'move', ward: 'W1', bed: 'Z1' });
    expect(await rowOf(stay)).toMatchObject({ bed: 'Z1' });
    expect(await back(stay, command)).toMatchObject({ ok: true, value: { bed } });
    expect(await rowOf(stay)).toMatchObject({ bed });
    const away = await sayBy(stay, { do: 'away' });
    expect(await back(stay, away)).toMatchObject({ refusal: { code: 'not-found' } });
    const later = await sayBy(stay, { do: 'back' });
    expect(await back(stay, away)).toMatchObject({ refusal: { code: 'stay-changed' } });
    expect(await back(stay, later)).toMatchObject({ refusal: { code: 'not-found' } });
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
    const rows = [await rowOf(a), await rowOf(b)];
    const command = randomUUID();
    expect(await same(a, b, nurse, command)).toMatchObject({ ok: true });
    expect(await questions(nurse, 'lookalike')).toEqual([]);
    // It was said of the wrong two: both are as they were, each under its own numbers, and asked about again.
    expect(await back(b, command)).toMatchObject({ ok: true, value: { stay: b } });
    const plain = ({ version: _v, lastConfirmedAt: _at, ...row }: (typeof rows)[number]) => row;
    expect([await rowOf(a), await rowOf(b)].map(plain)).toEqual(rows.map(plain));
    expect((await theOne('lookalike')).stays).toEqual(stays);
    const each = [90, 91].map((n) => censusLine(n, { ...TWIN, ward: 'W1', bed: `T${n}` }));
    await census('in-reach', '2026-05-04T12:08:00+01:00', each, 'list');
    expect(await board1()).toHaveLength(before);
    const joined = await same(a, b);
    expect(joined).toMatchObject({ ok: true, value: { ward: 'W1' } });
    expect(await questions(nurse, 'lookalike')).toEqual([]);
    expect(await board1()).toHaveLength(before - 1);
    expect(await same(a, b)).toMatchObject({ refusal: { code: 'stay-ended' } });
    const again = [90, 91].map((n) => censusLine(n, { ...TWIN, ward: 'W1', bed: `T${n}` }));
    await census('in-reach', '2026-05-04T12:09:00+01:00', again.slice(1), 'list');
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
    await census('in-reach', '2026-05-04T12:10:00+01:00', lines, 'list');
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
