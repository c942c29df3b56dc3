import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { DelayedTotal, Trend } from '#contracts';
import { Persistence, openDatabase } from '#persistence';
import { ReportingDesk } from '#reporting';
import { codeOf } from '../../apps/api/src/http/errors.filter.js';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';

const NOW = '2026-06-30T09:00:00.000Z';
const PATH = '/api/trends/delayed-days?from=2026-06-15&to=2026-06-21&by=ward';
/** Two sums run, twenty wait; one more is told to come again. */
const ROOM = 22;

describe('sums over closed days that come together', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let other: pg.Client;
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 3 }] });
    other = new pg.Client({ connectionString: api.database.ownerUrl });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await api.close();
  });

  /** Nobody reads closed days while this runs. */
  async function whileHeld<T>(job: () => Promise<T>): Promise<T> {
    await other.query('BEGIN');
    await other.query('LOCK TABLE bed_day IN ACCESS EXCLUSIVE MODE');
    try {
      return await job();
    } finally {
      await other.query('ROLLBACK');
    }
  }

  const held = async () => {
    const { rows } = await other.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
       WHERE c.relname = 'bed_day' AND NOT l.granted`,
    );
    return rows[0]?.n ?? 0;
  };

  it('run two at a time, the others in turn, and one too many is told to come again', async () => {
    const analyst = await api.as('analyst.llr');
    const { asked, refused } = await whileHeld(async () => {
      const asked = Array.from({ length: ROOM }, () => analyst.get<Trend<DelayedTotal>>(PATH));
      await eventually(async () => expect(await held()).toBe(2));
      const refused = await eventually(async () => {
        const answer = await fetch(`${api.url}${PATH}`, { headers: { cookie: analyst.cookie } });
        expect(answer.status).toBe(503);
        return answer;
      });
      return { asked, refused };
    });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ code: 'not-ready' });
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  it('end at their limit of time, and leave the place to the next', async () => {
    const persistence = new Persistence(await openDatabase(api.database.appUrl, 2));
    try {
      const desk = new ReportingDesk(persistence, 50);
      const person = {
        person: 'analyst.llr',
        name: '',
        role: 'analyst',
        organisation: 'QK1',
        organisations: ['RWE'],
      } as const;
      const sum = () => desk.look(person, (ask) => ask('SELECT count(*) FROM bed_day', []));
      const late = await whileHeld(() =>
        Promise.allSettled(Array.from({ length: 5 }, () => sum())),
      );
      for (const one of late)
        expect(one.status === 'rejected' && codeOf(one.reason)).toBe('not-ready');
      expect(await sum()).toHaveLength(1);
    } finally {
      await persistence.close();
    }
  });
});
