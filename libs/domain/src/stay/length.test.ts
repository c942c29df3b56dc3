import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NATIONAL_THRESHOLDS } from '../reference/reference.js';
import { addDays, londonDate, londonInstant } from '../time/london.js';
import { bandOf, losDays } from './length.js';

describe('length of stay', () => {
  it('counts midnights crossed: a stay of one day is 0, and ten minutes over midnight are 1', () => {
    expect(losDays('2026-06-01', '2026-06-01')).toBe(0);
    expect(losDays(londonDate('2026-06-01T22:50:00Z'), londonDate('2026-06-01T23:05:00Z'))).toBe(1);
  });

  it('makes an admission at 23:50 on 1 January stranded on 8 January and not on the 7th', () => {
    const admittedOn = londonDate('2026-01-01T23:50:00Z');
    expect(bandOf(losDays(admittedOn, '2026-01-07'), NATIONAL_THRESHOLDS)).toBe('none');
    expect(bandOf(losDays(admittedOn, '2026-01-08'), NATIONAL_THRESHOLDS)).toBe('stranded');
  });

  it('does not know the time of day, nor a change of the clock', () => {
    const times = fc.constantFrom('00:00', '00:59', '01:30', '02:00', '12:00', '23:59');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_226 }),
        fc.integer({ min: 0, max: 400 }),
        times,
        times,
        (start, days, admitted, left) => {
          const first = addDays('2010-01-01', start);
          const last = addDays(first, days);
          const on = [
            londonDate(londonInstant(first, admitted)),
            londonDate(londonInstant(last, left)),
          ];
          expect(on).toEqual([first, last]);
          expect(losDays(first, last)).toBe(days);
        },
      ),
    );
  });

  it('adds up: a stay is as long as its parts', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const middle = addDays('2026-01-01', a);
        const end = addDays(middle, b);
        expect(losDays('2026-01-01', middle) + losDays(middle, end)).toBe(
          losDays('2026-01-01', end),
        );
      }),
    );
  });

  it('is never less than 0, even when a feed dates the census before the admission', () => {
    expect(losDays('2026-06-02', '2026-06-01')).toBe(0);
  });

  it.each([
    [0, 'none'],
    [6, 'none'],
    [7, 'stranded'],
    [13, 'stranded'],
    [14, 'long'],
    [20, 'long'],
    [21, 'super-stranded'],
    [400, 'super-stranded'],
  ] as const)('puts %i midnights into the band %s', (days, band) => {
    expect(bandOf(days, NATIONAL_THRESHOLDS)).toBe(band);
  });
});
