import { describe, expect, it } from '@jest/globals';
import { meaningOf } from './keys.js';

describe('keys on a mark', () => {
  it('mark with one letter, and choose with one digit', () => {
    expect(meaningOf('g', false, false)).toEqual({ means: 'green' });
    expect(meaningOf('R', false, false)).toEqual({ means: 'red' });
    expect(meaningOf('3', false, false)).toEqual({ means: 'choice', index: 2 });
    expect(meaningOf('0', false, false)).toBeNull();
  });

  it('mean nothing while somebody types, except to close', () => {
    expect(meaningOf('g', true, false)).toBeNull();
    expect(meaningOf('Escape', true, false)).toEqual({ means: 'close' });
  });

  it('take nothing from the browser', () => {
    expect(meaningOf('r', false, true)).toBeNull();
  });
});
