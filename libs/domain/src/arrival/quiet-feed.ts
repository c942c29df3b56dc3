import { epochMs } from '../time/london.js';
import type { InstantText } from '../time/london.js';

export type FeedKind = 'census' | 'adt';

/** A daily file and two hours' grace; messages of a hospital by day come by the minute. */
const QUIET_AFTER_MINUTES: Readonly<Record<FeedKind, number>> = { census: 26 * 60, adt: 60 };

/** A feed silent for longer than this was taken away, and no board waits for it. */
const GONE_AFTER_MINUTES = 14 * 24 * 60;

/** How long a feed may be silent: as an administrator set it for the source, else by its kind. */
export function quietAfter(kind: FeedKind, set: number | undefined): number {
  return set ?? QUIET_AFTER_MINUTES[kind];
}

/** Whether a feed last heard at an instant has gone quiet by now. */
export function isQuiet(lastAt: InstantText, now: InstantText, afterMinutes: number): boolean {
  return silentMinutes(lastAt, now) > afterMinutes;
}

/** Whether a feed has been silent for so long that it is no more. */
export function isGone(lastAt: InstantText, now: InstantText): boolean {
  return silentMinutes(lastAt, now) > GONE_AFTER_MINUTES;
}

function silentMinutes(lastAt: InstantText, now: InstantText): number {
  return (epochMs(now) - epochMs(lastAt)) / 60_000;
}
