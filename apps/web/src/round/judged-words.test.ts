import { describe, expect, it } from '@jest/globals';
import { leftWords, resultWords } from './judged-words.js';

describe('what a round says of whom it left', () => {
  it('calls a day not reviewed in the morning alone', () => {
    expect(leftWords('morning', 1)).toEqual({
      who: '1 patient is not reviewed.',
      counts: 'A day that nobody marks counts as red.',
    });
  });

  it('says at the huddle that a plan counts, so that a planned green is not called red', () => {
    expect(leftWords('huddle', 13)).toEqual({
      who: '13 patients have no final word yet.',
      counts: 'A day counts by its plan, and as red where nobody said anything.',
    });
  });

  it('says of how many', () => {
    expect(resultWords('morning', 16, 25)).toBe('16 of 25 reviewed');
    expect(resultWords('huddle', 13, 26)).toBe('13 of 26 have a final word');
  });
});
