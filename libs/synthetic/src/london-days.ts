import type { InstantText, LocalDate } from '#domain';
import { epochMs, instantText, londonInstant } from '#domain';
import { Temporal } from 'temporal-polyfill';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const known = new Map<string, number>();
const KNOWN_MAX = 5_000;

/** Milliseconds of a London wall-clock time. Every ward asks for the same few times of the same dates. */
export function londonMs(date: LocalDate, time = '00:00'): number {
  const key = `${date} ${time}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const ms = epochMs(londonInstant(date, time));
  known.set(key, ms);
  return ms;
}

let last: { readonly second: number; readonly text: InstantText } = { second: NaN, text: '' };

/**
 * The instant of some milliseconds, in whole seconds as a person's watch has it. One happening asks
 * for its own instant several times over.
 */
export function instantAt(ms: number): InstantText {
  const second = Math.floor(ms / 1000);
  if (second !== last.second)
    last = { second, text: instantText(Temporal.Instant.fromEpochMilliseconds(second * 1000)) };
  return last.text;
}
