import { usesRedGreen } from '#domain';
import type { Board } from '#contracts';
import { fullDay } from '../words/dates.js';
import { countsHours } from './hours.js';

type OfColours = Pick<Board, 'kind' | 'date' | 'redGreenFrom'>;

/** Whether days of a ward are judged red or green on the board's date, round day or not. */
export function marksColours(board: OfColours): boolean {
  return usesRedGreen(board, board.date);
}

/** Said once, at the head of a board without colours; a ward that counts hours says that. */
export function noColoursWords(board: OfColours): string | null {
  const { kind, redGreenFrom } = board;
  if (marksColours(board) || countsHours(kind)) return null;
  return redGreenFrom === null
    ? 'This ward does not use red and green.'
    : `This ward uses red and green from ${fullDay(redGreenFrom)}.`;
}
