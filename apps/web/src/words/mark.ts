import { judgementOf } from '#domain';
import type { Colour, DayView, MarkKind } from '#domain';

/** How a day's mark is drawn and said. Fill says how sure, shape which colour, the rest repeats it. */
export interface MarkLook {
  readonly look: 'red' | 'green' | 'unreviewed';
  readonly sure: MarkKind | null;
  readonly letter: 'R' | 'G';
  readonly word: string;
  readonly how: string;
}

const WORD: Readonly<Record<Colour, string>> = { red: 'Red', green: 'Green' };

export function lookOf(colour: Colour, sure: MarkKind): MarkLook {
  return {
    look: colour,
    sure,
    letter: colour === 'red' ? 'R' : 'G',
    word: WORD[colour],
    how: sure,
  };
}

export const UNREVIEWED: MarkLook = {
  look: 'unreviewed',
  sure: null,
  letter: 'R',
  word: 'Not reviewed',
  how: '',
};

/** The look of a day: final, else planned, else not reviewed. */
export function markLook(day: Pick<DayView, 'planned' | 'final'>): MarkLook {
  const judgement = day.final ?? day.planned;
  if (judgement === null) return UNREVIEWED;
  return lookOf(judgement.colour, day.final === null ? 'planned' : 'final');
}

/** What is read aloud after the words of the mark, and only read: "Red planned" + ": Imaging". */
export function spokenAfter(day: DayView, constraint: string | null, roundDue: boolean): string {
  const judgement = judgementOf(day);
  if (judgement === null) return roundDue ? ' today, counts as red' : '';
  return judgement.colour === 'red' && constraint !== null ? `: ${constraint}` : '';
}

/** "red, Imaging" or "green", in the middle of a sentence. */
export function briefMark(colour: Colour, reason: string | null): string {
  return colour === 'red' && reason !== null ? `red, ${reason}` : colour;
}
