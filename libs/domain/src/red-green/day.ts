import type { Colour } from '../fact/fact.js';
import { judgementOf } from '../stay/state.js';
import type { DayHeads, DayRecord, Judgement } from '../stay/state.js';
import { addDays, londonInstant } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** The time of the next day at which a day is locked: afterwards a mark needs a reason for being late. */
export const LOCK_AT = '12:00';

/** A day as a board shows it. */
export interface DayView {
  readonly date: LocalDate;
  readonly colour: Colour;
  readonly planned: Judgement | null;
  readonly final: Judgement | null;
  readonly reviewed: boolean;
  readonly constraint: string | null;
  readonly redSince: LocalDate | null;
  readonly carriedOver: boolean;
  readonly note: string | null;
  readonly version: number;
}

/**
 * A day as the screen shows it on `date`. Colour is the final judgement, else the planned one, else
 * red: a day is red until someone says otherwise (Red2Green, starts red). A red whose reason is still
 * open from the last judged day is carried over and shown, not counted.
 */
export function dayView(heads: DayHeads, date: LocalDate): DayView {
  const today = heads.latest?.date === date ? heads.latest : null;
  const judgement = judgementOf(today);
  const version = today?.version ?? 0;
  if (judgement !== null)
    return {
      date,
      colour: judgement.colour,
      planned: today?.planned ?? null,
      final: today?.final ?? null,
      reviewed: true,
      constraint: judgement.constraint,
      redSince: today?.redSince ?? null,
      carriedOver: false,
      note: judgement.note,
      version,
    };
  const last = lastJudgedBefore(heads, date);
  const carried = judgementOf(last);
  const open = carried?.colour === 'red' ? carried : null;
  return {
    date,
    colour: 'red',
    planned: null,
    final: null,
    reviewed: false,
    constraint: open?.constraint ?? null,
    redSince: open === null ? null : (last?.redSince ?? null),
    carriedOver: open !== null,
    note: null,
    version,
  };
}

function lastJudgedBefore(heads: DayHeads, date: LocalDate): DayRecord | null {
  for (const day of [heads.latest, heads.before])
    if (day !== null && day.date < date && judgementOf(day) !== null) return day;
  return null;
}

/**
 * Red runs after a change: each red judged day takes the start of the run before it, a green one ends
 * the run, a day nobody judged neither extends nor breaks it. The earliest day of the window keeps
 * what it had unless it is the changed one.
 */
export function withRedRuns(
  days: Readonly<Record<LocalDate, DayRecord>>,
  changed: LocalDate,
): Record<LocalDate, DayRecord> {
  const result: Record<LocalDate, DayRecord> = {};
  let run: LocalDate | null = null;
  for (const date of Object.keys(days).sort()) {
    const day = days[date];
    if (day === undefined) continue;
    const judgement = judgementOf(day);
    let redSince = day.redSince;
    if (date >= changed) redSince = judgement?.colour === 'red' ? (run ?? date) : null;
    result[date] = redSince === day.redSince ? day : { ...day, redSince };
    if (judgement !== null) run = judgement.colour === 'red' ? (redSince ?? date) : null;
  }
  return result;
}

/** The instant from which a mark on `date` is late. */
export function lockedFrom(date: LocalDate): InstantText {
  return londonInstant(addDays(date, 1), LOCK_AT);
}
