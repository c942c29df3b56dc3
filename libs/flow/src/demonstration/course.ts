import type { LocalDate } from '#domain';
import { addDays, londonDate, midnightsBetween } from '#domain';
import type { Course } from './house.js';
import { instantAt } from './london-days.js';
import type { Random } from './random.js';

/** Reasons inside the hospital, each as often as it is met. */
export const INSIDE: readonly (readonly [string, number])[] = [
  ['I01', 12],
  ['I02', 10],
  ['I03', 5],
  ['I04', 11],
  ['I05', 4],
  ['I06', 9],
  ['I07', 5],
  ['I08', 10],
  ['I09', 9],
  ['I10', 4],
  ['I11', 10],
  ['I12', 5],
  ['I13', 3],
  ['I14', 3],
  ['I15', 3],
  ['I16', 4],
  ['I17', 2],
  ['I18', 3],
  ['I19', 1],
];

/** Reasons at a partner, each as often as it is met. */
const OUTSIDE: readonly (readonly [string, number])[] = [
  ['E01', 14],
  ['E02', 20],
  ['E03', 12],
  ['E04', 6],
  ['E05', 7],
  ['E06', 6],
  ['E07', 11],
  ['E08', 4],
  ['E09', 5],
  ['E10', 5],
  ['E11', 2],
  ['E12', 4],
  ['E13', 2],
  ['E14', 3],
  ['E15', 6],
  ['E16', 3],
  ['E17', 2],
  ['E18', 3],
  ['E19', 2],
];

/** What a patient whose care is done waits for: three in four wait for a partner. */
export function waitFrom(random: Random): string {
  return random.weighted(random.chance(0.75) ? OUTSIDE : INSIDE);
}

/** Shorter stays rarely end in a wait; of the others about two in five do, for a quarter to half of their length. */
export function courseOf(random: Random, admittedOn: LocalDate, leaveMs: number): Course {
  const leaveOn = londonDate(instantAt(leaveMs));
  const days = midnightsBetween(admittedOn, leaveOn);
  const waits = days >= 4 && random.chance(0.42);
  const waiting = Math.max(2, Math.round(days * (0.25 + random.next() * 0.3)));
  return {
    leaveOn,
    waitFrom: waits ? addDays(leaveOn, -waiting) : null,
    waitsFor: waitFrom(random),
  };
}
