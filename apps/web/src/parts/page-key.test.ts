import { describe, expect, it } from '@jest/globals';
import { isTypedIn } from './page-key.js';

describe('a key that the page itself hears', () => {
  it('belongs to whoever types, and not to a tick box or a button', () => {
    expect(isTypedIn('TEXTAREA', '')).toBe(true);
    expect(isTypedIn('INPUT', 'text')).toBe(true);
    expect(isTypedIn('INPUT', 'radio')).toBe(false);
    expect(isTypedIn('BUTTON', 'button')).toBe(false);
  });
});
