import { describe, expect, it } from '@jest/globals';
import { chosenOf, lastWeek, queryOf, weeksOf } from './question.js';
import {
  difference,
  finding,
  groupsOf,
  placesOf,
  pointsDifference,
  uncomparedOf,
} from './words.js';
import type { Span } from './words.js';

describe('the weekly page', () => {
  it('is about the last week that is over, or the one that holds the date in its address', () => {
    expect(lastWeek('2026-11-23')).toBe('2026-11-16');
    expect(lastWeek('2026-11-29')).toBe('2026-11-16');
    const chosen = (search: string) => chosenOf(new URLSearchParams(search), '2026-11-27').week;
    expect(chosen('week=2026-11-12')).toBe('2026-11-09');
    expect(chosen('week=2026-99-99')).toBe('2026-11-16');
    expect(weeksOf('2026-11-16')).toHaveLength(12);
    expect(weeksOf('2026-11-16')[0]).toBe('2026-08-31');
  });

  it('says a number and a difference, and no more', () => {
    expect(finding(1_255, 1_200)).toBe(
      '1,255 delayed bed days in the week, 55 more than the week before',
    );
    expect(difference(5, 5)).toBe('as many as the week before');
    expect(difference(null, 5)).toBe('the week before cannot be compared');
    expect(pointsDifference(0.444, 0.446)).toBe('1 point less than the week before');
  });

  it('sets two whole weeks beside each other, and neither the first nor the running one', () => {
    const state = { closedFrom: '2026-03-04', closedTo: '2026-03-24' };
    const span = { from: '2026-03-02', to: '2026-03-29', state } as unknown as Span;
    expect(uncomparedOf('2026-03-02', span)).toBe('this week is not whole');
    expect(uncomparedOf('2026-03-09', span)).toBe('the week before is not whole');
    expect(uncomparedOf('2026-03-16', span)).toBeNull();
    expect(uncomparedOf('2026-03-23', span)).toBe('this week is not whole');
    expect(finding(12, 90, uncomparedOf('2026-03-23', span))).toBe(
      '12 delayed bed days in part of the week, which is not whole',
    );
    expect(pointsDifference(0.5, 0.4, 'the week before is not whole')).not.toMatch(/point/);
  });

  it('puts the place with the largest share of red first, hidden ones last', () => {
    const row = (bucket: string, site: string, redShare: number | null) => ({
      bucket,
      site,
      redShare,
    });
    const rows = [row('2', 'a', 0.2), row('2', 'b', null), row('2', 'c', 0.7), row('1', 'a', 0.3)];
    const places = placesOf(rows, { week: '2', before: '1' }, 'site');
    expect(places.map(({ code, redBefore }) => [code, redBefore])).toEqual([
      ['c', null],
      ['a', 0.3],
      ['b', null],
    ]);
  });

  it('asks for days with nothing recorded by a word of its own', () => {
    expect(queryOf({ owner: null, ward: '', reason: 'E' })).toBe('owner=none&reason=E');
  });

  it('puts the most first, with the week before beside it', () => {
    const row = (bucket: string, key: string, days: number | null) => ({
      bucket,
      key,
      days,
      patients: days,
    });
    const rows = [row('1', 'a', 9), row('2', 'a', 3), row('2', 'b', 7), row('2', 'c', null)];
    const named = ({ key }: { key: string }) => ({ key, name: key, filter: {} });
    const groups = groupsOf(rows, { week: '2', before: '1' }, named);
    expect(groups.map(({ key, days, before }) => [key, days, before])).toEqual([
      ['b', 7, 0],
      ['a', 3, 9],
      ['c', null, 0],
    ]);
  });
});
