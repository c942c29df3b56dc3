import { describe, expect, it } from '@jest/globals';
import { anItem } from '../live/samples.js';
import { NOBODY, byOwner, choicesOf, filtered, filtersOf } from './filters.js';

const items = [
  anItem('a', { ward: 'W1', owner: 'x', since: '2026-03-03' }),
  anItem('b', { ward: 'W2', owner: 'x', since: '2026-02-03' }),
  anItem('c', { ward: 'W2', owner: null, ownerName: null, site: null, kind: 'delay' }),
];
const TODAY = '2026-03-10';
const filters = (text: string) => filtersOf(new URLSearchParams(text));

describe('narrowing the waiting list', () => {
  it('shows all, longest first, when nothing is chosen', () => {
    expect(filtered(items, filters(''), TODAY).map((item) => item.id)).toEqual(['b', 'c', 'a']);
  });

  it('keeps what passes every choice', () => {
    expect(filtered(items, filters('owner=x&ward=W2'), TODAY).map((item) => item.id)).toEqual([
      'b',
    ]);
    expect(filtered(items, filters(`owner=${NOBODY}`), TODAY).map((item) => item.id)).toEqual([
      'c',
    ]);
    expect(filtered(items, filters('kind=delay'), TODAY).map((item) => item.id)).toEqual(['c']);
  });

  it('keeps what waits as long as asked, and what holds every word', () => {
    const ids = (text: string) => filtered(items, filters(text), TODAY).map((item) => item.id);
    expect(ids('age=7&ward=W1')).toEqual(['a']);
    expect(ids('age=0&ward=W1')).toEqual([]);
    expect(ids('text=w2')).toEqual(['b', 'c']);
    expect(ids('text=w2 nobody-of-that-name')).toEqual([]);
  });

  it('stands by who must act, whoever has the longest wait first', () => {
    const groups = byOwner(filtered(items, filters(''), TODAY));
    expect(groups.map((group) => [group.owner, group.items.length])).toEqual([
      ['x', 2],
      [NOBODY, 1],
    ]);
  });

  it('counts for each value what the other choices leave', () => {
    expect(choicesOf(items, filters('ward=W2'), 'owner', TODAY)).toEqual([
      { value: 'x', count: 1 },
      { value: NOBODY, count: 1 },
    ]);
  });

  it('keeps a chosen value among the choices even when nobody waits for it', () => {
    expect(choicesOf(items, filters('owner=gone'), 'owner', TODAY)[0]).toEqual({
      value: 'gone',
      count: 0,
    });
  });
});
