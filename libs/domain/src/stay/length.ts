import { midnightsBetween } from '../time/london.js';
import type { LocalDate } from '../time/london.js';

export type Band = 'none' | 'stranded' | 'long' | 'super-stranded';

/** Numbers of midnights from which a band begins. `strandedOver` is exclusive, as the ward says "over six". */
export interface LengthThresholds {
  readonly strandedOver: number;
  readonly longFrom: number;
  readonly superStrandedFrom: number;
}

/**
 * Length of stay in days: midnights crossed from the day of admission to the day of the census, or of leaving.
 * The UK count: a stay that ends on its first day is 0. Never hours divided by 24.
 */
export function losDays(admittedOn: LocalDate, on: LocalDate): number {
  return Math.max(0, midnightsBetween(admittedOn, on));
}

/**
 * The long-stay band. Over 6 midnights is stranded, 14 or more long, 21 or more super-stranded
 * (NHS England counts "7, 14, 21 days or over"; over six whole days is the same set as seven or more).
 * @example band(6, t) === 'none'; band(7, t) === 'stranded'
 */
export function bandOf(days: number, thresholds: LengthThresholds): Band {
  if (days >= thresholds.superStrandedFrom) return 'super-stranded';
  if (days >= thresholds.longFrom) return 'long';
  return days > thresholds.strandedOver ? 'stranded' : 'none';
}
