import { LONDON, midnightsBetween } from '#domain';
import type { InstantText, LocalDate } from '#domain';

/** Dates and times as a ward says them, in London whatever zone the browser is in. */

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'short',
  day: 'numeric',
});
const dayOfMonth = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** A date as an instant that lies on it in London: noon is never moved across midnight by summer time. */
function noonOf(date: LocalDate): Date {
  return new Date(`${date}T12:00:00Z`);
}

/** "08:05" */
export function clockTime(instant: InstantText): string {
  return clock.format(new Date(instant));
}

/** "Thu 26", or with the month when that is another one. */
export function shortDay(date: LocalDate, today: LocalDate): string {
  if (date === today) return 'Today';
  const sameMonth = date.slice(0, 7) === today.slice(0, 7);
  return plain((sameMonth ? day : dayOfMonth).format(noonOf(date)));
}

/** "today 11:42", "Thu 26, 11:42" */
export function moment(instant: InstantText, today: LocalDate, on: LocalDate): string {
  const time = clockTime(instant);
  return on === today ? `today ${time}` : `${shortDay(on, today)}, ${time}`;
}

/** "Thursday 26 November" */
export function fullDay(date: LocalDate): string {
  return plain(longDay.format(noonOf(date)));
}

/** Days from a date to today, as a span: "5 d"; the first day is "today". */
export function spanSince(since: LocalDate, today: LocalDate): string {
  const days = midnightsBetween(since, today);
  return days <= 0 ? 'today' : `${days} d`;
}

/** How many days an expected date lies behind today: "+4 d", or nothing. */
export function slip(expected: LocalDate, today: LocalDate): string {
  const days = midnightsBetween(expected, today);
  return days > 0 ? `+${days} d` : '';
}

/** Engines differ in whether a comma follows the weekday. */
function plain(text: string): string {
  return text.replace(',', '');
}

/** Hour of the day in London, 0 to 23. */
export function hourOf(instant: InstantText): number {
  return Number(clockTime(instant).slice(0, 2));
}

const dateAlone = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  day: 'numeric',
  month: 'short',
});

/** "16 Nov"; what is no date stands as it came. */
export function dayAndMonth(date: LocalDate): string {
  const noon = noonOf(date);
  return Number.isNaN(noon.getTime()) ? date : dateAlone.format(noon);
}
