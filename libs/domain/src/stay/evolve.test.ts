import { describe, expect, it } from '@jest/globals';
import { aFact } from '../../../../test/builders/fact.js';
import { aDelay, aStay } from '../../../../test/builders/stay.js';
import type { StayFact } from '../fact/fact.js';
import { epochMs, londonInstant } from '../time/london.js';
import { evolveStay, foldStay } from './evolve.js';
import { dayHeads, placeOn, stateOf, viewOf } from './state.js';

const ADMITTED = aFact('stay-admitted', {
  patient: 'RWE.P1',
  ward: 'W1',
  bed: 'A1',
  admittedAt: '2026-06-01T18:00:00Z',
  source: 'PAS',
  responsibleAuthority: 'E06000016',
});
const BECAUSE = { id: 'RWE.N1', seal: 'f'.repeat(64) };
const after = (...facts: StayFact[]) => {
  const state = foldStay([ADMITTED, ...facts]);
  if (state === null) throw new Error('an admission makes a stay');
  return state;
};
const planned = (date: string, colour: 'red' | 'green') =>
  aFact('day-marked', {
    date,
    kind: 'planned',
    colour,
    ...(colour === 'red' ? { constraint: 'I01' } : {}),
  });

describe('a stay told by its facts', () => {
  it('begins with its admission and nothing else', () => {
    expect(after()).toMatchObject({
      stay: 'RWE.S1',
      organisation: 'RWE',
      ward: 'W1',
      bed: 'A1',
      admittedOn: '2026-06-01',
      leftAt: null,
      version: 0,
      days: {},
      responsibleAuthority: 'E06000016',
      specialty: null,
    });
    expect(() => foldStay([planned('2026-06-01', 'red')])).toThrow('not an admission');
    expect(foldStay([])).toBeNull();
  });

  it('is where its latest move took it, also when an earlier move is told later', () => {
    const evening = aFact('stay-moved', { ward: 'W3', bed: 'C1', at: '2026-06-02T18:00:00Z' });
    const morning = aFact('stay-moved', { ward: 'W2', bed: 'B1', at: '2026-06-02T08:00:00Z' });
    const state = after(evening, morning);
    expect(state).toMatchObject({ ward: 'W3', bed: 'C1', version: 2 });
    expect(state.places.map((place) => place.ward)).toEqual(['W1', 'W2', 'W3']);
    const noon = epochMs(londonInstant('2026-06-02', '12:00'));
    expect(placeOn(state, noon, epochMs).ward).toBe('W2');
    expect(placeOn(state, 0, epochMs).ward).toBe('W1');
  });

  it('takes particulars as they come and leaves on a London date', () => {
    const state = after(
      aFact('stay-updated', { consultant: 'Dr Green', expectedDischargeDate: '2026-06-09' }),
      aFact('stay-left', { at: '2026-06-08T23:30:00Z', to: 'home' }),
    );
    expect(state).toMatchObject({
      consultant: 'Dr Green',
      leftOn: '2026-06-09',
      leftTo: 'home',
      version: 2,
    });
  });

  it('counts each command on a day, a withdrawal too, and keeps plan and final word apart', () => {
    const value = { date: '2026-06-02', kind: 'final', colour: 'green', value: 'V01' } as const;
    const state = after(planned('2026-06-02', 'red'), aFact('day-marked', value));
    expect(state.days['2026-06-02']).toMatchObject({
      version: 2,
      planned: { colour: 'red', constraint: 'I01', by: 'nurse.W1', late: false },
      final: { colour: 'green', value: 'V01' },
      redSince: null,
    });
    const back = evolveStay(
      state,
      aFact('day-mark-withdrawn', { date: '2026-06-02', kind: 'final', because: BECAUSE }),
    );
    expect(back.days['2026-06-02']).toMatchObject({
      version: 3,
      final: null,
      redSince: '2026-06-02',
    });
  });

  it('joins the runs of later days when a forgotten day is marked', () => {
    const state = after(
      planned('2026-06-02', 'red'),
      planned('2026-06-04', 'red'),
      planned('2026-06-03', 'green'),
    );
    expect(state.days['2026-06-04']?.redSince).toBe('2026-06-04');
  });

  it('keeps exactly one open delay primary while any is open', () => {
    const opened = (delay: string, since: string, primary: boolean) => {
      const {
        endedAt: _e,
        withdrawn: _w,
        version: _v,
        ...body
      } = aDelay({ delay, since, primary });
      return aFact('delay-opened', body);
    };
    const primaries = (...facts: StayFact[]) =>
      after(...facts)
        .delays.filter((one) => one.primary && one.endedAt === null)
        .map((one) => one.delay);
    const a = opened('A', '2026-06-03T09:00:00Z', true);
    const b = opened('B', '2026-06-02T09:00:00Z', false);
    const c = opened('C', '2026-06-04T09:00:00Z', true);
    const endC = aFact('delay-ended', { delay: 'C', at: '2026-06-05T09:00:00Z' });
    const withdrawB = aFact('delay-withdrawn', { delay: 'B', because: BECAUSE });
    expect(primaries(a, b)).toEqual(['A']);
    expect(primaries(a, b, c)).toEqual(['C']);
    expect(primaries(a, b, c, endC)).toEqual(['B']);
    expect(primaries(a, b, c, endC, withdrawB)).toEqual(['A']);
  });

  it('leaves a stay without identity standing when its patient is erased', () => {
    const state = after(aFact('patient-identified', { patient: 'RWE.P2', seal: 'a'.repeat(64) }));
    expect(state.patient).toBe('RWE.P2');
    expect(evolveStay(state, aFact('patient-erased', { patient: 'RWE.P2' }))).toEqual(state);
  });
});

describe('the row of a stay', () => {
  it('holds the last day touched and the last judged day before it', () => {
    const because = BECAUSE;
    const state = after(
      planned('2026-06-02', 'red'),
      planned('2026-06-03', 'green'),
      aFact('day-mark-withdrawn', { date: '2026-06-03', kind: 'planned', because }),
      planned('2026-06-04', 'red'),
    );
    expect(dayHeads(state.days)).toMatchObject({
      latest: { date: '2026-06-04' },
      before: { date: '2026-06-02' },
    });
    expect(dayHeads({})).toEqual({ latest: null, before: null });
  });

  it('gives the stay back with the days that were read', () => {
    const state = aStay({ days: after(planned('2026-06-02', 'red')).days });
    expect(stateOf(viewOf(state), Object.values(state.days))).toEqual(state);
  });
});
