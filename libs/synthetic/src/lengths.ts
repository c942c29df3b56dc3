import type { WardEntry, WardKind } from '#domain';
import { londonDate, weekday } from '#domain';
import { DAY, HOUR, instantAt, londonMs } from './london-days.js';
import type { Random } from './random.js';

/** Length of stay in days: half are shorter than `median`, and `spread` makes the tail. */
interface Length {
  readonly median: number;
  readonly spread: number;
  readonly longest: number;
}

const LENGTHS = {
  acute: { median: 4.6, spread: 0.95, longest: 120 },
  community: { median: 16, spread: 0.6, longest: 120 },
  'mental-health': { median: 27, spread: 0.8, longest: 240 },
  assessment: { median: 0.9, spread: 0.5, longest: 3 },
  virtual: { median: 8, spread: 0.6, longest: 40 },
  elsewhere: { median: 2, spread: 0.6, longest: 20 },
} as const satisfies Record<WardKind, Length>;

/** How much of the time a bed is taken, over all. */
export const OCCUPANCY = 0.905;

/** The mean length of a stay in days; the tail makes it longer than the median. */
export function meanDays(kind: WardKind): number {
  const { median, spread } = LENGTHS[kind];
  return median * Math.exp((spread * spread) / 2);
}

export function lengthDays(random: Random, kind: WardKind): number {
  const { median, spread, longest } = LENGTHS[kind];
  return Math.min(longest, Math.max(0.3, median * Math.exp(spread * random.bell())));
}

/** A length as one finds it lying in a bed: who stays long is met more often. */
export function lengthMetDays(random: Random, kind: WardKind): number {
  const { median, spread, longest } = LENGTHS[kind];
  return Math.min(longest, Math.max(0.3, median * Math.exp(spread * (random.bell() + spread))));
}

/** How long a bed stays empty, so that over weeks the ward is as full as the area's wards are. */
export function emptyMs(random: Random, kind: WardKind): number {
  return 0.5 * HOUR + random.wait(((1 - OCCUPANCY) / OCCUPANCY) * meanDays(kind) * DAY);
}

/** When a bed is taken again: a rehabilitation or mental health bed by day, others at any hour. */
export function refillMs(random: Random, ward: WardEntry, from: number): number {
  const ms = from + emptyMs(random, ward.kind);
  if (ward.kind === 'acute' || ward.kind === 'assessment') return ms;
  const date = londonDate(instantAt(ms));
  const [opens, shuts] = [londonMs(date, '10:00'), londonMs(date, '19:00')];
  return ms >= opens && ms <= shuts
    ? ms
    : opens + (ms < opens ? 0 : DAY) + random.next() * 8 * HOUR;
}

/**
 * When a stay that has lasted since `from` ends: a fifth before midday, most in the afternoon, and
 * four of ten who could leave on a Saturday or Sunday wait for Monday.
 */
export function leavingMs(random: Random, from: number, days: number): number {
  let date = londonDate(instantAt(from + days * DAY));
  if (weekday(date) >= 6 && days > 1 && random.chance(0.4))
    date = londonDate(instantAt(londonMs(date, '12:00') + (8 - weekday(date)) * DAY));
  const hour = random.chance(0.2) ? 9 + random.next() * 3 : 12 + random.next() * 7;
  const ms = londonMs(date) + hour * HOUR;
  return ms > from + 2 * HOUR ? ms : from + (2 + random.next() * 6) * HOUR;
}
