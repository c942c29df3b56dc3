import { describe, expect, it } from '@jest/globals';
import { daysWords, fileSentence } from './ward-words.js';

describe('the settings of a ward in words', () => {
  it('says the days of a round as a ward says them', () => {
    expect(daysWords([1, 2, 3, 4, 5, 6, 7])).toBe('every day');
    expect(daysWords([1, 2, 3, 4, 5])).toBe('Mon to Fri');
    expect(daysWords([5, 1, 3])).toBe('Mon, Wed, Fri');
    expect(daysWords([6, 7])).toBe('Sat, Sun');
  });

  it('says what a file of wards does in one sentence', () => {
    const refused = [{ line: 4, field: 'kind', code: 'malformed' }];
    const file = { set: ['W1', 'W2', 'W3'], made: ['W1'], refused };
    expect(fileSentence(file, 'would')).toBe('1 new ward, 2 to be changed; 1 line not taken.');
    expect(fileSentence({ ...file, refused: [] }, 'done')).toBe('1 new ward, 2 changed.');
    expect(fileSentence({ set: [], made: [], refused }, 'would')).toBe(
      'No ward can be set; 1 line not taken.',
    );
  });
});
