import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import {
  admitByHand,
  adtArrives,
  arrivalQuestions,
  board,
  censusArrives,
  findPerson,
  listSources,
  loadWards,
  sayOfStay,
  setMapping,
  setSource,
} from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;
let nurse: Person;

const told = <T extends object>(said: T) => ({ commandId: randomUUID(), ...said });

async function rows(ward: string) {
  const read = await board(test.house, admin, ward);
  if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
  return read.value.rows;
}

function admit(ward: string, bed: string, patient: { familyName: string; localId?: string }) {
  const commandId = randomUUID();
  const admittedAt = '2026-05-04T07:40:00+01:00';
  const body = { commandId, bed, patient: { givenName: 'Ada', ...patient }, admittedAt };
  return admitByHand(test.house, nurse, ward, body, commandId);
}

type Said = Parameters<typeof sayOfStay>[3]['said'];

function say(stay: string, ifVersion: number, said: Said, at?: string, by = nurse) {
  const commandId = randomUUID();
  const body = { commandId, ifVersion, ...(at === undefined ? {} : { at }) };
  return sayOfStay(test.house, by, stay, { said, body, digest: commandId });
}

describe('a ward says itself who came, moved and left', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T08:05:00+01:00', mode: 'off' });
    const find = async (id: string) => {
      const found = findPerson(await test.house.books.now(), id);
      if (found === null) throw new Error(`${id} is known`);
      return found;
    };
    admin = await find('admin');
    const file =
      'ward,organisation,open beds,round days\nW1,RWE,28,1 2 3 4 5\nW2,RWE,10,\nW3,ZZZ,5,\n,RWE,5,\n';
    expect(await loadWards(test.house, admin, Buffer.from(file))).toMatchObject({
      ok: true,
      value: {
        rows: 4,
        set: ['W1', 'W2'],
        refused: [
          { line: 4, field: 'organisation', code: 'organisation-unknown' },
          { line: 5, field: 'ward', code: 'required' },
        ],
      },
    });
    nurse = await find('nurse.W1');
  });
  afterAll(() => test.close());

  it('puts a patient into a bed at once, on the own ward and no other, and once', async () => {
    const done = await admit('W1', 'A1', { familyName: 'Testcase', localId: 'T1' });
    expect(done).toMatchObject({ ok: true, value: { ward: 'W1', bed: 'A1', version: 0 } });
    expect(await rows('W1')).toMatchObject([
      { bed: 'A1', patient: { displayName: 'TESTCASE, Ada' } },
    ]);
    expect(await admit('W1', 'A2', { familyName: 'Testcase', localId: 'T1' })).toMatchObject({
      refusal: { code: 'patient-already-here', details: { ward: 'W1' } },
    });
    expect(await admit('W2', 'A1', { familyName: 'Other' })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(await admit('W9', 'A1', { familyName: 'Other' })).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('answers a repeated command as before, and another under its id not', async () => {
    const commandId = randomUUID();
    const [row] = await rows('W1');
    const stay = row?.stay ?? '';
    const body = { commandId, ifVersion: 0 };
    const away = { said: { do: 'away' } as const, body, digest: 'one' };
    const first = await sayOfStay(test.house, nurse, stay, away);
    expect(first).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await sayOfStay(test.house, nurse, stay, away)).toEqual(first);
    expect(await sayOfStay(test.house, nurse, stay, { ...away, digest: 'two' })).toMatchObject({
      refusal: { code: 'command-reused' },
    });
    expect((await rows('W1'))[0]).toMatchObject({ away: expect.any(String), version: 1 });
    expect(await say(stay, 0, { do: 'back' })).toMatchObject({
      refusal: { code: 'stay-changed', details: { current: { version: 1 } } },
    });
    expect(await say(stay, 1, { do: 'back' })).toMatchObject({ ok: true });
    expect((await rows('W1'))[0]).toMatchObject({ away: null, version: 2 });
  });

  it('moves within reason: not in the future, not before the admission, not to a ward nobody knows', async () => {
    const stay = (await rows('W1'))[0]?.stay ?? '';
    const to = (ward: string) => ({ do: 'move', ward, bed: 'B2' }) as const;
    const refusals = [
      await say(stay, 2, to('W1'), '2026-05-04T09:00:00+01:00'),
      await say(stay, 2, to('W1'), '2026-05-04T07:00:00+01:00'),
      await say(stay, 2, to('W1'), '2026-05-01T07:00:00+01:00'),
      await say(stay, 2, to('W9')),
    ].map((answer) => (answer.ok ? 'done' : answer.refusal.code));
    expect(refusals).toEqual(['at-in-future', 'at-before-admission', 'at-too-old', 'not-found']);
    expect(await say(stay, 2, to('W2'), '2026-05-04T08:00:00+01:00')).toMatchObject({
      ok: true,
      value: { ward: 'W2', bed: 'B2', version: 3 },
    });
    expect(await rows('W1')).toEqual([]);
    expect(await rows('W2')).toMatchObject([{ stay, bed: 'B2' }]);
    expect(await say(stay, 3, { do: 'leave', to: 'home' })).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('is confirmed by the next census, which knows when the stay began and what number the patient has', async () => {
    await admit('W1', 'A5', { familyName: 'Nonumber' });
    const [entered] = await rows('W1');
    test.clock.set('2026-05-04T10:05:00+01:00');
    const line = censusLine(50, {
      ward: 'W1',
      bed: 'A5',
      family_name: 'NoNumber',
      admitted_at: '2026-05-03T22:00:00+01:00',
    });
    const taken = await censusArrives(
      test.house,
      admin,
      { source: 'PAS', takenAt: '2026-05-04T10:00:00+01:00' },
      censusFile([line]),
    );
    expect(taken).toMatchObject({ ok: true, value: { admitted: 0, updated: 1, left: 0 } });
    expect(await rows('W1')).toMatchObject([
      {
        stay: entered?.stay,
        admittedOn: '2026-05-03',
        losDays: 1,
        patient: { localId: 'T000050' },
      },
    ]);
  });

  it('says of who is gone by absence that they left, or are still here', async () => {
    await admit('W1', 'A6', { familyName: 'Stays', localId: 'T6' });
    await admit('W1', 'A7', { familyName: 'Leaves', localId: 'T7' });
    test.clock.set('2026-05-04T12:05:00+01:00');
    const query = { source: 'PAS', takenAt: '2026-05-04T12:00:00+01:00' };
    await censusArrives(
      test.house,
      admin,
      query,
      censusFile([censusLine(50, { ward: 'W1', bed: 'A5' })]),
    );
    const gone = (await rows('W1')).filter((row) => row.gone !== null);
    expect(gone.map(({ bed }) => bed)).toEqual(['A6', 'A7']);
    const [six, seven] = gone;
    expect(await say(six?.stay ?? '', 1, { do: 'still-here' })).toMatchObject({ ok: true });
    const left = await say(seven?.stay ?? '', 1, { do: 'leave', to: 'home' });
    expect(left).toMatchObject({ ok: true, value: { version: 2 } });
    const after = await rows('W1');
    expect(after.map(({ bed, gone: is }) => [bed, is])).toEqual([
      ['A5', null],
      ['A6', null],
    ]);
  });

  it('waits for a source to be accepted and its names to be known, then takes what was parked', async () => {
    const message = adtMessage({
      controlId: 'MAP-1',
      localId: 'T80',
      nhsNumber: syntheticNhsNumber(80),
      visitNumber: 'V80',
      ward: 'LRI-WARD-01',
      bed: '1',
      recordedAt: '20260504090000',
      admittedAt: '20260504083000',
    });
    const arrives = () =>
      adtArrives(test.house, { bytes: Buffer.from(message), receivedBy: 'mllp' });
    expect(await arrives()).toMatchObject({ code: 'AE', reason: 'source-unknown' });
    const accepted = { organisation: 'RWE', accepted: true };
    expect(
      await setSource(test.house, nurse, 'PAS/RWE', told(accepted), randomUUID()),
    ).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(
      await setSource(test.house, admin, 'PAS/RWE', told(accepted), randomUUID()),
    ).toMatchObject({ ok: true });
    expect(await arrives()).toMatchObject({ code: 'AE', reason: 'ward-unknown' });
    const names = {
      organisation: 'RWE',
      wards: [{ name: 'lri-ward-01', ward: 'W2' }],
      beds: [{ ward: 'W2', name: '1', bed: 'B1' }],
    };
    const wrong = { ...names, wards: [{ name: 'x', ward: 'W9' }] };
    expect(await setMapping(test.house, admin, 'PAS/RWE', told(wrong), randomUUID())).toMatchObject(
      {
        refusal: { code: 'malformed', details: { ward: 'W9' } },
      },
    );
    expect(await setMapping(test.house, admin, 'PAS/RWE', told(names), randomUUID())).toMatchObject(
      { ok: true },
    );
    expect((await rows('W2')).map(({ bed }) => bed)).toEqual(['B1', 'B2']);
    expect(await listSources(test.house, admin)).toMatchObject({
      value: [{ source: 'PAS/RWE', accepted: true, wards: names.wards, beds: names.beds }],
    });
  });

  it('lists two stays that may be one patient, and joins nobody by name', async () => {
    const alike = { ward: 'W2', family_name: 'Twin', date_of_birth: '1950-01-01' };
    const lines = [90, 91].map((n) => censusLine(n, { ...alike, bed: `T${n}` }));
    const query = { source: 'in-reach', takenAt: '2026-05-04T12:01:00+01:00', complete: 'list' };
    await censusArrives(test.house, admin, query, censusFile(lines));
    const asked = await arrivalQuestions(test.house, admin);
    const items = asked.ok ? asked.value.items.filter(({ code }) => code === 'lookalike') : [];
    expect(items).toMatchObject([{ ward: 'W2', stays: [expect.any(String), expect.any(String)] }]);
  });

  it('goes on with a stay that was ended too soon, and never begins it a second time', async () => {
    const here = { familyName: 'Endedsoon', localId: 'T8' };
    const first = await admit('W1', 'A8', here);
    const stay = first.ok ? first.value.stay : '';
    expect(await say(stay, 0, { do: 'leave', to: 'home' })).toMatchObject({ ok: true });
    expect(await admit('W1', 'A9', here)).toMatchObject({ ok: true, value: { stay, bed: 'A9' } });
    expect((await rows('W1')).filter((row) => row.bed === 'A9')).toMatchObject([{ stay }]);
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
