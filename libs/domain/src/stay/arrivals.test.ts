import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aFact } from '../../../../test/builders/fact.js';
import { isOnBoard } from '../board/row.js';
import type { StayFact } from '../fact/fact.js';
import { foldStay } from './evolve.js';
import { viewOf } from './state.js';

const ADMITTED = aFact('stay-admitted', {
  patient: 'RWE.P1',
  ward: 'W1',
  bed: 'A1',
  admittedAt: '2026-06-01T18:00:00Z',
  source: 'PAS',
});

function after(...facts: StayFact[]) {
  const state = foldStay([ADMITTED, ...facts]);
  if (state === null) throw new Error('an admission makes a stay');
  return state;
}

const between = ['2026-06-02T07:00:00Z', '2026-06-02T10:00:00Z'] as const;
const absent = aFact('stay-left', { at: between[1], to: 'not-known', between });

describe('a stay that feeds speak of', () => {
  it('is on the board until the end of the day on which it was missed, and goes on when it is named again', () => {
    const gone = after(absent);
    expect(gone).toMatchObject({ leftBetween: between, leftOn: '2026-06-02' });
    expect(isOnBoard(viewOf(gone), '2026-06-02')).toBe(true);
    expect(isOnBoard(viewOf(gone), '2026-06-03')).toBe(false);
    const back = after(absent, aFact('stay-resumed', { at: '2026-06-02T11:00:00Z' }));
    expect(back).toMatchObject({ leftAt: null, leftOn: null, leftTo: null, leftBetween: null });
    expect(back.version).toBe(2);
  });

  it('lies in the same places by any order of its moves and of what took them back', () => {
    const at = (time: string) => `2026-06-02T${time}:00Z`;
    const facts: StayFact[] = [
      aFact('stay-moved', { ward: 'W2', bed: 'B1', at: at('08:00') }),
      aFact('stay-moved', { ward: 'W3', bed: 'C1', at: at('09:00') }),
      { ...aFact('stay-move-cancelled', { ward: 'W3', from: null }), at: at('09:30') },
      aFact('stay-moved', { ward: 'W4', bed: 'D1', at: at('10:00') }),
      { ...aFact('stay-move-cancelled', { ward: 'W4', from: at('10:00') }), at: at('11:00') },
    ];
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
    fc.assert(
      fc.property(orders, (order) => {
        const state = after(...order.flatMap((index) => facts[index] ?? []));
        expect(state.places.map(({ ward }) => ward)).toEqual(['W1', 'W2']);
        expect(state).toMatchObject({ ward: 'W2', bed: 'B1' });
      }),
    );
  });

  it('is where it was seen last, by any order of what was seen and of moves that came late', () => {
    const at = (time: string) => `2026-06-02T${time}:00Z`;
    const facts: StayFact[] = [
      aFact('stay-moved', { ward: 'W2', bed: 'B1', at: at('08:00') }),
      aFact('stay-seen', { ward: 'W2', bed: 'B1', at: at('08:30') }),
      aFact('stay-moved', { ward: 'W3', bed: 'C1', at: at('09:00') }),
      aFact('stay-seen', { ward: 'W2', bed: null, at: at('10:00') }),
      aFact('stay-seen', { ward: 'W2', bed: 'B1', at: at('10:30') }),
      { ...aFact('stay-move-cancelled', { ward: 'W2', from: null }), at: at('11:00') },
    ];
    const places = [
      { ward: 'W1', bed: 'A1', from: '2026-06-01T18:00:00Z' },
      { ward: 'W2', bed: 'B1', from: at('08:30'), seen: true },
      { ward: 'W3', bed: 'C1', from: at('09:00') },
      { ward: 'W2', bed: null, from: at('10:00'), seen: true },
      { ward: 'W2', bed: 'B1', from: at('10:30'), seen: true },
    ];
    const all = facts.map((_, index) => index);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        const state = after(...order.flatMap((index) => facts[index] ?? []));
        expect(state.places).toEqual(places);
        expect(state).toMatchObject({ ward: 'W2', bed: 'B1' });
      }),
    );
  });

  it('is a new version only when it was seen elsewhere, and not seen when that is taken back', () => {
    const here = aFact('stay-seen', { ward: 'W1', bed: 'A1', at: between[0] });
    expect(after(here, here)).toMatchObject({ version: 0, ward: 'W1', places: [{}] });
    const there = aFact('stay-seen', { ward: 'W2', bed: null, at: between[1] });
    expect(after(here, there)).toMatchObject({ version: 1, ward: 'W2', bed: null });
    const back = aFact('stay-unseen', { ward: 'W2', at: between[1] });
    expect(after(here, there, back)).toMatchObject({ version: 2, ward: 'W1', bed: 'A1' });
  });

  it('is where its ward moves it, also to a time before the ward itself saw it, by one version', () => {
    const seen = { ward: 'W1', bed: 'A1', at: between[1], byHand: true } as const;
    const moved = { ward: 'W2', bed: 'B1', at: between[0] };
    const own = after(aFact('stay-seen', seen), aFact('stay-moved', { ...moved, byHand: true }));
    expect(own).toMatchObject({ version: 1, ward: 'W2' });
    expect(after(aFact('stay-seen', seen), aFact('stay-moved', moved)).ward).toBe('W1');
  });

  it('keeps of what was seen each day the first and the last, and a week of it', () => {
    const day = (n: number, hour: string) => `2026-06-${String(n).padStart(2, '0')}T${hour}:00:00Z`;
    const days = Array.from({ length: 20 }, (_, n) => n + 2);
    const told = days.flatMap((n) =>
      ['08', '10', '12', '14'].map((hour) =>
        aFact('stay-seen', { ward: 'W1', bed: 'A1', at: day(n, hour) }),
      ),
    );
    const { seen = [] } = after(...told);
    expect(seen.slice(-3).map(({ from }) => from)).toEqual([
      day(20, '14'),
      day(21, '08'),
      day(21, '14'),
    ]);
    expect(seen.length).toBeLessThan(18);
  });

  it('is confirmed by a word that says nothing new, without a new version', () => {
    const heard = { ...aFact('stay-updated', { told: ['specialty'] }), at: '2026-06-03T08:00:00Z' };
    expect(after(heard)).toMatchObject({ version: 0, lastConfirmedAt: heard.at });
    const older = { ...aFact('stay-updated', {}), at: '2026-06-02T08:00:00Z' };
    expect(after(heard, older)).toMatchObject({ version: 0, lastConfirmedAt: heard.at });
  });

  it('is over and on no board when it never was, and on leave until it is said to be back', () => {
    const because = 'admission-cancelled' as const;
    const state = after(aFact('stay-voided', { at: between[0], because }));
    expect(state).toMatchObject({ voided: { because }, leftOn: '2026-06-01' });
    expect(isOnBoard(viewOf(state), '2026-06-01')).toBe(false);
    const away = aFact('stay-away', { at: between[0] });
    expect(after(away).awaySince).toBe(between[0]);
    expect(after(away, aFact('stay-back', { at: between[1] })).awaySince).toBeNull();
  });
});
