import { dateOf, instantOf, type ReadTime } from '../london-time.js';

/** HL7 v2 date/time: `YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]` (v2.5 chapter 2.A.22). */
const TIMESTAMP =
  /^(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(?:(\d{2})(?:\.(\d{1,9}))?)?)?([+-]\d{4})?$/;

/**
 * The instant of an HL7 timestamp, or undefined when it names none: a year or a month alone is no
 * point in time. Without an offset it is London's wall clock, which is what a hospital's system
 * means. An hour without minutes is that hour's start.
 */
export function readTimestamp(text: string): ReadTime | undefined {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (month === undefined || day === undefined) return undefined;
  const clock =
    hour === undefined
      ? undefined
      : { hour: Number(hour), minute: Number(minute ?? 0), second: Number(second ?? 0) };
  const offset = zone === undefined ? undefined : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return instantOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    ...(clock === undefined ? {} : { clock }),
    ...(fraction === undefined ? {} : { nanoseconds: Number(fraction.padEnd(9, '0')) }),
    // An offset on a bare date says nothing about the day: the date is taken as London's.
    ...(offset === undefined || clock === undefined ? {} : { offset }),
  });
}

export type ReadDate =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly code: 'date-incomplete' | 'date-unreadable' };

/**
 * The calendar date of an HL7 date or timestamp, as written: a date of birth sent with a time and
 * an offset is still that date, wherever one reads it.
 */
export function readDate(text: string): ReadDate {
  const match = TIMESTAMP.exec(text.trim());
  if (match === null) return { ok: false, code: 'date-unreadable' };
  const [, year, month, day] = match;
  if (month === undefined || day === undefined) return { ok: false, code: 'date-incomplete' };
  const date = dateOf(Number(year), Number(month), Number(day));
  return date === undefined ? { ok: false, code: 'date-unreadable' } : { ok: true, date };
}

/** An instant as an HL7 timestamp in UTC, to the second: `20260501081500+0000`. */
export function writeTimestamp(instant: string): string {
  return `${instant.replace(/\D/g, '').slice(0, 14).padEnd(14, '0')}+0000`;
}
