import { describe, expect, it } from '@jest/globals';
import { randomBytes } from './random.js';

describe('random bytes', () => {
  it('are never handed out twice, from one pool to the next', () => {
    const drawn = Array.from({ length: 2_000 }, () => randomBytes(16).toString('hex'));
    expect(new Set(drawn).size).toBe(2_000);
    expect(drawn.every((text) => text.length === 32)).toBe(true);
  });

  it('stay what they were when later ones are drawn', () => {
    const first = randomBytes(8);
    const before = first.toString('hex');
    for (let i = 0; i < 1_000; i += 1) randomBytes(8);
    expect(first.toString('hex')).toBe(before);
  });
});
