import { describe, expect, it } from '@jest/globals';
import { viewOf } from '#domain';
import { aDay, aStay } from '../../../test/builders/stay.js';
import { StayShelf } from './shelf.js';

const MARKED = '2026-06-02';

function shelved(own: Parameters<typeof aStay>[0] = {}) {
  const view = viewOf(aStay({ days: { [MARKED]: aDay(MARKED) }, ...own }));
  return { view, seq: 3, patient: null, notes: {}, reference: 7 };
}

describe('stays that were just shown', () => {
  it('are given once, so that two marks never rest on the same copy', () => {
    const shelf = new StayShelf();
    shelf.put(shelved());
    expect(shelf.take('RWE.S1', MARKED)).toMatchObject({
      stay: { seq: 3 },
      reference: 7,
      command: null,
    });
    expect(shelf.take('RWE.S1', MARKED)).toBeNull();
  });

  it('serve a mark on the latest day or after it, and none on a day before', () => {
    const shelf = new StayShelf();
    for (const [date, served] of [
      ['2026-06-01', false],
      [MARKED, true],
      ['2026-06-03', true],
    ] as const) {
      shelf.put(shelved());
      expect(shelf.take('RWE.S1', date) !== null).toBe(served);
    }
  });

  it('do not hold a patient who has left', () => {
    const shelf = new StayShelf();
    shelf.put(shelved());
    shelf.put(shelved({ leftAt: '2026-06-03T12:00:00Z' }));
    expect(shelf.take('RWE.S1', null)).toBeNull();
  });

  it('are forgotten when words are erased', () => {
    const shelf = new StayShelf();
    shelf.put(shelved());
    shelf.clear();
    expect(shelf.take('RWE.S1', MARKED)).toBeNull();
  });
});
