import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DelayedTotal, RedTotal, Trend, TrendRow, TrendStays, TrendTotal } from '#contracts';
import { addDays, bucketOf } from '#domain';
import type { Bucket } from '#domain';
import { insertClosedDays } from '../builders/bed-days.js';
import type { ClosedDay } from '../builders/bed-days.js';
import { startSmallApi } from '../harness/api.js';
import type { HttpClient } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { CITY, COUNTY, stayId } from '../harness/small-house.js';

const NOW = '2026-06-30T09:00:00.000Z';
const FIRST = '2026-05-28';
const DAYS = 33;
const SPAN = `from=${FIRST}&to=2026-06-29`;
/** Wards of the two trusts, with as many patients. */
const WARDS = [
  { code: 'W1', organisation: 'RWE', patients: 12 },
  { code: 'W2', organisation: 'RWE', patients: 3 },
  { code: 'L1', organisation: 'RT5', patients: 9 },
] as const;
const SITES: Readonly<Record<string, string>> = { RWE: 'RWEAA', RT5: 'RT5PE' };

const place = fc
  .constantFrom(...WARDS)
  .chain((ward) =>
    fc.record({ ward: fc.constant(ward), n: fc.integer({ min: 1, max: ward.patients }) }),
  );

/** Any closed day the service could have written: judged or not, delayed or not, restated or not. */
const closedDay = fc
  .record({
    at: place,
    day: fc.integer({ min: 0, max: DAYS - 1 }),
    atMidnight: fc.boolean(),
    due: fc.boolean(),
    colour: fc.constantFrom('red', 'green', null),
    plannedOnly: fc.boolean(),
    constraint: fc.constantFrom('I01', 'E10'),
    delayed: fc.boolean(),
    reason: fc.constantFrom('A', 'E'),
    attribution: fc.constantFrom('nhs', 'la', 'joint'),
    owner: fc.constantFrom(null, CITY, 'UHL-WARD'),
    state: fc.constantFrom('proposed', 'agreed'),
    authority: fc.constantFrom(CITY, COUNTY, null),
    restated: fc.boolean(),
  })
  .map(({ at, day, colour, delayed, atMidnight, ...own }): ClosedDay[] => {
    const counted = delayed && atMidnight;
    const row: ClosedDay = {
      organisation: at.ward.organisation,
      ward: at.ward.code,
      date: addDays(FIRST, day),
      stay: stayId(at.ward.code, at.n, at.ward.organisation),
      revision: own.restated ? 2 : 1,
      superseded: false,
      atMidnight,
      due: own.due,
      reviewed: colour !== null,
      plannedOnly: colour !== null && own.plannedOnly,
      colour,
      constraint: colour === 'red' ? own.constraint : null,
      delayed: counted,
      reason: counted ? own.reason : null,
      attribution: counted ? own.attribution : null,
      owner: counted ? own.owner : null,
      state: counted ? own.state : null,
      authority: own.authority,
    };
    // What stood before the restatement said otherwise in everything, and counts no more.
    const before: ClosedDay = { ...row, revision: 1, superseded: true, due: true, colour: 'red' };
    return own.restated ? [before, row] : [row];
  });

const house = fc.array(closedDay, { minLength: 1, maxLength: 120 }).map((pairs) => {
  const once = new Map(pairs.map((rows) => [`${rows[0]?.stay} ${rows[0]?.date}`, rows]));
  return [...once.values()].flat();
});

const GROUPS = [
  'organisation',
  'site',
  'ward',
  'authority',
  'attribution',
  'reason',
  'owner',
] as const;
type Group = (typeof GROUPS)[number];

const valueOf = (day: ClosedDay, group: Group): string | null =>
  group === 'site' ? (SITES[day.organisation] ?? null) : day[group];

/** Days by bucket and groups, counted one by one. */
function fold(days: readonly ClosedDay[], bucket: Bucket, by: readonly Group[]) {
  const rows = new Map<string, ClosedDay[]>();
  for (const day of days) {
    const key = JSON.stringify([bucketOf(day.date, bucket), ...by.map((one) => valueOf(day, one))]);
    rows.set(key, [...(rows.get(key) ?? []), day]);
  }
  return rows;
}

const keyOf = (row: TrendRow<TrendTotal>, by: readonly Group[]) =>
  JSON.stringify([row.bucket, ...by.map((one) => row[one])]);
const stays = (days: readonly ClosedDay[]) => new Set(days.map(({ stay }) => stay)).size;
const byKey = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) =>
  a[0] < b[0] ? -1 : 1;

describe('sums over closed days', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let analyst: HttpClient;
  beforeAll(async () => {
    const authority = (n: number) => (n % 2 === 0 ? COUNTY : CITY);
    const wards = WARDS.map((ward) => ({ ...ward, authority }));
    api = await startSmallApi({ now: NOW, wards });
    analyst = await api.as('analyst.llr');
  });
  afterAll(() => api.close());

  const fill = (days: readonly ClosedDay[]) =>
    behindTheBack(api.database, (client) => insertClosedDays(client, days));

  async function ask<T extends TrendTotal>(client: HttpClient, path: string): Promise<Trend<T>> {
    const { status, body } = await client.get<Trend<T>>(`/api/trends/${path}`);
    expect([path, status]).toEqual([path, 200]);
    return body;
  }

  it('are the days counted one by one, each as it stands now, in any bucket and group', async () => {
    await fc.assert(
      fc.asyncProperty(
        house,
        fc.constantFrom<Bucket>('day', 'week', 'month'),
        fc.subarray([...GROUPS], { maxLength: 3 }),
        async (all, bucket, by) => {
          await fill(all);
          const now = all.filter(({ superseded }) => !superseded);
          const query = `${SPAN}&bucket=${bucket}&by=${by.join(',')}`;
          const delayed = await ask<DelayedTotal>(analyst, `delayed-days?${query}`);
          const nights = now.filter((day) => day.delayed);
          expect(
            delayed.rows
              .map((row) => [keyOf(row, by), row.days, row.patients, row.notAgreed] as const)
              .sort(byKey),
          ).toEqual(
            [...fold(nights, bucket, by)]
              .map(([key, days]) => {
                const open = days.filter(({ state }) => state === 'proposed').length;
                return [key, days.length, stays(days), open] as const;
              })
              .sort(byKey),
          );
          expect([delayed.total.days, delayed.total.patients]).toEqual([
            nights.length,
            stays(nights),
          ]);

          const red = await ask<RedTotal>(analyst, `red-days?${query}`);
          const due = now.filter((day) => day.due);
          expect(
            red.rows
              .map(
                (row) =>
                  [keyOf(row, by), row.days, row.green, row.unreviewed, row.redShare] as const,
              )
              .sort(byKey),
          ).toEqual(
            [...fold(due, bucket, by)]
              .map(([key, days]) => {
                const reds = days.filter(({ colour }) => colour === 'red').length;
                const greens = days.filter(({ colour }) => colour === 'green').length;
                const share = reds + greens === 0 ? null : reds / (reds + greens);
                return [key, reds, greens, days.length - reds - greens, share] as const;
              })
              .sort(byKey),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('put no day that nobody reviewed into the reasons of red days', async () => {
    const day = (n: number, own: Partial<ClosedDay>): ClosedDay => ({
      organisation: 'RWE',
      ward: 'W1',
      date: addDays(FIRST, n),
      stay: stayId('W1', 1),
      revision: 1,
      superseded: false,
      atMidnight: true,
      due: true,
      reviewed: true,
      plannedOnly: false,
      colour: 'red',
      constraint: 'E10',
      delayed: false,
      reason: null,
      attribution: null,
      owner: null,
      state: null,
      authority: CITY,
      ...own,
    });
    await fill([
      day(0, {}),
      day(1, { reviewed: false, colour: null, constraint: 'I01' }),
      day(2, { colour: 'green', constraint: null }),
    ]);
    const { rows, total } = await ask<RedTotal>(analyst, `red-days?${SPAN}&by=constraint`);
    expect(rows.map(({ constraint, days, unreviewed }) => [constraint, days, unreviewed])).toEqual([
      ['E10', 1, null],
    ]);
    expect([total.days, total.green, total.redShare]).toEqual([1, null, null]);
  });

  describe('by right', () => {
    /** Every patient of every ward delayed on two nights of one week; every second lives in the county. */
    const days = WARDS.flatMap(({ code, organisation, patients }) =>
      Array.from({ length: patients * 2 }, (_, n): ClosedDay => {
        const patient = (n >> 1) + 1;
        return {
          organisation,
          ward: code,
          date: addDays('2026-06-15', n % 2),
          stay: stayId(code, patient, organisation),
          revision: 1,
          superseded: false,
          atMidnight: true,
          due: true,
          reviewed: true,
          plannedOnly: false,
          colour: 'red',
          constraint: 'I01',
          delayed: true,
          reason: 'E',
          attribution: 'la',
          owner: 'HOME-FIRST',
          state: 'proposed',
          authority: patient % 2 === 0 ? COUNTY : CITY,
        };
      }),
    );
    const WEEK = 'from=2026-06-15&to=2026-06-21';
    beforeAll(() => fill(days));

    it.each([
      ['analyst.llr', 48],
      ['director.on-call', 48],
      ['idt.uhl', 48],
      ['matron.uhl', 30],
      ['bed-manager.lpt', 18],
      ['nurse.W2', 6],
      ['la.leicester', 2 * (6 + 2 + 5)],
      ['la.leicestershire', 2 * (6 + 1 + 4)],
      ['la.rutland', 0],
    ])('%s counts %i days, and finds the stays behind them', async (person, expected) => {
      const client = await api.as(person);
      for (const series of ['delayed-days', 'red-days']) {
        expect((await ask(client, `${series}?${WEEK}`)).total.days).toBe(expected);
        const { body } = await client.get<TrendStays>(`/api/trends/${series}/stays?${WEEK}`);
        expect(body.items.reduce((sum, item) => sum + item.days, 0)).toBe(expected);
        const named = body.items.every(({ patient }) => /PLANTEDNAME/.test(patient.displayName));
        expect(named).toBe(person !== 'analyst.llr');
        if (person === 'analyst.llr')
          expect(JSON.stringify(body)).not.toMatch(/planted|visit|L\w+x\d/i);
      }
    });

    it('a commissioner sees no count that rests on fewer than 8, nor what it could be told from', async () => {
      const client = await api.as('commissioner.llr');
      const wards = await ask<DelayedTotal>(client, `delayed-days?${WEEK}&by=ward`);
      expect(wards.rows.map(({ ward, days, patients }) => [ward, days, patients])).toEqual([
        ['L1', 20, 10],
        ['W1', null, null],
        ['W2', null, null],
      ]);
      expect([wards.suppressed, wards.total.days, wards.total.notAgreed]).toEqual([true, 50, null]);
      for (const path of [
        `delayed-days?${WEEK}&bucket=day`,
        `delayed-days?${WEEK}&by=ward,reason`,
        `delayed-days?${WEEK}&by=directorate`,
        `red-days?${WEEK}&by=serviceLine`,
        `delayed-days?${WEEK}&ward=W2`,
        `delayed-days/stays?${WEEK}`,
        `red-days/stays?${WEEK}`,
      ])
        expect([path, (await client.get(`/api/trends/${path}`)).status]).toEqual([path, 403]);
      // A day more or less makes no other question.
      const cut = await ask(client, 'delayed-days?from=2026-06-16&to=2026-06-17');
      expect([cut.from, cut.to, cut.total.days]).toEqual(['2026-06-15', '2026-06-21', 50]);
    });

    it('a ward, site or organisation that nobody knows is no ward without a day', async () => {
      const client = await api.as('analyst.llr');
      for (const path of [
        `delayed-days?${WEEK}&ward=NOSUCH`,
        `red-days?${WEEK}&site=NOSUCH`,
        `red-days?${WEEK}&organisation=NOSUCH`,
        `red-days/stays?${WEEK}&ward=NOSUCH`,
      ])
        expect([path, (await client.get(`/api/trends/${path}`)).status]).toEqual([path, 404]);
    });

    it('a commissioner learns no more by comparing wards, sites and organisations', async () => {
      const client = await api.as('commissioner.llr');
      const of = async (query: string) => {
        const { rows } = await ask<DelayedTotal>(client, `delayed-days?${WEEK}&${query}`);
        return rows.map(({ days }) => days);
      };
      // W2 rests on three patients: with its site shown, the other ward of the site would tell of it.
      expect(await of('by=organisation')).toEqual([20, 30]);
      expect(await of('by=site')).toEqual([20, 30]);
      expect(await of('by=ward')).toEqual([20, null, null]);
      expect(await of('by=ward&organisation=RWE')).toEqual([null, null]);
      // Leicestershire has ten of the county's patients, Leicester thirteen; in each trust fewer.
      expect(await of('by=authority')).toEqual([25, 20]);
      expect(await of('by=authority&organisation=RT5')).toEqual([null, null]);
      expect(await of('by=authority&organisation=RWE')).toEqual([null, null]);
    });

    it('says of whom the days are that were closed again: of a ward, a site, a council’s residents', async () => {
      const restated = days.map((day) => ({
        ...day,
        revision: day.ward === 'L1' || day.stay === stayId('W2', 1) ? 2 : 1,
      }));
      await fill(restated);
      const again = async (person: string, query = '') => {
        const client = await api.as(person);
        const { state } = await ask(client, `delayed-days?${WEEK}${query}`);
        return state.restated;
      };
      expect(await again('analyst.llr')).toBe(4);
      expect(await again('analyst.llr', '&site=RT5PE')).toBe(2);
      expect(await again('analyst.llr', '&site=RWEAA')).toBe(2);
      expect(await again('analyst.llr', '&ward=W1')).toBe(0);
      expect(await again('bed-manager.lpt')).toBe(2);
      expect(await again('la.rutland')).toBe(0);
      expect(await again('la.leicester')).toBe(4);
      await fill(days);
    });

    it('nobody asks without signing in, backwards, or for what is not known', async () => {
      expect((await fetch(`${api.url}/api/trends/delayed-days?${WEEK}`)).status).toBe(401);
      for (const query of [
        'from=2026-06-21&to=2026-06-15',
        `${WEEK}&by=colour`,
        `${WEEK}&by=constraint`,
      ])
        expect((await analyst.get(`/api/trends/delayed-days?${query}`)).status).toBe(400);
    });

    it('comes as a file too, with the same numbers', async () => {
      const answer = await fetch(`${api.url}/api/trends/delayed-days?${WEEK}&by=ward&format=csv`, {
        headers: { cookie: analyst.cookie },
      });
      expect(answer.headers.get('content-type')).toContain('text/csv');
      expect((await answer.text()).split('\r\n')).toEqual([
        'bucket,whole,ward,days,patients,notAgreed',
        '2026-06-15,no,L1,18,9,18',
        '2026-06-15,no,W1,24,12,24',
        '2026-06-15,no,W2,6,3,6',
        '',
      ]);
    });
  });
});
