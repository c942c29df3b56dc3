/** The namespace of the live feed. */
export const LIVE = '/live';

/** A screen that has not heard a clock for this long says that it is stale. */
export const STALE_AFTER_MS = 30_000;
export const CLOCK_EVERY_MS = 10_000;
