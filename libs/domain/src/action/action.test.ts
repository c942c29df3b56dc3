import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDelay, aStay } from '../../../../test/builders/stay.js';
import type { Fact, NewFact, StayFact } from '../fact/fact.js';
import { markDay } from '../red-green/mark.js';
import { evolveStay } from '../stay/evolve.js';
import type { StayState } from '../stay/state.js';
import { lastDoneOn, openAction } from './act-on.js';
import { isShownOn } from './action.js';

const book = aBook();
const SEALED = { id: 'RWE.N1', seal: 'f'.repeat(64) };
const OPENED = {
  action: 'RWE.A1',
  what: SEALED,
  owner: 'UHL-PHARMACY',
  dueAt: '2026-06-03T13:00:00.000Z',
};

const told = (stay: StayState, fact: NewFact, at: string): StayState =>
  evolveStay(stay, {
    ...fact,
    organisation: 'RWE',
    stream: `stay:${stay.stay}`,
    at,
    by: 'nurse.W1',
  } as Fact as StayFact);
const opened = told(aStay(), { type: 'action-opened', body: OPENED }, '2026-06-03T08:00:00.000Z');
const done = told(
  opened,
  { type: 'action-done', body: { action: 'RWE.A1' } },
  // Half past midnight in London: the day after, whatever Greenwich says.
  '2026-06-03T23:30:00.000Z',
);
const [held] = done.actions ?? [];

describe('an action', () => {
  it('is shown while it is open, and on the London day on which it was done', () => {
    const [open] = opened.actions ?? [];
    if (open === undefined || held === undefined) throw new Error('the action is there');
    expect([isShownOn(open, '2026-06-03'), isShownOn(open, '2026-07-03')]).toEqual([true, true]);
    expect([isShownOn(held, '2026-06-03'), isShownOn(held, '2026-06-04')]).toEqual([false, true]);
  });

  it('is what a green gave on the day on which it was done, and on no other', () => {
    const green = (date: string) =>
      markDay(
        done,
        { date, ifVersion: 0, kind: 'final', colour: 'green' },
        { now: '2026-06-04T09:00:00Z', book },
      );
    expect(lastDoneOn(done, '2026-06-04')).toBe(held);
    expect(green('2026-06-04')).toMatchObject({ ok: true, value: { body: { action: 'RWE.A1' } } });
    expect(green('2026-06-03')).toMatchObject({ refusal: { code: 'value-required' } });
  });

  it('is laid aside a week after it was settled, when the next is spoken of', () => {
    const next = (at: string) =>
      told(done, { type: 'action-opened', body: { ...OPENED, action: 'RWE.A2' } }, at).actions?.map(
        ({ action }) => action,
      );
    expect(next('2026-06-11T09:00:00.000Z')).toEqual(['RWE.A1', 'RWE.A2']);
    expect(next('2026-06-12T09:00:00.000Z')).toEqual(['RWE.A2']);
  });

  it('may move a delay that is open, on a stay that goes on', () => {
    const now = '2026-06-03T09:00:00Z';
    const asked = { ...OPENED, delay: aDelay().delay };
    const ask = (stay: StayState) => openAction(stay, asked, { now, book });
    expect(ask(aStay({ delays: [aDelay()] }))).toMatchObject({ ok: true });
    expect(ask(aStay({ delays: [aDelay({ endedAt: now })] }))).toMatchObject({
      refusal: { code: 'delay-not-open' },
    });
    expect(ask(aStay({ leftAt: now, leftOn: '2026-06-03' }))).toMatchObject({
      refusal: { code: 'stay-ended' },
    });
  });
});
