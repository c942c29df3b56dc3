import { describe, expect, it } from '@jest/globals';
import { aBoard } from '../live/samples.js';
import { marksColours, noColoursWords } from './colours.js';

describe('a ward that uses red and green', () => {
  it('does so from its date on, whether a round is due that day or not', () => {
    const board = aBoard({ date: '2026-03-04', redGreenFrom: '2026-03-04', roundDue: false });
    expect(marksColours(board)).toBe(true);
    expect(noColoursWords(board)).toBeNull();
  });

  it('says from when, as long as it does not', () => {
    const board = aBoard({ date: '2026-03-04', redGreenFrom: '2026-03-09' });
    expect(marksColours(board)).toBe(false);
    expect(noColoursWords(board)).toBe('This ward uses red and green from Monday 9 March.');
  });

  it('is not one without a date, and not one that counts hours, which says so itself', () => {
    const never = aBoard({ redGreenFrom: null });
    expect(marksColours(never)).toBe(false);
    expect(noColoursWords(never)).toBe('This ward does not use red and green.');
    const assessment = aBoard({ kind: 'assessment', redGreenFrom: null });
    expect(marksColours(assessment)).toBe(false);
    expect(noColoursWords(assessment)).toBeNull();
  });
});
