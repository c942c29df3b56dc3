import { describe, expect, it } from '@jest/globals';
import { createKnownVersions } from './known-versions.js';

describe('the version that a change builds on', () => {
  it('is what was told, where the screen still shows an older one', () => {
    const known = createKnownVersions();
    expect(known.next('plan of s1', 0, 2)).toBe(2);
    known.learn('plan of s1', 1);
    known.learn('plan of s1', 0);
    expect(known.next('plan of s1', 0, 0)).toBe(1);
    expect(known.next('plan of s1', 4, 1)).toBe(5);
    expect(known.next('plan of s2', 0, 0)).toBe(0);
  });
});
