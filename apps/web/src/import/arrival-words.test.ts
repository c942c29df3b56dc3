import { describe, expect, it } from '@jest/globals';
import { INBOUND_CODES } from '#contracts';
import { hasWords, reasonWords } from './arrival-words.js';

describe('the words of why something was not taken', () => {
  it('are there for every code that the service may say', () => {
    expect(Object.keys(INBOUND_CODES).filter((code) => !hasWords(code))).toEqual([]);
  });

  it('are sentences, and name the code only where nobody thought of it', () => {
    for (const code of Object.keys(INBOUND_CODES)) {
      expect(reasonWords(code)).toMatch(/^[A-Z].*[.?]$/s);
      expect(reasonWords(code)).not.toContain(`(${code})`);
    }
    expect(reasonWords('never-heard')).toContain('never-heard');
  });
});
