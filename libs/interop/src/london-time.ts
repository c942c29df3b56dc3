import { Temporal } from 'temporal-polyfill';
import { LONDON } from '#domain';

/** A point in time read from text, and what had to be assumed to get it. */
export interface ReadTime {
  /** ISO 8601 with `Z`. */
  readonly instant: string;
  readonly warnings: readonly TimeWarning[];
}

type TimeWarning = 'local-time-doubled' | 'local-time-missing' | 'time-of-day-missing';

/** The parts of a time as it stood in a text; without `offset` it is London's wall clock. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Absent when the text named only a date. */
  readonly clock?: { readonly hour: number; readonly minute: number; readonly second: number };
  /** Fraction of a second in nanoseconds. */
  readonly nanoseconds?: number;
  /** `Z`, `+01:00` or `-00:30`. */
  readonly offset?: string;
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000;
const YEAR_MIN = 1800;
const YEAR_MAX = 2200;

/**
 * The instant of a time that was written down, or undefined when no calendar or clock has it.
 *
 * A wall-clock time that London skips in March moves forward by the hour that is missing; one that
 * happens twice in October is the first of the two. Both are said, because a length of stay or a
 * measure "before midday" may rest on them. A date alone is taken as that day's first moment.
 */
export function instantOf(parts: TimeParts): ReadTime | undefined {
  if (parts.year < YEAR_MIN || parts.year > YEAR_MAX) return undefined;
  const clock = parts.clock ?? { hour: 0, minute: 0, second: 0 };
  const nanoseconds = parts.nanoseconds ?? 0;
  const fields = {
    year: parts.year,
    month: parts.month,
    day: parts.day,
    ...clock,
    millisecond: Math.floor(nanoseconds / NANOSECONDS_PER_MILLISECOND),
  };
  try {
    const local = Temporal.PlainDateTime.from(fields, { overflow: 'reject' });
    if (parts.offset !== undefined) {
      const instant = Temporal.Instant.from(`${local.toString()}${parts.offset}`);
      return { instant: instant.toString(), warnings: [] };
    }
    const dateOnly: TimeWarning[] = parts.clock === undefined ? ['time-of-day-missing'] : [];
    return inLondon(local, dateOnly);
  } catch (error) {
    // Temporal says "no such day or hour" by throwing; that is an answer here, not a fault.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function inLondon(local: Temporal.PlainDateTime, warnings: TimeWarning[]): ReadTime {
  const earlier = local.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(LONDON, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) {
    return { instant: earlier.toInstant().toString(), warnings };
  }
  const doubled = earlier.toPlainDateTime().equals(local);
  const chosen = doubled ? earlier : later;
  const said: TimeWarning = doubled ? 'local-time-doubled' : 'local-time-missing';
  return { instant: chosen.toInstant().toString(), warnings: [...warnings, said] };
}

/** A calendar date as `YYYY-MM-DD`, or undefined when there is no such day. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (year < YEAR_MIN || year > YEAR_MAX) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
