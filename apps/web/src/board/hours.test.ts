import { describe, expect, it } from '@jest/globals';
import { countsHours, hoursSince } from './hours.js';

describe('the clock of an assessment ward', () => {
  it('counts whole hours, also over the night on which the clocks go back', () => {
    expect(hoursSince('2026-10-24T22:30:00+01:00', '2026-10-25T07:29:00Z')).toBe(9);
    expect(hoursSince('2026-06-09T09:00:00Z', '2026-06-09T09:59:59Z')).toBe(0);
  });

  it('never shows less than nothing where a clock runs behind', () => {
    expect(hoursSince('2026-06-09T10:00:00Z', '2026-06-09T09:00:00Z')).toBe(0);
  });

  it('is kept on assessment wards alone', () => {
    expect([countsHours('assessment'), countsHours('virtual'), countsHours(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
