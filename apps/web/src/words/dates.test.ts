import { describe, expect, it } from '@jest/globals';
import { clockTime, fullDay, hourOf, moment, shortDay, slip, spanSince } from './dates.js';

describe('dates as the ward says them', () => {
  it('tells the time of London in winter and in summer', () => {
    expect(clockTime('2026-01-15T08:05:00Z')).toBe('08:05');
    expect(clockTime('2026-07-15T08:05:00Z')).toBe('09:05');
    expect(clockTime('2026-07-14T23:30:00Z')).toBe('00:30');
    expect(hourOf('2026-07-15T14:00:00Z')).toBe(15);
  });

  it('names a day by weekday and number, with the month only when it is another', () => {
    expect(shortDay('2026-11-26', '2026-11-24')).toBe('Thu 26');
    expect(shortDay('2026-12-01', '2026-11-24')).toBe('Tue 1 Dec');
    expect(shortDay('2026-11-24', '2026-11-24')).toBe('Today');
    expect(fullDay('2026-11-24')).toBe('Tuesday 24 November');
  });

  it('names the right day on the days the clocks change', () => {
    expect(shortDay('2026-03-29', '2026-03-30')).toBe('Sun 29');
    expect(shortDay('2026-10-25', '2026-10-24')).toBe('Sun 25');
  });

  it('counts a span in midnights', () => {
    expect(spanSince('2026-11-20', '2026-11-24')).toBe('4 d');
    expect(spanSince('2026-11-24', '2026-11-24')).toBe('today');
    expect(slip('2026-11-20', '2026-11-24')).toBe('+4 d');
    expect(slip('2026-11-24', '2026-11-24')).toBe('');
  });

  it('says a moment of today by its time alone', () => {
    expect(moment('2026-11-24T11:42:00Z', '2026-11-24', '2026-11-24')).toBe('today 11:42');
    expect(moment('2026-11-23T11:42:00Z', '2026-11-24', '2026-11-23')).toBe('Mon 23, 11:42');
  });
});
