import type { LocalDate } from '#domain';
import { addDays, nhsCheckDigit } from '#domain';
import { nameFrom } from './names.js';
import type { Name } from './names.js';
import type { Random } from './random.js';

/** A person who exists nowhere. */
export interface SyntheticPerson extends Name {
  readonly dateOfBirth: LocalDate;
}

export function personFrom(
  random: Random,
  { on, mentalHealth }: { readonly on: LocalDate; readonly mentalHealth: boolean },
): SyntheticPerson {
  const name = nameFrom(random);
  const days = Math.round(ageFrom(random, mentalHealth) * 365.25);
  return { ...name, dateOfBirth: addDays(on, -days) };
}

/** Years of age: most in a general hospital are old, most on a mental health ward of working age. */
function ageFrom(random: Random, mentalHealth: boolean): number {
  const [middle, spread] = mentalHealth ? [42, 13] : [74, 15];
  return within(YOUNGEST, OLDEST, middle + spread * random.bell() + random.next());
}

const YOUNGEST = 18;
const OLDEST = 101;

/** What lies beyond an edge is mirrored at it: cut off, it would pile up there as people of one age. */
function within(low: number, high: number, years: number): number {
  const mirrored = years > high ? 2 * high - years : years;
  return mirrored < low ? Math.min(high, 2 * low - mirrored) : mirrored;
}

/** Numbers of those who are there when the house opens, and of those who come while it lives: never the same. */
export const FIRST_PATIENTS = 0;
export const LATER_PATIENTS = 500_000;

const EACH = 500_000;
/** Has no factor in common with the half million, so that each number comes once before one comes again. */
const STEP = 118_033;

/**
 * The NHS number of a turn, of the range 999, which is never issued: after half a million turns they
 * begin again. Null for one turn in eleven, whose number has no check digit.
 */
export function syntheticNhsNumber(from: number, turn: number): string | null {
  const place = from + (((((turn % EACH) + EACH) % EACH) * STEP) % EACH);
  const nine = `999${String(place).padStart(6, '0')}`;
  const check = nhsCheckDigit(nine);
  const whole = `${nine}${check ?? ''}`;
  return check === null || /^(.)\1+$/.test(whole) ? null : whole;
}
