import type { DayView } from '../red-green/day.js';
import type { RoundKind } from './round.js';

/**
 * Whether a round has from a day what it asks for: a morning any mark of the day, which is what
 * "reviewed" means everywhere; a huddle the final word.
 */
export function isJudged(day: Pick<DayView, 'reviewed' | 'final'>, kind: RoundKind): boolean {
  return kind === 'huddle' ? day.final !== null : day.reviewed;
}
