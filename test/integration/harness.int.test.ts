import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  eventually,
  freePort,
  freshDatabase,
  startRedis,
  type TestDatabase,
} from '../harness/index.js';

describe('the test harness', () => {
  let database: TestDatabase;
  let other: TestDatabase;
  beforeAll(async () => {
    [database, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([database.drop(), other.drop()]);
  });

  it('gives each test file a real PostgreSQL database of its own', async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string; version: string; lower: string }>(
      `select current_database() as name, current_setting('server_version') as version, lower('ŁÉ') as lower`,
    );
    await client.end();
    expect(rows[0]).toMatchObject({ name: database.name, lower: 'łé' });
    expect(rows[0]?.version).toMatch(/^18\./);
    expect(other.name).not.toBe(database.name);
  });

  it('gives a real Redis that is gone after the test', async () => {
    const redis = await startRedis();
    expect(redis.url).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
    await redis.stop();
  });

  it('waits for a condition and tells the last failure when it never holds', async () => {
    let asked = 0;
    expect(await eventually(() => (asked += 1) >= 3 && asked)).toBe(3);
    const never = eventually(() => expect(1).toBe(2), { withinMs: 1 });
    await expect(never).rejects.toThrow(/Expected: 2/);
    expect(await freePort()).toBeGreaterThan(0);
  });
});
