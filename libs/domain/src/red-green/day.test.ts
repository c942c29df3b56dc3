import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aDay, aJudgement } from '../../../../test/builders/stay.js';
import type { DayRecord } from '../stay/state.js';
import { dayHeads, judgementOf } from '../stay/state.js';
import { addDays, datesFrom } from '../time/london.js';
import { dayView, lockedFrom, withRedRuns } from './day.js';

const FIRST = '2026-06-01';
const green = aJudgement({ colour: 'green', value: 'V01' });

type Said = 'red' | 'green' | 'unseen' | 'silent';

/** What a ward said day after day; on a silent day there is no record, on an unseen one the mark was taken back. */
function days(said: readonly Said[]): Record<string, DayRecord> {
  const records: Record<string, DayRecord> = {};
  said.forEach((one, index) => {
    const date = addDays(FIRST, index);
    const planned = one === 'red' ? aJudgement() : one === 'green' ? green : null;
    if (one !== 'silent') records[date] = aDay(date, { planned, redSince: null });
  });
  return records;
}

describe('a day on the board', () => {
  it('is red and unreviewed until someone says otherwise', () => {
    expect(dayView({ latest: null, before: null }, FIRST)).toEqual({
      date: FIRST,
      colour: 'red',
      planned: null,
      final: null,
      reviewed: false,
      constraint: null,
      redSince: null,
      carriedOver: false,
      note: null,
      version: 0,
    });
  });

  it('takes its colour from the final word, else from the plan', () => {
    const planned = aDay(FIRST);
    const view = (day: DayRecord) => dayView({ latest: day, before: null }, FIRST);
    expect(view(planned)).toMatchObject({ colour: 'red', reviewed: true, constraint: 'I01' });
    expect(view({ ...planned, final: green })).toMatchObject({ colour: 'green', constraint: null });
    expect(view({ ...planned, planned: green })).toMatchObject({ colour: 'green' });
  });

  it('carries yesterday’s reason over, shown and not judged, with the day since which it is red', () => {
    const heads = { latest: aDay(FIRST, { redSince: '2026-05-30' }), before: null };
    expect(dayView(heads, '2026-06-02')).toMatchObject({
      colour: 'red',
      reviewed: false,
      carriedOver: true,
      constraint: 'I01',
      redSince: '2026-05-30',
      version: 0,
    });
  });

  it('carries nothing over from a green day', () => {
    const heads = {
      latest: aDay(FIRST, { planned: green, redSince: null }),
      before: aDay('2026-05-31'),
    };
    expect(dayView(heads, '2026-06-02')).toMatchObject({
      carriedOver: false,
      constraint: null,
      redSince: null,
    });
  });

  it('looks past a day whose mark was taken back to the last one that somebody judged', () => {
    const heads = {
      latest: aDay('2026-06-02', { planned: null, redSince: null, version: 2 }),
      before: aDay(FIRST),
    };
    expect(dayView(heads, '2026-06-02')).toMatchObject({
      reviewed: false,
      carriedOver: true,
      version: 2,
    });
    expect(dayView(heads, '2026-06-03')).toMatchObject({
      carriedOver: true,
      redSince: FIRST,
      version: 0,
    });
  });

  it('carries nothing back from a later day', () => {
    const heads = { latest: aDay('2026-06-05'), before: null };
    expect(dayView(heads, '2026-06-03')).toMatchObject({ carriedOver: false, constraint: null });
  });

  it('locks at noon of the next day, London time, in summer and in winter', () => {
    expect(lockedFrom('2026-06-01')).toBe('2026-06-02T11:00:00.000Z');
    expect(lockedFrom('2026-12-01')).toBe('2026-12-02T12:00:00.000Z');
    expect(lockedFrom('2026-03-28')).toBe('2026-03-29T11:00:00.000Z');
  });
});

describe('a red run', () => {
  it('begins on the first red day and is ended by a green one', () => {
    const runs = withRedRuns(days(['red', 'red', 'green', 'red']), FIRST);
    expect(Object.values(runs).map((day) => day.redSince)).toEqual([
      FIRST,
      FIRST,
      null,
      '2026-06-04',
    ]);
  });

  it('is neither extended nor broken by a day that nobody judged', () => {
    const runs = withRedRuns(days(['red', 'unseen', 'silent', 'red']), FIRST);
    expect(runs['2026-06-02']?.redSince).toBeNull();
    expect(runs['2026-06-04']?.redSince).toBe(FIRST);
  });

  it('is joined again when the green between its halves is turned red', () => {
    const before = withRedRuns(days(['red', 'green', 'red']), FIRST);
    const middle = { ...before, '2026-06-02': aDay('2026-06-02', { redSince: null }) };
    const after = withRedRuns(middle, '2026-06-02');
    expect(Object.values(after).map((day) => day.redSince)).toEqual([FIRST, FIRST, FIRST]);
  });

  it('is told by a window as by the whole, when the window begins with a judged day', () => {
    const said = fc.constantFrom<Said>('red', 'green', 'unseen', 'silent');
    fc.assert(
      fc.property(fc.array(said, { minLength: 2, maxLength: 20 }), fc.nat(19), (all, at) => {
        const index = at % all.length;
        const changed = addDays(FIRST, index);
        const whole = withRedRuns(days(all), FIRST);
        const turned = { ...whole, [changed]: aDay(changed, { planned: green, redSince: null }) };
        const expected = withRedRuns(turned, FIRST);
        const dates = Object.keys(turned).sort();
        const anchor =
          dates.filter((date) => date < changed && judgementOf(turned[date])).at(-1) ?? changed;
        const window = Object.fromEntries(
          dates
            .filter((date) => date >= anchor)
            .flatMap((date) => (turned[date] ? [[date, turned[date]]] : [])),
        );
        for (const [date, day] of Object.entries(withRedRuns(window, changed)))
          expect(day.redSince).toBe(expected[date]?.redSince);
      }),
    );
  });

  it('is what a simple walk over the days says', () => {
    const said = fc.constantFrom<Said>('red', 'green', 'unseen', 'silent');
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (all) => {
        const runs = withRedRuns(days(all), FIRST);
        let since: string | null = null;
        datesFrom(FIRST, addDays(FIRST, all.length - 1)).forEach((date, index) => {
          if (all[index] === 'green') since = null;
          if (all[index] === 'red') since ??= date;
          if (all[index] === 'red') expect(runs[date]?.redSince).toBe(since);
          else expect(runs[date]?.redSince ?? null).toBeNull();
        });
        const next = addDays(FIRST, all.length);
        expect(dayView(dayHeads(runs), next).redSince).toBe(since);
      }),
    );
  });
});
