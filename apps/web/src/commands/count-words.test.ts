import { describe, expect, it } from '@jest/globals';
import { countWords, waitWords } from './count-words.js';

const MARK = { mark: { colour: 'green', kind: 'planned' } } as const;
const PLAN = {};

describe('what waits to be sent', () => {
  it('is called a mark where it is one, and a change where it is not', () => {
    expect(countWords([MARK])).toBe('1 mark');
    expect(countWords([MARK, MARK])).toBe('2 marks');
    expect(countWords([PLAN])).toBe('1 change');
    expect(countWords([PLAN, PLAN, PLAN])).toBe('3 changes');
    expect(countWords([MARK, PLAN, MARK])).toBe('2 marks and 1 other change');
  });

  it('waits alone or together', () => {
    expect(waitWords([MARK])).toBe('1 mark waits');
    expect(waitWords([MARK, PLAN])).toBe('1 mark and 1 other change wait');
  });
});
