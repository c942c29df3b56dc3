import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import type pg from 'pg';
import { closeDueDays, mark } from '#flow';
import type { TestDatabase } from '../harness/database.js';
import {
  behindTheBack,
  standingHouse,
  stillClock,
  type StandingHouse,
} from '../harness/open-house.js';
import { hoursBefore, smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARDS = 100;
const PATIENTS = 30;
const ROWS_MAX = 200;

/** Rows that the database has read so far, by whatever way, in all tables of the house. */
async function rowsRead(client: pg.Client): Promise<number> {
  // Sessions tell their counts when they have been idle for a moment; ask them all to, first.
  await client.query('SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ n: string }>(
    `SELECT coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0) AS n FROM pg_stat_user_tables`,
  );
  return Number(rows[0]?.n ?? 0);
}

describe('a mark in a house of three thousand patients', () => {
  let database: TestDatabase;
  let standing: StandingHouse;
  beforeAll(async () => {
    const wards = Array.from({ length: WARDS }, (_, n) => ({
      code: `W${n + 1}`,
      patients: PATIENTS,
    }));
    database = await smallHouse({ now: hoursBefore(NOW, 24), wards });
    // One connection, so that what it read can be told exactly.
    standing = await standingHouse(database, stillClock(NOW), 1);
    await closeDueDays(standing.house);
    const matron = await standing.person('matron.uhl');
    for (let n = 1; n <= 200; n += 1) await marked(matron, stayId(`W${n % 40}`, (n % 9) + 1), 0);
    await behindTheBack(database, (client) => client.query('ANALYZE'));
  }, 120_000);
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const marked = (person: Person, stay: string, ifVersion: number) =>
    mark(
      standing.house,
      person,
      { stay, date: TODAY },
      {
        commandId: randomUUID(),
        ifVersion,
        kind: 'planned',
        colour: 'red',
        constraint: 'I02',
        note: 'Waits',
      },
      'digest',
    );

  it('reads fewer than two hundred rows, first or tenth', async () => {
    const nurse = await standing.person('nurse.W50');
    const stay = stayId('W50', 7);
    const flush = () =>
      standing.house.persistence.source.query('SELECT pg_stat_force_next_flush()');
    const read = await behindTheBack(database, async (client) => {
      const counts: number[] = [];
      for (let version = 0; version < 10; version += 1) {
        await flush();
        const before = await rowsRead(client);
        const answer = await marked(nurse, stay, version);
        expect(answer.ok).toBe(true);
        await flush();
        counts.push((await rowsRead(client)) - before);
      }
      return counts;
    });
    process.stdout.write(`rows a mark reads: ${read.join(', ')}\n`);
    for (const rows of read) {
      expect(rows).toBeGreaterThan(2);
      expect(rows).toBeLessThan(ROWS_MAX);
    }
  });
});
