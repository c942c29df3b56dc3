import type { Board } from '#contracts';
import { isJudged } from '#domain';
import type { RoundKind } from '#domain';

/** What a ward's day asks for at this time of it, in a line, and how many patients it is still asked for. */
export interface Asked {
  readonly kind: RoundKind;
  readonly left: number;
  readonly words: string;
}

/** Before the huddle's hour a first word on every patient, from then on the final one. */
export function askedOf(
  { rows, roundDue, huddleAt }: Pick<Board, 'rows' | 'roundDue' | 'huddleAt'>,
  time: string,
): Asked {
  const kind: RoundKind = huddleAt !== null && time >= huddleAt ? 'huddle' : 'morning';
  const left = roundDue ? rows.filter(({ day }) => !isJudged(day, kind)).length : 0;
  return { kind, left, words: roundDue ? words(kind, left, huddleAt) : 'no round is due today' };
}

function words(kind: RoundKind, left: number, huddleAt: string | null): string {
  if (kind === 'huddle') {
    if (left === 0) return 'every patient has a final word';
    return `huddle due ${huddleAt ?? ''}, ${left === 1 ? '1 day waits' : `${left} days wait`} for the final word`;
  }
  if (left === 0) return 'every patient is reviewed';
  return left === 1 ? '1 patient is not yet reviewed' : `${left} patients are not yet reviewed`;
}
