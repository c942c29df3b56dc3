import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { startingAt, systemClock, testClock } from './clock.js';

describe('the clock of the service', () => {
  it('is the machine’s clock in ordinary life', () => {
    const before = Temporal.Now.instant();
    const read = systemClock().now();
    const after = Temporal.Now.instant();
    expect(Temporal.Instant.compare(before, read)).toBeLessThanOrEqual(0);
    expect(Temporal.Instant.compare(read, after)).toBeLessThanOrEqual(0);
  });

  it('starts at a given instant and only ever goes on', () => {
    const start = Temporal.Instant.from('2026-03-29T00:59:59.5Z');
    const clock = startingAt(start);
    const readings = Array.from({ length: 1_000 }, () => clock.now());
    expect(Temporal.Instant.compare(readings[0] ?? start, start)).toBeGreaterThanOrEqual(0);
    readings.reduce((earlier, later) => {
      expect(Temporal.Instant.compare(earlier, later)).toBeLessThanOrEqual(0);
      return later;
    });
  });

  it('stands still in a test until it is set or moved on', () => {
    const clock = testClock('2026-03-02T08:00:00Z');
    expect(String(clock.now())).toBe('2026-03-02T08:00:00Z');
    clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4 });
    expect(String(clock.now())).toBe('2026-03-03T10:03:04Z');
    clock.set(Temporal.Instant.from('2026-10-25T01:30:00+01:00'));
    expect(String(clock.now())).toBe('2026-10-25T00:30:00Z');
  });
});
