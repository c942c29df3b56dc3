import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook } from '../../../../test/builders/book.js';
import { heldOn } from '../reference/reference.js';
import { MOST_USED, mostUsed } from './most-used.js';

const reasons = heldOn(aBook().reasonLists.get('red-constraints'), '2026-06-03')?.reasons ?? [];
const codes = reasons.map(({ code }) => code);

describe('a ward’s most used reasons for red', () => {
  it('come most used first, equals in the order of the list', () => {
    const days = new Map([
      ['E02', 9],
      ['I04', 20],
      ['I02', 9],
    ]);
    expect(mostUsed(days, reasons).slice(0, 4)).toEqual(['I04', 'I02', 'E02', 'I01']);
  });

  it('are the first ones of the list on a ward without a past', () => {
    expect(mostUsed(new Map(), reasons)).toEqual(codes.slice(0, MOST_USED));
  });

  it('are never more than a hand finds, never twice, and never one that the list no longer has', () => {
    const counted = fc.dictionary(fc.constantFrom(...codes, 'OLD'), fc.nat(100));
    fc.assert(
      fc.property(counted, (days) => {
        const found = mostUsed(new Map(Object.entries(days)), reasons);
        expect(found).toHaveLength(MOST_USED);
        expect(new Set(found).size).toBe(MOST_USED);
        for (const code of found) expect(codes).toContain(code);
        const least = Math.min(...found.map((code) => days[code] ?? 0));
        for (const code of codes)
          if (!found.includes(code)) expect(days[code] ?? 0).toBeLessThanOrEqual(least);
      }),
    );
  });
});
