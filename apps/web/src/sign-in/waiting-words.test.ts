import { describe, expect, it } from '@jest/globals';
import { waitingWords } from './waiting-words.js';

describe('what a person reads whose session has ended', () => {
  it('tells how many marks wait to be sent', () => {
    expect(waitingWords(1)).toBe('Sign in again; one mark waits for you and will be sent then.');
    expect(waitingWords(3)).toBe('Sign in again; 3 marks wait for you and will be sent then.');
  });

  it('speaks of no mark where none waits', () => {
    expect(waitingWords(0)).toBe('Sign in again.');
  });
});
