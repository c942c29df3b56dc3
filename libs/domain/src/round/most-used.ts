import type { ReasonEntry } from '../reference/reference.js';

/** As many as a hand finds without looking, and as there are digits next to one another. */
export const MOST_USED = 7;
/** Closed days that are looked at: four of each weekday. */
export const MOST_USED_DAYS = 28;

/**
 * The reasons for red that a ward gave most often on its last closed days, most used first, equals in
 * the order of the list. A ward without a past is offered the list's first ones. A reason that the
 * list no longer has is not offered.
 */
export function mostUsed(
  days: ReadonlyMap<string, number>,
  reasons: readonly ReasonEntry[],
): string[] {
  return reasons
    .map(({ code }, place) => ({ code, place, days: days.get(code) ?? 0 }))
    .sort((a, b) => b.days - a.days || a.place - b.place)
    .slice(0, MOST_USED)
    .map(({ code }) => code);
}
