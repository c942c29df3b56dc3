import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partsOf } from './census-parts.js';

const ward = fc.integer({ min: 0, max: 30 }).map((n) => `W${n}`);

describe('the parts of a census', () => {
  it('have every ward once, and wards between which patients moved together', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(ward, { minLength: 1 }),
        fc.array(fc.tuple(ward, ward)),
        (wards, moved) => {
          const parts = partsOf(wards, moved, () => 28);
          expect(parts.flat().sort()).toEqual([...wards].sort());
          for (const [from, to] of moved) {
            if (!wards.includes(from) || !wards.includes(to)) continue;
            expect(parts.find((part) => part.includes(from))).toContain(to);
          }
        },
      ),
    );
  });

  it('are no larger than a statement may be, unless one ward or a chain of moves is', () => {
    const wards = Array.from({ length: 400 }, (_, n) => `W${n}`);
    expect(Math.max(...partsOf(wards, [], () => 250).map((part) => part.length))).toBe(2);
    const chain = wards.slice(1).map((to, n): [string, string] => [`W${n}`, to]);
    expect(Math.max(...partsOf(wards, chain, () => 250).map((part) => part.length))).toBe(2);
    expect(partsOf(wards, chain, () => 5)).toHaveLength(1);
  });
});
