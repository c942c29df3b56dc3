import { londonDate } from '#domain';
import { dateOf, instantOf, type ReadTime, type TimeParts } from '../london-time.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const SLASHED_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/;
const NAMED_DATE = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})/;
const ISO_CLOCK = /^[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;
const PLAIN_CLOCK = /^[ ](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

type DateParts = Pick<TimeParts, 'year' | 'month' | 'day'>;

interface Split {
  readonly date: DateParts;
  readonly rest: string;
  readonly clockForm: RegExp;
}

/**
 * The instant of a time in one of the forms a census may use: ISO 8601 (`2026-05-01T08:30+01:00`,
 * also with a space and without offset), `dd/mm/yyyy[ hh:mm[:ss]]`, `dd-MMM-yyyy[ hh:mm[:ss]]`.
 * Day before month always: a file written month first is refused where it shows (`05/31/2026`).
 */
export function readWrittenTime(text: string): ReadTime | undefined {
  const split = splitDate(text.trim());
  if (split === undefined) return undefined;
  if (split.rest === '') return instantOf(split.date);
  const clock = split.clockForm.exec(split.rest);
  if (clock === null) return undefined;
  const [, hour, minute, second, fraction, offset] = clock;
  return instantOf({
    ...split.date,
    clock: { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) },
    ...(fraction === undefined ? {} : { nanoseconds: Number(fraction.padEnd(9, '0')) }),
    ...(offset === undefined ? {} : { offset: fullOffset(offset) }),
  });
}

/** The London date of a date or time in the same forms. */
export function readWrittenDate(text: string): string | undefined {
  const trimmed = text.trim();
  const split = splitDate(trimmed);
  if (split === undefined) return undefined;
  const { year, month, day } = split.date;
  if (split.rest === '') return dateOf(year, month, day);
  const time = readWrittenTime(trimmed);
  return time === undefined ? undefined : londonDate(time.instant);
}

/** The date as written, whatever time stands behind it: a birthday does not move with an offset. */
export function readBirthDate(text: string): string | undefined {
  const trimmed = text.trim();
  const split = splitDate(trimmed);
  if (split === undefined || (split.rest !== '' && readWrittenTime(trimmed) === undefined)) {
    return undefined;
  }
  return dateOf(split.date.year, split.date.month, split.date.day);
}

function splitDate(text: string): Split | undefined {
  const iso = ISO_DATE.exec(text);
  if (iso !== null) {
    const [all, year, month, day] = iso;
    return { date: numbers(year, month, day), rest: text.slice(all.length), clockForm: ISO_CLOCK };
  }
  const slashed = SLASHED_DATE.exec(text);
  if (slashed !== null) {
    const [all, day, month, year] = slashed;
    return {
      date: numbers(year, month, day),
      rest: text.slice(all.length),
      clockForm: PLAIN_CLOCK,
    };
  }
  const named = NAMED_DATE.exec(text);
  if (named === null) return undefined;
  const [all, day, name, year] = named;
  const month = String(MONTHS.indexOf((name ?? '').toLowerCase()) + 1);
  return { date: numbers(year, month, day), rest: text.slice(all.length), clockForm: PLAIN_CLOCK };
}

function numbers(year?: string, month?: string, day?: string): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function fullOffset(offset: string): string {
  if (/^z$/i.test(offset)) return 'Z';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}
