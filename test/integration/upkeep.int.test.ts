import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mark, prune, sealDue } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import type { TestClock } from '#platform';
import type { TestDatabase } from '../harness/database.js';
import { standingHouse, stillClock, type StandingHouse } from '../harness/open-house.js';
import { smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';

describe('the upkeep of the house', () => {
  let database: TestDatabase;
  let clock: TestClock;
  let standing: StandingHouse;
  beforeAll(async () => {
    database = await smallHouse({ now: NOW, wards: [{ code: 'W1', patients: 2 }] });
    clock = stillClock(NOW);
    standing = await standingHouse(database, clock);
  });
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const count = async (table: string) => {
    const [row] = await standing.house.persistence
      .as(SERVICE)
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n;
  };
  const marks = async (date: string, commandId: string = randomUUID()) => {
    const nurse = await standing.person('nurse.W1');
    const body = { commandId, ifVersion: 0, kind: 'planned', colour: 'green' } as const;
    return mark(standing.house, nurse, { stay: stayId('W1', 1), date }, body, 'digest');
  };

  it('seals every organisation once a night, however often it is asked', async () => {
    const organisations = await standing.house.persistence
      .as(SERVICE)
      .query('SELECT DISTINCT organisation FROM stream');
    expect(await sealDue(standing.house)).toBe(organisations.length);
    expect(await sealDue(standing.house)).toBe(0);
    // Eleven in the evening in Greenwich is midnight in the summer of London.
    clock.set('2026-06-10T22:59:59Z');
    expect(await sealDue(standing.house)).toBe(0);
    await marks('2026-06-10');
    clock.set('2026-06-10T23:00:00Z');
    const sealed = await Promise.all([sealDue(standing.house), sealDue(standing.house)]);
    expect(sealed.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    const verified = await verifyLedger(standing.house.persistence);
    expect(verified.faults).toEqual([]);
  });

  it('forgets changes after seven days and answers after thirty, and never a fact', async () => {
    clock.set('2026-06-11T09:00:00Z');
    const commandId = randomUUID();
    const first = await marks('2026-06-11', commandId);
    expect(first.ok).toBe(true);
    const facts = await count('fact');
    clock.set('2026-06-18T08:59:59Z');
    await prune(standing.house);
    expect(await count('board_change')).toBeGreaterThan(0);
    clock.set('2026-06-18T09:00:01Z');
    expect((await prune(standing.house)).changes).toBeGreaterThan(0);
    expect(await count('board_change')).toBe(0);
    clock.set('2026-07-11T08:59:59Z');
    await prune(standing.house);
    expect(await marks('2026-06-11', commandId)).toEqual(first);
    clock.set('2026-07-11T09:00:01Z');
    expect((await prune(standing.house)).commands).toBeGreaterThan(0);
    expect(await marks('2026-06-11', commandId)).toMatchObject({
      ok: false,
      refusal: { code: 'late-reason-required' },
    });
    expect(await count('fact')).toBe(facts);
    expect((await verifyLedger(standing.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(standing.house.persistence)).faults).toEqual([]);
  });
});
