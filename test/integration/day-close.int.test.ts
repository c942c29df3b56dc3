import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, datesFrom, londonDate, losDays } from '#domain';
import { closeDueDays, mark } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import type { TestClock } from '#platform';
import { assertFacts } from '../harness/assert-facts.js';
import type { TestDatabase } from '../harness/database.js';
import { standingHouse, stillClock, type StandingHouse } from '../harness/open-house.js';
import { smallHouse, stayId } from '../harness/small-house.js';

interface Close {
  readonly ward: string;
  readonly date: string;
  readonly revision: number;
  readonly rows: number;
  readonly because: string;
}

/** A small house at an instant of its own, with a clock that only the test moves. */
interface Closing {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly standing: StandingHouse;
  closes(): Promise<Close[]>;
  marks(stay: string, date: string, own?: object): Promise<boolean>;
  close(): Promise<void>;
}

async function opened(now: string, admittedAt?: string): Promise<Closing> {
  const wards = [
    { code: 'W1', patients: 3 },
    { code: 'W2', patients: 2 },
  ];
  const database = await smallHouse({ now, wards, ...(admittedAt ? { admittedAt } : {}) });
  const clock = stillClock(now);
  const standing = await standingHouse(database, clock);
  return {
    database,
    clock,
    standing,
    closes: () =>
      standing.house.persistence
        .as(SERVICE)
        .query<Close>(
          'SELECT ward, date, revision, rows, because FROM closed_day ORDER BY ward, date, revision',
        ),
    marks: async (stay, date, own = {}) => {
      const body = {
        commandId: randomUUID(),
        ifVersion: 0,
        kind: 'planned',
        colour: 'red',
      } as const;
      const nurse = await standing.person('matron.uhl');
      const marked = await mark(
        standing.house,
        nurse,
        { stay, date },
        { ...body, constraint: 'I01', ...own },
        randomUUID(),
      );
      return marked.ok;
    },
    close: async () => {
      await standing.close();
      await database.drop();
    },
  };
}

/** Nothing in the house contradicts its facts, and every stay has as many midnights as it is long. */
async function whole({ standing }: Closing): Promise<void> {
  const { persistence } = standing.house;
  expect((await verifyLedger(persistence)).faults).toEqual([]);
  expect((await checkRebuild(persistence)).faults).toEqual([]);
}

async function midnights({ standing }: Closing, today: string): Promise<void> {
  const rows = await standing.house.persistence.as(SERVICE).query<{
    stay: string;
    admitted: string;
    left: string | null;
    nights: number;
    dates: number;
  }>(
    `SELECT s.stay, s.admitted_on AS admitted, nullif(s.open_until, 'infinity') AS left,
       count(*) FILTER (WHERE b.at_midnight)::int AS nights, count(DISTINCT b.date)::int AS dates
     FROM stay s LEFT JOIN bed_day b ON b.organisation = s.organisation AND b.stay = s.stay AND b.superseded_at IS NULL
     GROUP BY s.organisation, s.stay ORDER BY s.stay`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { stay, admitted, left, nights, dates } of rows) {
    expect([stay, nights]).toEqual([stay, losDays(admitted, left ?? today)]);
    expect([stay, dates]).toEqual([
      stay,
      losDays(admitted, left ?? today) + (left === null ? 0 : 1),
    ]);
  }
}

describe('a day is closed', () => {
  let closing: Closing;
  beforeEach(async () => {
    closing = await opened('2026-06-10T09:00:00.000Z');
  });
  afterEach(() => closing.close());

  it('once for each ward and date, and not before it is over', async () => {
    const { house } = closing.standing;
    // The evening before, on which the patients came, is over and closes at once.
    expect(await closeDueDays(house)).toEqual({ closed: 0, restated: 0 });
    closing.clock.set('2026-06-10T22:59:59Z');
    expect(await closeDueDays(house)).toEqual({ closed: 0, restated: 0 });
    closing.clock.set('2026-06-10T23:00:00Z');
    expect(await closeDueDays(house)).toEqual({ closed: 2, restated: 0 });
    expect(await closeDueDays(house)).toEqual({ closed: 0, restated: 0 });
    expect(await closing.closes()).toEqual([
      { ward: 'W1', date: '2026-06-10', revision: 1, rows: 3, because: 'first-close' },
      { ward: 'W2', date: '2026-06-10', revision: 1, rows: 2, because: 'first-close' },
    ]);
    await whole(closing);
  });

  it('for every date that passed during an outage of three days', async () => {
    await closing.marks(stayId('W1', 1), '2026-06-10');
    closing.clock.set('2026-06-13T14:00:00Z');
    expect(await closeDueDays(closing.standing.house)).toEqual({ closed: 6, restated: 0 });
    const dates = (await closing.closes()).filter(({ ward }) => ward === 'W1');
    expect(dates.map(({ date }) => date)).toEqual(['2026-06-10', '2026-06-11', '2026-06-12']);
    const rows = await closing.standing.house.persistence
      .as(SERVICE)
      .query(
        'SELECT date, colour, reviewed, "constraint" FROM bed_day WHERE stay = $1 ORDER BY date',
        [stayId('W1', 1)],
      );
    const unseen = { colour: null, reviewed: false, constraint: null };
    expect(rows).toEqual([
      { date: '2026-06-10', colour: 'red', reviewed: true, constraint: 'I01' },
      { date: '2026-06-11', ...unseen },
      { date: '2026-06-12', ...unseen },
    ]);
    await whole(closing);
  });

  it('again after a mark that came late, the row that held before being kept', async () => {
    const stay = stayId('W1', 1);
    closing.clock.set('2026-06-11T08:00:00Z');
    await closeDueDays(closing.standing.house);
    expect(await closing.marks(stay, '2026-06-10')).toBe(true);
    expect(await closeDueDays(closing.standing.house)).toEqual({ closed: 0, restated: 1 });
    expect(await closeDueDays(closing.standing.house)).toEqual({ closed: 0, restated: 0 });
    const rows = await closing.standing.house.persistence
      .as(SERVICE)
      .query<{ revision: number; colour: string | null; superseded: boolean; because: string }>(
        `SELECT revision, colour, superseded_at IS NOT NULL AS superseded, because FROM bed_day
         WHERE stay = $1 ORDER BY revision`,
        [stay],
      );
    expect(rows).toEqual([
      { revision: 1, colour: null, superseded: true, because: 'first-close' },
      { revision: 2, colour: 'red', superseded: false, because: 'day-marked' },
    ]);
    // Rows that did not change keep the revision in which they were made.
    const [others] = await closing.standing.house.persistence
      .as(SERVICE)
      .query('SELECT min(revision) AS low, max(revision) AS high FROM bed_day WHERE stay = $1', [
        stayId('W1', 2),
      ]);
    expect(others).toEqual({ low: 1, high: 1 });
    await whole(closing);
  });

  it('and locked at noon of the next day: then a mark says why it comes late', async () => {
    const stay = stayId('W1', 1);
    closing.clock.set('2026-06-11T10:59:59Z');
    await closeDueDays(closing.standing.house);
    expect(await closing.marks(stay, '2026-06-10')).toBe(true);
    closing.clock.set('2026-06-11T11:00:00Z');
    expect(await closing.marks(stay, '2026-06-10', { ifVersion: 1 })).toBe(false);
    const late = {
      ifVersion: 1,
      colour: 'green',
      constraint: undefined,
      lateReason: 'Paper round',
    };
    expect(await closing.marks(stay, '2026-06-10', late)).toBe(true);
    expect((await closeDueDays(closing.standing.house)).restated).toBe(1);
    await whole(closing);
  });

  it('once when two workers close at the same time, again and again', async () => {
    const other = await standingHouse(closing.database, closing.clock);
    try {
      for (const day of ['2026-06-11', '2026-06-12', '2026-06-13']) {
        closing.clock.set(`${day}T05:00:00Z`);
        await closing.marks(stayId('W2', 1), addDays(day, -1), {
          at: `${addDays(day, -1)}T18:00:00Z`,
        });
        const both = await Promise.all(
          [closing.standing, other].map(({ house }) => closeDueDays(house)),
        );
        expect(both.reduce((sum, { closed }) => sum + closed, 0)).toBe(2);
      }
      const closes = await closing.closes();
      expect(closes.filter(({ revision }) => revision !== 1)).toEqual([]);
      expect(closes).toHaveLength(6);
      await whole(closing);
    } finally {
      await other.close();
    }
  });

  it('rightly while the ward goes on marking', async () => {
    closing.clock.set('2026-06-11T05:00:00Z');
    const stays = [1, 2, 3].map((n) => stayId('W1', n));
    const marking = (async () => {
      for (let version = 0; version < 15; version += 1)
        for (const stay of stays)
          await closing.marks(stay, '2026-06-10', {
            ifVersion: version,
            ...(version % 2 === 0 ? {} : { colour: 'green', constraint: undefined }),
          });
    })();
    for (let n = 0; n < 10; n += 1) await closeDueDays(closing.standing.house);
    await marking;
    await closeDueDays(closing.standing.house);
    const [left] = await closing.standing.house.persistence
      .as(SERVICE)
      .query<{ n: number }>('SELECT count(*)::int AS n FROM restatement');
    expect(left?.n).toBe(0);
    const rows = await closing.standing.house.persistence
      .as(SERVICE)
      .query<{ colour: string }>(
        `SELECT colour FROM bed_day WHERE ward = 'W1' AND superseded_at IS NULL`,
      );
    expect(rows.map(({ colour }) => colour)).toEqual(['red', 'red', 'red']);
    await whole(closing);
  });
});

describe.each([
  ['spring', '2026-03-27T09:00:00.000Z', '2026-03-26T23:30:00.000Z', '2026-03-31'],
  ['autumn', '2026-10-23T08:00:00.000Z', '2026-10-22T23:30:00.000Z', '2026-10-28'],
])('over the change of the clocks in %s', (_season, now, admittedAt, last) => {
  let closing: Closing;
  beforeAll(async () => {
    closing = await opened(now, admittedAt);
  });
  afterAll(() => closing.close());

  it('every stay has as many midnights as it is long, moved, discharged or still here', async () => {
    const { house } = closing.standing;
    const first = londonDate(now);
    const at = (date: string, time: string) => `${date}T${time}:00.000Z`;
    for (const date of datesFrom(addDays(first, 1), last)) {
      // Half past midnight, London's or the world's: the hours in which dates are lost.
      for (const time of ['00:10', '06:00', '22:40', '23:40']) {
        closing.clock.set(at(date, time));
        await closeDueDays(house);
        await closing.marks(stayId('W1', 1), londonDate(at(date, time)));
      }
      const moved = {
        ward: date > addDays(first, 2) ? 'W2' : 'W1',
        bed: 'B9',
        at: at(date, '23:40'),
      };
      await assertFacts(house, {
        stay: stayId('W1', 2),
        facts: [{ type: 'stay-moved', body: moved }],
      });
      if (date === addDays(first, 2))
        await assertFacts(house, {
          stay: stayId('W2', 1),
          facts: [{ type: 'stay-left', body: { at: at(date, '23:30'), to: 'home' } }],
        });
      await closeDueDays(house);
    }
    closing.clock.set(at(addDays(last, 1), '12:00'));
    await closeDueDays(house);
    // What was there before the house opened is asked for by whoever asserts it.
    await assertFacts(house, {
      stay: stayId('W1', 1),
      facts: [{ type: 'stay-updated', body: {} }],
    });
    await assertFacts(house, {
      stay: stayId('W1', 3),
      facts: [{ type: 'stay-updated', body: {} }],
    });
    await assertFacts(house, {
      stay: stayId('W2', 1),
      facts: [{ type: 'stay-updated', body: {} }],
    });
    await assertFacts(house, {
      stay: stayId('W2', 2),
      facts: [{ type: 'stay-updated', body: {} }],
    });
    await closeDueDays(house);
    await midnights(closing, addDays(last, 1));
    await whole(closing);
  });
});
