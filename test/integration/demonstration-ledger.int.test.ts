import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { demonstrationActs } from '../../libs/flow/src/demonstration/index.js';
import { freshDatabase, type TestDatabase } from '../harness/database.js';
import { standingHouse, stillClock, tamper, type StandingHouse } from '../harness/open-house.js';
import { furnish } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

describe('the demonstration system, loaded in bulk', () => {
  let database: TestDatabase;
  let standing: StandingHouse;
  beforeAll(async () => {
    database = await freshDatabase();
    await furnish(database, demonstrationActs({ seed: 11, now: NOW, weeks: 1 }), NOW);
    standing = await standingHouse(database, stillClock(NOW));
  }, 120_000);
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  it('verifies and rebuilds to equal rows, as if it had been lived', async () => {
    const verified = await verifyLedger(standing.house.persistence);
    expect(verified.faults).toEqual([]);
    expect(verified.facts).toBeGreaterThan(10_000);
    const rebuilt = await checkRebuild(standing.house.persistence);
    expect(rebuilt.faults).toEqual([]);
    expect(rebuilt.rows).toBeGreaterThan(5_000);
  });

  it('has closed exactly as many midnights of every stay as the stay is long', async () => {
    const wrong = await standing.house.persistence.as(SERVICE).query(
      `SELECT s.stay, s.admitted_on, s.open_until, count(b.stay) AS nights FROM stay s
       LEFT JOIN bed_day b ON b.organisation = s.organisation AND b.stay = s.stay
         AND b.at_midnight AND b.superseded_at IS NULL
       GROUP BY s.organisation, s.stay
       HAVING count(b.stay) <> (CASE s.open_until WHEN 'infinity' THEN $1::date ELSE s.open_until END) - s.admitted_on`,
      [TODAY],
    );
    expect(wrong).toEqual([]);
  });

  const cells: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    stay: {
      view: `jsonb_set(view, '{bed}', '"Z9"')`,
      ward: `'ELSEWHERE'`,
      admitted_on: 'admitted_on - 1',
      seq: 'seq + 1',
    },
    day: { record: `jsonb_set(record, '{planned}', '7')`, judged: 'NOT judged' },
    delay: { open: 'NOT open', body: `body || '{"owner":"NOBODY"}'` },
    closed_day: {
      rows: 'rows + 1',
      digest: `'0'`,
      closed_at: `closed_at + interval '1 millisecond'`,
    },
    bed_day: {
      colour: `CASE colour WHEN 'green' THEN 'red' ELSE 'green' END`,
      at_midnight: 'NOT at_midnight',
      los_days: 'los_days + 1',
      superseded_at: 'closed_at',
    },
    reference: { value: `value || '{"name":"Another"}'` },
  };

  it('names every cell that was changed behind the service’s back, and no other', async () => {
    for (const [table, columns] of Object.entries(cells)) {
      const sets = Object.entries(columns).map(([column, to]) => `"${column}" = ${to}`);
      await tamper(
        database,
        `UPDATE ${table} SET ${sets.join(', ')} WHERE ctid = (SELECT min(ctid) FROM ${table})`,
      );
    }
    const { faults } = await checkRebuild(standing.house.persistence);
    const named = faults.map(({ table, column, code }) => `${table}.${column} ${code}`);
    const changed = Object.entries(cells).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column} differs`),
    );
    expect([...named].sort()).toEqual([...changed].sort());
    for (const { key } of faults) expect(key).not.toBe('');
  });

  it('names a row that is missing and a row that no fact made', async () => {
    await tamper(database, 'CREATE TABLE kept AS SELECT * FROM day ORDER BY stay, date LIMIT 1');
    await tamper(
      database,
      'DELETE FROM day d USING kept k WHERE d.stay = k.stay AND d.date = k.date',
    );
    await tamper(
      database,
      `INSERT INTO day SELECT organisation, stay, '2001-01-01', judged, record FROM kept`,
    );
    const { faults } = await checkRebuild(standing.house.persistence);
    const rows = faults.filter(({ column }) => column === null);
    expect(rows.map(({ table, column, code }) => [table, column, code])).toEqual([
      ['day', null, 'not-from-facts'],
      ['day', null, 'missing'],
    ]);
  });
});
