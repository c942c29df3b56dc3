import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeDueDays, delays, mark, seal } from '#flow';
import type { Actor } from '#persistence';
import { SERVICE, actorOf } from '#persistence';
import pg from 'pg';
import { guardedTables } from '../../libs/persistence/src/migrations/guard.js';
import type { TestDatabase } from '../harness/database.js';
import {
  behindTheBack,
  standingHouse,
  stillClock,
  type StandingHouse,
} from '../harness/open-house.js';
import { hoursBefore, smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const STRANGER: Actor = { person: 'stranger', organisations: ['RX1'] };
const NOBODY: Actor = { person: 'nobody', organisations: [] };

/** A value of each type that a table of the house may have. */
const VALUES: Readonly<Record<string, string>> = {
  text: 'x',
  'text[]': '{}',
  integer: '1',
  bigint: '1',
  boolean: 'false',
  uuid: '00000000-0000-4000-8000-000000000001',
  date: '2001-01-01',
  'timestamp with time zone': NOW,
  jsonb: '{}',
  bytea: '\\x00',
};

/** Puts a row of RWE into a table that has none, whatever its columns are. */
async function someRow(client: pg.Client, table: string): Promise<void> {
  const held = await client.query(`SELECT 1 FROM ${table} WHERE organisation = 'RWE' LIMIT 1`);
  if (held.rowCount !== 0) return;
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = ''`,
    [table],
  );
  const values = rows.map(({ name, type }) => (name === 'organisation' ? 'RWE' : VALUES[type]));
  const names = rows.map(({ name }) => `"${name}"`);
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${rows.map((_, n) => `$${n + 1}`).join(', ')})`,
    values,
  );
}

describe('the policies of the database', () => {
  let database: TestDatabase;
  let standing: StandingHouse;
  const clock = stillClock(NOW);

  beforeAll(async () => {
    database = await smallHouse({
      now: hoursBefore(NOW, 24),
      wards: [{ code: 'W1', patients: 2 }],
    });
    standing = await standingHouse(database, clock);
    const { house } = standing;
    const nurse = await standing.person('nurse.W1');
    const stay = stayId('W1', 1);
    const own = { ifVersion: 0, kind: 'planned', colour: 'red', constraint: 'I01' } as const;
    for (const [date, lateReason] of [['2026-06-10'], ['2026-06-09', 'Told late']])
      await mark(
        house,
        nurse,
        { stay, date: date ?? '' },
        { commandId: randomUUID(), ...own, note: 'A word', ...(lateReason ? { lateReason } : {}) },
        'd',
      );
    await delays.open(
      house,
      nurse,
      stay,
      { commandId: randomUUID(), list: 'dtoc', reason: 'A', since: '2026-06-10', primary: true },
      'd',
    );
    await closeDueDays(house);
    await mark(
      house,
      nurse,
      { stay: stayId('W1', 2), date: '2026-06-09' },
      { commandId: randomUUID(), ...own, at: hoursBefore(NOW, 12) },
      'd',
    );
    await seal(house, 'RWE');
    await behindTheBack(database, async (client) => {
      for (const table of guardedTables) await someRow(client, table);
    });
  });
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const count = async (actor: Actor, table: string, where = `organisation = 'RWE'`) => {
    const [row] = await standing.house.persistence
      .as(actor)
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`);
    return row?.n ?? -1;
  };

  it('guard every table that has an organisation', async () => {
    const found = await behindTheBack(database, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE a.attname = 'organisation' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
      );
      return rows.map(({ name }) => name);
    });
    expect(found.sort()).toEqual([...guardedTables].sort());
  });

  it.each([...guardedTables])(
    'let only the organisation’s own people see its rows of %s',
    async (table) => {
      expect(await count(SERVICE, table)).toBeGreaterThan(0);
      const nurse = await standing.person('nurse.W1');
      expect(await count(actorOf(nurse), table)).toBeGreaterThan(0);
      const manager = actorOf(await standing.person('bed-manager.lpt'));
      for (const actor of [STRANGER, NOBODY, manager]) expect(await count(actor, table)).toBe(0);
    },
  );

  it.each([...guardedTables])(
    'show nothing of %s to a connection that names nobody',
    async (table) => {
      const client = new pg.Client({ connectionString: database.appUrl });
      await client.connect();
      try {
        const none = async () =>
          (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n;
        expect(await none()).toBe(0);
        // After a transaction that named somebody the setting is '' and not absent.
        await client.query('BEGIN');
        await client.query(`SELECT set_config('app.organisations', 'RWE', true)`);
        expect(await none()).toBeGreaterThan(0);
        await client.query('COMMIT');
        expect(await none()).toBe(0);
      } finally {
        await client.end();
      }
    },
  );

  it.each(['stay', 'patient', 'note', 'restatement', 'ward_head'])(
    'let nobody write a row of %s for another organisation',
    async (table) => {
      const insert = `INSERT INTO ${table} SELECT (jsonb_populate_record(t, '{"organisation":"RT5"}')).* FROM ${table} t`;
      const nurse = actorOf(await standing.person('nurse.W1'));
      await expect(standing.house.persistence.as(nurse).query(insert)).rejects.toMatchObject({
        code: '42501',
      });
    },
  );

  it('hold for the service’s role alone: it owns nothing and cannot pass them by', async () => {
    const rows = await standing.house.persistence.as(SERVICE).query<{ role: string; own: number }>(
      `SELECT current_user AS role, (SELECT count(*)::int FROM pg_class c WHERE pg_get_userbyid(c.relowner) = current_user) AS own,
         r.rolsuper AS super, r.rolbypassrls AS bypass FROM pg_roles r WHERE r.rolname = current_user`,
    );
    expect(rows).toEqual([{ role: 'boardround_app', own: 0, super: false, bypass: false }]);
  });
});
