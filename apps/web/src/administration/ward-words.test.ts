import { describe, expect, it } from '@jest/globals';
import { daysWords } from './ward-words.js';

describe('the settings of a ward in words', () => {
  it('says the days of a round as a ward says them', () => {
    expect(daysWords([1, 2, 3, 4, 5, 6, 7])).toBe('every day');
    expect(daysWords([1, 2, 3, 4, 5])).toBe('Mon to Fri');
    expect(daysWords([5, 1, 3])).toBe('Mon, Wed, Fri');
    expect(daysWords([6, 7])).toBe('Sat, Sun');
  });
});
