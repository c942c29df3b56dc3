import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, weekday } from '../time/london.js';
import { bucketOf, isWholeBucket, lastOfBucket } from './bucket.js';

describe('weeks and months', () => {
  it('begin on Monday and on the first, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (n) => {
        const date = addDays('1990-01-01', n);
        const week = bucketOf(date, 'week');
        expect(weekday(week)).toBe(1);
        expect(week <= date && date <= lastOfBucket(week, 'week')).toBe(true);
        const month = bucketOf(date, 'month');
        expect(month.slice(8)).toBe('01');
        expect(bucketOf(addDays(lastOfBucket(month, 'month'), 1), 'month').slice(8)).toBe('01');
        expect(lastOfBucket(month, 'month').slice(0, 7)).toBe(date.slice(0, 7));
      }),
    );
    expect(bucketOf('2026-03-29', 'week')).toBe('2026-03-23');
    expect(bucketOf('2026-10-26', 'week')).toBe('2026-10-26');
  });
});

describe('a bucket', () => {
  const closed = { from: '2026-06-01', to: '2026-06-28' };
  it.each([
    ['2026-06-01', '2026-06-30', '2026-06-08', true],
    ['2026-06-03', '2026-06-30', '2026-06-01', false],
    ['2026-06-01', '2026-06-13', '2026-06-08', false],
    ['2026-06-01', '2026-06-14', '2026-06-08', true],
    ['2026-06-01', '2026-06-30', '2026-06-29', false],
    [null, null, '2026-06-08', false],
  ])('closed from %s to %s, the week of %s is whole: %s', (closedFrom, closedTo, week, whole) => {
    expect(isWholeBucket(week, 'week', { ...closed, closedFrom, closedTo })).toBe(whole);
  });
});
