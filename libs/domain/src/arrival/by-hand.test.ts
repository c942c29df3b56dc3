import { describe, expect, it } from '@jest/globals';
import { aStay } from '../../../../test/builders/stay.js';
import { viewOf } from '../stay/state.js';
import type { StayState } from '../stay/state.js';
import { sayByHand } from './by-hand.js';
import type { ByHand } from './by-hand.js';

const NOW = '2026-06-02T12:00:00Z';

function say(said: ByHand, own: Partial<StayState> = {}, asked = {}) {
  const result = sayByHand(viewOf(aStay(own)), said, { ifVersion: 0, at: NOW, now: NOW, ...asked });
  return result.ok ? result.value : result.refusal.code;
}

const gone: Partial<StayState> = {
  leftAt: '2026-06-02T10:00:00Z',
  leftBetween: ['2026-06-02T07:00:00Z', '2026-06-02T10:00:00Z'],
};

describe('what a ward says of a stay by hand', () => {
  it('is a fact at the time it happened', () => {
    expect(say({ do: 'move', ward: 'W2', bed: 'B1' })).toEqual([
      { type: 'stay-moved', body: { ward: 'W2', bed: 'B1', at: NOW, byHand: true } },
    ]);
    expect(say({ do: 'leave', to: 'home' })).toEqual([
      { type: 'stay-left', body: { at: NOW, to: 'home' } },
    ]);
    expect(say({ do: 'away' })).toEqual([{ type: 'stay-away', body: { at: NOW } }]);
    expect(say({ do: 'back' })).toEqual([{ type: 'stay-back', body: { at: NOW } }]);
    expect(say({ do: 'still-here' })).toEqual([
      { type: 'stay-resumed', body: { at: NOW } },
      { type: 'stay-seen', body: { ward: 'W1', bed: 'A1', at: NOW, byHand: true } },
    ]);
  });

  it('is refused when the stay changed, or at a time that cannot be', () => {
    const leave = { do: 'leave', to: 'home' } as const;
    expect(say(leave, { version: 1 })).toBe('stay-changed');
    expect(say(leave, {}, { at: '2026-06-02T12:00:01Z' })).toBe('at-in-future');
    expect(say(leave, {}, { at: '2026-06-01T23:59:59Z', now: '2026-06-03T12:00:00Z' })).toBe(
      'at-too-old',
    );
    expect(say(leave, {}, { at: '2026-06-01T17:59:59Z' })).toBe('at-before-admission');
    const places = [
      { ward: 'W1', bed: 'A1', from: '2026-06-01T18:00:00Z' },
      { ward: 'W2', bed: 'B1', from: '2026-06-02T09:00:00Z' },
    ];
    expect(say(leave, { places }, { at: '2026-06-02T08:59:59Z' })).toBe('at-before-admission');
    const seen = [{ ward: 'W2', bed: 'B1', from: '2026-06-02T11:00:00Z' }];
    const before = { at: '2026-06-02T10:00:00Z' };
    const move = { do: 'move', ward: 'W3', bed: null } as const;
    expect(say(move, { places, seen }, before)).toBe('stay-changed');
    expect(say(leave, { places, seen }, before)).toHaveLength(1);
    const own = seen.map((one) => ({ ...one, byHand: true as const }));
    expect(say(move, { places, seen: own }, before)).toEqual([
      { type: 'stay-moved', body: { ward: 'W3', bed: null, byHand: true, ...before } },
    ]);
  });

  it('says of who is gone by absence that they left or are here, and of who left nothing', () => {
    expect(say({ do: 'leave', to: 'died' }, gone)).toMatchObject([{ type: 'stay-left' }]);
    expect(say({ do: 'still-here' }, gone)).toMatchObject([{ type: 'stay-resumed' }, {}]);
    expect(say({ do: 'away' }, gone)).toBe('stay-ended');
    expect(say({ do: 'still-here' }, { leftAt: '2026-06-02T10:00:00Z' })).toBe('stay-ended');
  });
});
