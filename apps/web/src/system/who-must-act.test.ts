import { describe, expect, it } from '@jest/globals';
import type { Waiting } from '#domain';
import { someCounts } from '../live/samples.js';
import { choicesOf, narrowedOf, roundsOf, whoMustAct } from './who-must-act.js';

const waits = (owner: string | null, since: string, over: Partial<Waiting> = {}): Waiting => ({
  owner,
  ownerName: owner,
  level: 0,
  authority: null,
  age: '2',
  since,
  red: 1,
  delayed: 0,
  ...over,
});
const all = narrowedOf(new URLSearchParams());
const items = [
  someCounts('a', { waiting: [waits('X', '2026-03-02'), waits('Y', '2026-02-20', { age: '7' })] }),
  someCounts('b', {
    site: 'RWEAE',
    waiting: [waits('X', '2026-02-25', { age: '7', delayed: 2, authority: 'E06000016' })],
  }),
  someCounts('c', { waiting: null }),
];

describe('who must act, on the system screen', () => {
  it('stand by the longest wait, with what waits for them on every ward', () => {
    expect(whoMustAct(items, 'owner', all)).toEqual([
      { key: 'Y', ownerName: 'Y', red: 1, delayed: 0, since: '2026-02-20' },
      { key: 'X', ownerName: 'X', red: 2, delayed: 2, since: '2026-02-25' },
    ]);
  });

  it('are counted by site, council, age or level too', () => {
    expect(whoMustAct(items, 'site', all).map((act) => act.key)).toEqual(['RWEAA', 'RWEAE']);
    expect(whoMustAct(items, 'authority', all).map((act) => act.key)).toEqual(['', 'E06000016']);
    expect(whoMustAct(items, 'age', all).map((act) => [act.key, act.red])).toEqual([
      ['7', 2],
      ['2', 1],
    ]);
  });

  it('are narrowed by every choice at once', () => {
    const narrowed = narrowedOf(new URLSearchParams('owner=X&site=RWEAA'));
    expect(whoMustAct(items, 'owner', narrowed)).toMatchObject([{ key: 'X', red: 1, delayed: 0 }]);
    expect(choicesOf(items, 'owner')).toEqual(['X', 'Y']);
  });

  it('put the one with more first when two wait as long', () => {
    const equal = [waits('A', '2026-03-01'), waits('B', '2026-03-01', { red: 4 })];
    const acts = whoMustAct([someCounts('a', { waiting: equal })], 'owner', all);
    expect(acts.map((act) => act.key)).toEqual(['B', 'A']);
  });
});

describe('the wards that have begun', () => {
  it('are those with a mark of today: what was marked yesterday does not count', () => {
    const yesterday = { red: 0, green: 0, unreviewed: 20, lastMarkAt: '2026-03-03T14:00:00Z' };
    expect(
      roundsOf([
        someCounts('a', yesterday),
        someCounts('b', { red: 1, green: 0 }),
        someCounts('hidden', { red: null, green: 0 }),
        someCounts('not due', { roundDue: false }),
        someCounts('empty', { occupied: 0, red: 0, green: 0, unreviewed: 0 }),
      ]),
    ).toEqual({ due: 3, begun: 2 });
  });
});
