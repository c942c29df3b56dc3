import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  compareInstants,
  datesFrom,
  epochMs,
  instantText,
  londonDate,
  londonInstant,
  LONDON,
  midnightsBetween,
  weekday,
} from './london.js';

const HOUR = 3_600_000;
const YEARS = Array.from({ length: 28 }, (_, index) => 2010 + index);

/** Days since 1970-01-01 by the calendar's own arithmetic, which knows nothing of time zones. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const yearOfEra = y - Math.floor(y / 400) * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return Math.floor(y / 400) * 146_097 + dayOfEra - 719_468;
}

/** The last Sunday of a month of 31 days: by law the clock changes on it at 01:00 UTC. */
function lastSunday(year: number, month: 3 | 10): { day: number; ms: number; text: string } {
  const last = dayNumber(year, month, 31);
  const back = (last + 4) % 7;
  const day = 31 - back;
  const text = `${year}-${month === 3 ? '03' : '10'}-${day}`;
  return { day, ms: (last - back) * 24 * HOUR + HOUR, text };
}

const CHANGES = YEARS.flatMap((year) => [
  { ...lastSunday(year, 3), forward: true },
  { ...lastSunday(year, 10), forward: false },
]);

const atMs = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();

describe('the London calendar', () => {
  it('changes its clock where the law says, in every year from 2010 to 2037', () => {
    const found: number[] = [];
    let at = Temporal.ZonedDateTime.from('2010-01-01T00:00[Europe/London]');
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.year > 2037) break;
      found.push(next.epochMilliseconds);
      at = next;
    }
    expect(LONDON).toBe('Europe/London');
    expect(found).toEqual(CHANGES.map((change) => change.ms));
  });

  it('begins and ends the day of a change after 23 or 25 hours', () => {
    for (const { text, forward } of CHANGES) {
      const hours =
        (epochMs(londonInstant(addDays(text, 1))) - epochMs(londonInstant(text))) / HOUR;
      expect([text, hours]).toEqual([text, forward ? 23 : 25]);
    }
  });

  it('puts each hour around a change on the date that a ward would write', () => {
    for (const { ms, text, forward } of CHANGES) {
      const offsets = forward ? [0, 1] : [1, 0];
      for (let hours = -30; hours <= 30; hours += 1) {
        const offset = hours < 0 ? offsets[0] : offsets[1];
        const wall = ms + hours * HOUR + (offset ?? 0) * HOUR;
        const expected = addDays(
          text,
          Math.floor(wall / (24 * HOUR)) - Math.floor(ms / (24 * HOUR)),
        );
        expect(londonDate(atMs(ms + hours * HOUR))).toBe(expected);
        expect(londonDate(Temporal.Instant.fromEpochMilliseconds(ms + hours * HOUR))).toBe(
          expected,
        );
      }
    }
  });

  it('counts one midnight between the days around a change, whatever the hours', () => {
    for (const { text } of CHANGES) {
      expect(midnightsBetween(addDays(text, -1), text)).toBe(1);
      expect(midnightsBetween(text, addDays(text, 1))).toBe(1);
      expect(midnightsBetween(addDays(text, -3), addDays(text, 4))).toBe(7);
    }
  });

  it('moves a missing hour forward and takes a doubled one the first time', () => {
    for (const { ms, text, forward } of CHANGES) {
      const half = londonInstant(text, '01:30');
      expect(epochMs(half)).toBe(forward ? ms + HOUR / 2 : ms - HOUR / 2);
    }
  });

  it('agrees with plain calendar arithmetic for every date and any number of days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: -5_000, max: 5_000 }),
        (year, month, day, days) => {
          const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const there = addDays(date, days);
          const [y = 0, m = 0, d = 0] = there.split('-').map(Number);
          expect(dayNumber(y, m, d)).toBe(dayNumber(year, month, day) + days);
          expect(midnightsBetween(date, there)).toBe(days);
          expect(addDays(there, -days)).toBe(date);
          expect((((weekday(there) - weekday(date) - days) % 7) + 7) % 7).toBe(0);
        },
      ),
    );
  });

  it('knows that 1 June 2026 is a Monday', () => {
    expect(weekday('2026-06-01')).toBe(1);
    expect(weekday('2026-06-07')).toBe(7);
  });

  it('lists dates with both ends, and none when the end is before the beginning', () => {
    expect(datesFrom('2026-03-28', '2026-03-30')).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ]);
    expect(datesFrom('2026-03-30', '2026-03-29')).toEqual([]);
  });

  it('compares instants by their time and not by their text', () => {
    expect(compareInstants('2026-06-01T10:00:00+01:00', '2026-06-01T09:00:00Z')).toBe(0);
    expect(compareInstants('2026-06-01T10:00:00+01:00', '2026-06-01T09:30:00Z')).toBe(-1);
    expect(compareInstants('2026-06-01T09:30:00.001Z', '2026-06-01T09:30:00Z')).toBe(1);
  });

  it('writes an instant in one way, whatever way it came', () => {
    expect(instantText('2026-06-01T10:00:00+01:00')).toBe('2026-06-01T09:00:00.000Z');
    expect(instantText('2026-06-01T09:00:00.1239Z')).toBe('2026-06-01T09:00:00.123Z');
  });

  it('refuses what is no date and no instant', () => {
    expect(() => londonDate('yesterday')).toThrow(RangeError);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => londonInstant('2026-02-30')).toThrow(RangeError);
  });
});
