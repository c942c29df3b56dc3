import { describe, expect, it } from '@jest/globals';
import { anItem } from '../live/samples.js';
import { NOBODY, choicesOf, filtered, filtersOf } from './filters.js';

const items = [
  anItem('a', { ward: 'W1', owner: 'x', since: '2026-03-03' }),
  anItem('b', { ward: 'W2', owner: 'x', since: '2026-02-03' }),
  anItem('c', { ward: 'W2', owner: null, ownerName: null, site: null, kind: 'delay' }),
];
const filters = (text: string) => filtersOf(new URLSearchParams(text));

describe('narrowing the waiting list', () => {
  it('shows all, longest first, when nothing is chosen', () => {
    expect(filtered(items, filters('')).map((item) => item.id)).toEqual(['b', 'c', 'a']);
  });

  it('keeps what passes every choice', () => {
    expect(filtered(items, filters('owner=x&ward=W2')).map((item) => item.id)).toEqual(['b']);
    expect(filtered(items, filters(`owner=${NOBODY}`)).map((item) => item.id)).toEqual(['c']);
    expect(filtered(items, filters('kind=delay')).map((item) => item.id)).toEqual(['c']);
  });

  it('counts for each value what the other choices leave', () => {
    expect(choicesOf(items, filters('ward=W2'), 'owner')).toEqual([
      { value: 'x', count: 1 },
      { value: NOBODY, count: 1 },
    ]);
  });

  it('keeps a chosen value among the choices even when nobody waits for it', () => {
    expect(choicesOf(items, filters('owner=gone'), 'owner')[0]).toEqual({
      value: 'gone',
      count: 0,
    });
  });
});
