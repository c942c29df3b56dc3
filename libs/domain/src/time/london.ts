import type { Temporal } from 'temporal-polyfill';
// The same library function by function: screens bring this file along, and only what it calls.
import { getBasic } from 'temporal-polyfill/fns/Calendar';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';

/** The one time zone in which days are counted. */
export const LONDON = 'Europe/London';

/** A calendar date in Europe/London, `YYYY-MM-DD`. Dates in this form sort as text. */
export type LocalDate = string;

/** A point in time, ISO 8601 with `Z`, e.g. `2026-03-29T00:30:00Z`. */
export type InstantText = string;

const HOUR_MS = 3_600_000;
const REMEMBERED_MAX = 20_000;

/** Answers that are asked for again and again by a board or a close, remembered up to a bound. */
function remembering<K, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = answer(key);
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(key, value);
    return value;
  };
}

/**
 * The London calendar date on which an instant falls.
 *
 * London is always a whole number of hours from UTC in the years we serve, so every instant of one
 * UTC hour falls on one London date; the answer is remembered by hour.
 */
export function londonDate(instant: InstantText | Temporal.Instant): LocalDate {
  return dateOfHour(Math.floor(epochMs(instant) / HOUR_MS));
}

const dateOfHour = remembering((hour: number): LocalDate =>
  PlainDate.toString(
    ZonedDateTime.toPlainDate(
      Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(hour * HOUR_MS), LONDON),
    ),
  ),
);

/** Milliseconds since 1970 of an instant, given as text or as Temporal. */
export function epochMs(instant: InstantText | Temporal.Instant): number {
  return typeof instant === 'string' ? msOfText(instant) : instant.epochMilliseconds;
}

const ZERO = '0'.charCodeAt(0);

/** The house's own text of an instant; every other form is left to Temporal. */
const OWN_TEXT = /^\d{4}-\d{2}-\d{2}T\d{2}:[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** The hottest question of all that is made in bulk: read by place, without looking up anything. */
function msOfText(text: InstantText): number {
  if (!OWN_TEXT.test(text)) return msOfAnyText(text);
  const digit = (at: number) => text.charCodeAt(at) - ZERO;
  const minutes = 10 * digit(14) + digit(15);
  const seconds = 10 * digit(17) + digit(18);
  const ms = 100 * digit(20) + 10 * digit(21) + digit(22);
  return msOfHour(text.slice(0, 13)) + minutes * 60_000 + seconds * 1_000 + ms;
}

const msOfHour = remembering(
  (hour: string): number => Instant.fromString(`${hour}:00Z`).epochMilliseconds,
);

const msOfAnyText = remembering(
  (text: InstantText): number => Instant.fromString(text).epochMilliseconds,
);

/** The instant at which a London wall-clock time happens; a missing hour moves forward, a doubled one is the first. */
export function londonInstant(date: LocalDate, time = '00:00'): InstantText {
  return instantOfWallClock(`${date}T${time}`);
}

const instantOfWallClock = remembering((wallClock: string): InstantText =>
  textOfMs(
    ZonedDateTime.toInstant(
      PlainDateTime.toZonedDateTime(PlainDateTime.fromString(wallClock, getBasic), LONDON),
    ).epochMilliseconds,
  ),
);

/** The date `days` after (or before, when negative) `date`. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

const dateOfDayNumber = remembering((days: number): LocalDate =>
  PlainDate.toString(PlainDate.addDays(FIRST_DAY, days)),
);

/** Midnights crossed from one date to another; the one measure of length in the house. */
export function midnightsBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

const FIRST_DAY = dateOf('1970-01-01');

function dateOf(date: LocalDate): PlainDate.Record {
  return PlainDate.fromString(date, getBasic);
}

/** Days since 1970-01-01, so that two dates far apart need no memory of their pair. */
const dayNumber = remembering((date: LocalDate): number =>
  PlainDate.diffDays(FIRST_DAY, dateOf(date)),
);

/** Monday = 1 … Sunday = 7. */
export function weekday(date: LocalDate): number {
  return PlainDate.dayOfWeek(dateOf(date));
}

/** The dates from the first to the last, both included; none when the last is before the first. */
export function datesFrom(first: LocalDate, last: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** -1, 0 or 1 as the first instant is before, at or after the second, whatever their text. */
export function compareInstants(a: InstantText, b: InstantText): -1 | 0 | 1 {
  const difference = epochMs(a) - epochMs(b);
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/** The one text of an instant in the house: UTC, milliseconds, `Z`; finer parts are cut. */
export function instantText(instant: InstantText | Temporal.Instant): InstantText {
  return textOfMs(epochMs(instant));
}

function textOfMs(ms: number): InstantText {
  const hour = Math.floor(ms / HOUR_MS);
  const rest = ms - hour * HOUR_MS;
  const minutes = digits(Math.floor(rest / 60_000), 2);
  const seconds = digits(Math.floor(rest / 1_000) % 60, 2);
  return `${textOfHour(hour)}:${minutes}:${seconds}.${digits(rest % 1_000, 3)}Z`;
}

const textOfHour = remembering((hour: number): string =>
  Instant.toString(Instant.fromEpochMilliseconds(hour * HOUR_MS)).slice(0, -':00:00Z'.length),
);

function digits(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
