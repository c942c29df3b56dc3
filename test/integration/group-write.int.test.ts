import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { board, mark } from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import type { TestDatabase } from '../harness/database.js';
import {
  behindTheBack,
  standingHouse,
  stillClock,
  type StandingHouse,
} from '../harness/open-house.js';
import { smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const PATIENTS = 8;

const stays = ['W1', 'W2'].flatMap((ward) =>
  Array.from({ length: PATIENTS }, (_, index) => ({ ward, stay: stayId(ward, index + 1) })),
);

describe('marks that come together', () => {
  let database: TestDatabase;
  let here: StandingHouse;
  let elsewhere: StandingHouse;
  beforeAll(async () => {
    database = await smallHouse({
      now: NOW,
      wards: ['W1', 'W2'].map((code) => ({ code, patients: PATIENTS })),
    });
    here = await standingHouse(database, stillClock(NOW));
    elsewhere = await standingHouse(database, stillClock(NOW));
  });
  afterAll(async () => {
    await here.close();
    await elsewhere.close();
    await database.drop();
  });

  /** Shows both wards, so that marks are decided from what was shown. */
  async function show(house: StandingHouse): Promise<void> {
    for (const ward of ['W1', 'W2'])
      await board(house.house, await house.person(`nurse.${ward}`), ward);
  }

  async function markOn(house: StandingHouse, ward: string, stay: string, ifVersion: number) {
    const body = { commandId: randomUUID(), ifVersion, kind: 'planned', colour: 'red' } as const;
    const nurse = await house.person(`nurse.${ward}`);
    const own = { ...body, constraint: 'I02', note: `Waits in ${stay}` };
    return mark(house.house, nurse, { stay, date: TODAY }, own, stay);
  }

  const rowsOf = <T extends object>(text: string) =>
    behindTheBack(database, async (client) => (await client.query<T>(text)).rows);

  it('are written in few transactions, with a version of their ward each and none missing', async () => {
    await show(here);
    const marked = await Promise.all(stays.map(({ ward, stay }) => markOn(here, ward, stay, 0)));
    expect(marked.every(({ ok }) => ok)).toBe(true);
    const [written] = await rowsOf<{ marks: number; transactions: number }>(
      `SELECT count(*)::int AS marks, count(DISTINCT xmin::text)::int AS transactions
       FROM fact WHERE type = 'day-marked'`,
    );
    expect(written?.marks).toBe(stays.length);
    expect(written?.transactions).toBeLessThan(stays.length / 2);
    for (const ward of ['W1', 'W2']) {
      const told = marked.flatMap((one, index) =>
        one.ok && stays[index]?.ward === ward ? [one.value.wardVersion] : [],
      );
      const first = Math.min(...told);
      expect([...told].sort((a, b) => a - b)).toEqual(told.map((_, index) => first + index));
    }
  });

  it('leave the rows and the chain that one by one would have left', async () => {
    const { persistence } = here.house;
    expect((await checkRebuild(persistence)).faults).toEqual([]);
    expect((await verifyLedger(persistence)).faults).toEqual([]);
    const changes = await rowsOf<{ same: boolean }>(
      `SELECT c.change ->> 'stay' = substr(f.stream, 6) AS same FROM board_change c
       JOIN fact f ON f.organisation = c.organisation AND f.ward = c.ward AND f.ward_version = c.version
       WHERE f.type = 'day-marked'`,
    );
    expect(changes.map(({ same }) => same)).toEqual(stays.map(() => true));
  });

  it('go on one by one when one of them is stale, and only that one is refused', async () => {
    await show(here);
    const [{ ward, stay } = { ward: '', stay: '' }, ...others] = stays;
    expect((await markOn(elsewhere, ward, stay, 1)).ok).toBe(true);
    const [stale, ...rest] = await Promise.all([
      markOn(here, ward, stay, 1),
      ...others.map((one) => markOn(here, one.ward, one.stay, 1)),
    ]);
    expect(stale).toMatchObject({ ok: false, refusal: { code: 'day-changed' } });
    expect(rest.every(({ ok }) => ok)).toBe(true);
    expect((await verifyLedger(here.house.persistence)).faults).toEqual([]);
  });

  it('have one effect when the same command comes twice among them', async () => {
    await show(here);
    const nurse = await here.person('nurse.W1');
    const again = {
      commandId: randomUUID(),
      ifVersion: 2,
      kind: 'planned',
      colour: 'green',
    } as const;
    const stay = stayId('W1', 3);
    const answers = await Promise.all([
      markOn(here, 'W1', stayId('W1', 4), 2),
      mark(here.house, nurse, { stay, date: TODAY }, again, 'same'),
      markOn(here, 'W1', stayId('W1', 5), 2),
      mark(here.house, nurse, { stay, date: TODAY }, again, 'same'),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(answers[3]).toEqual(answers[1]);
  });
});
