import { describe, expect, it } from '@jest/globals';
import { bedsOf, daysWords } from './ward-words.js';

describe('the settings of a ward in words', () => {
  it('says the days of a round as a ward says them', () => {
    expect(daysWords([1, 2, 3, 4, 5, 6, 7])).toBe('every day');
    expect(daysWords([1, 2, 3, 4, 5])).toBe('Mon to Fri');
    expect(daysWords([5, 1, 3])).toBe('Mon, Wed, Fri');
    expect(daysWords([6, 7])).toBe('Sat, Sun');
  });

  it('reads beds in the order in which they are written, with ranges', () => {
    expect(bedsOf('A1-A3, B9\nB10; A2')).toEqual(['A1', 'A2', 'A3', 'B9', 'B10']);
    expect(bedsOf('1-3')).toEqual(['1', '2', '3']);
  });

  it('takes what is no range as the name of a bed', () => {
    expect(bedsOf('A1-B3 Chair-2 5-1')).toEqual(['A1-B3', 'Chair-2', '5-1']);
  });
});
