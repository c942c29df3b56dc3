import { Temporal } from 'temporal-polyfill';

/** The only way the service learns the time; passed in, so that a test or a replay can say what it is. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The machine's own clock. */
export function systemClock(): Clock {
  return { now: () => Temporal.Now.instant() };
}

/**
 * A clock that reads `start` now and runs on at normal speed. It counts elapsed time, so that a
 * correction of the machine's clock during a replay neither skips nor repeats anything.
 */
export function startingAt(start: Temporal.Instant): Clock {
  const begunMs = performance.now();
  return {
    now: () => start.add({ nanoseconds: Math.round((performance.now() - begunMs) * 1e6) }),
  };
}

/** A clock that stands still until it is told otherwise. */
export interface TestClock extends Clock {
  set(to: Temporal.Instant | string): void;
  /** Moves on by a length of time, `{ hours: 3 }` say; days are 24 hours. */
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

/** @param start an instant, or its ISO 8601 text with offset. */
export function testClock(start: Temporal.Instant | string): TestClock {
  let current = Temporal.Instant.from(start);
  return {
    now: () => current,
    set: (to) => {
      current = Temporal.Instant.from(to);
    },
    advance: ({ days = 0, ...rest }) => {
      current = current.add({ ...rest, hours: (rest.hours ?? 0) + days * 24 });
    },
  };
}
