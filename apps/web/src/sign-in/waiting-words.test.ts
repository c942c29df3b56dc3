import { describe, expect, it } from '@jest/globals';
import { waitingWords } from './waiting-words.js';

const MARK = { mark: { colour: 'red', kind: 'final' } } as const;

describe('what a person reads whose session has ended', () => {
  it('tells what waits to be sent, each by its name', () => {
    expect(waitingWords([MARK])).toBe('Sign in again; 1 mark waits for you and will be sent then.');
    expect(waitingWords([MARK, MARK, {}])).toBe(
      'Sign in again; 2 marks and 1 other change wait for you and will be sent then.',
    );
  });

  it('speaks of no mark where none waits', () => {
    expect(waitingWords([])).toBe('Sign in again.');
    expect(waitingWords([{}])).not.toMatch('mark');
  });
});
