import type { LocalDate } from '#domain';
import { addDays, londonDate, midnightsBetween } from '#domain';
import { instantAt, waitFrom } from '#synthetic';
import type { Random } from '#synthetic';
import type { Course } from './house.js';

/** Shorter stays rarely end in a wait; of the others about two in five do, for a quarter to half of their length. */
export function courseOf(
  random: Random,
  stay: { readonly organisation: string; readonly admittedOn: LocalDate },
  leaveMs: number,
): Course {
  const { organisation, admittedOn } = stay;
  const leaveOn = londonDate(instantAt(leaveMs));
  const days = midnightsBetween(admittedOn, leaveOn);
  const waits = days >= 4 && random.chance(0.42);
  const waiting = Math.max(2, Math.round(days * (0.25 + random.next() * 0.3)));
  return {
    leaveOn,
    waitFrom: waits ? addDays(leaveOn, -waiting) : null,
    waitsFor: waitFrom(random, organisation),
  };
}
