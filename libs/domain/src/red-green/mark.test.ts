import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import type { StayState } from '../stay/state.js';
import { checkActedAt, markDay, withdrawMark } from './mark.js';
import type { MarkDay } from './mark.js';

const NOW = '2026-06-03T08:30:00Z';
const DATE = '2026-06-03';
const book = aBook();

const ask = (own: Partial<MarkDay> = {}): MarkDay => ({
  date: DATE,
  ifVersion: 0,
  kind: 'planned',
  colour: 'red',
  constraint: 'I04',
  ...own,
});
const without = (field: keyof MarkDay, own: Partial<MarkDay> = {}): MarkDay => {
  const { [field]: _left, ...rest } = ask(own);
  return rest as MarkDay;
};
const mark = (own: Partial<MarkDay> = {}, stay: StayState = aStay(), now = NOW) =>
  markDay(stay, ask(own), { now, book });
const refused = (code: string, details?: object) => ({
  ok: false,
  refusal: details === undefined ? { code } : { code, details },
});

const SEALED = { id: 'RWE.N1', seal: 'f'.repeat(64) };

describe('a mark', () => {
  it('says red with what the day waits for', () => {
    expect(
      mark({
        owner: 'UHL-IMAGING',
        dueAt: '2026-06-03T13:00:00Z',
        otherConstraints: ['I06'],
        note: SEALED,
      }),
    ).toEqual({
      ok: true,
      value: {
        type: 'day-marked',
        body: {
          date: DATE,
          kind: 'planned',
          colour: 'red',
          constraint: 'I04',
          otherConstraints: ['I06'],
          note: SEALED,
          owner: 'UHL-IMAGING',
          dueAt: '2026-06-03T13:00:00Z',
        },
      },
    });
  });

  it('says green in one tap when it is the plan', () => {
    expect(
      markDay(aStay(), without('constraint', { colour: 'green' }), { now: NOW, book }),
    ).toEqual({
      ok: true,
      value: { type: 'day-marked', body: { date: DATE, kind: 'planned', colour: 'green' } },
    });
  });

  it('keeps no reason of a green day', () => {
    const decided = mark({
      colour: 'green',
      kind: 'final',
      value: 'V01',
      otherConstraints: ['I06'],
    });
    expect(decided).toMatchObject({ ok: true, value: { body: { colour: 'green', value: 'V01' } } });
    expect(JSON.stringify(decided)).not.toContain('I0');
  });

  it('is a final red that inherits the reason of the morning', () => {
    const stay = aStay({ days: { [DATE]: aDay(DATE) } });
    const decided = markDay(stay, without('constraint', { kind: 'final', ifVersion: 1 }), {
      now: NOW,
      book,
    });
    expect(decided).toMatchObject({
      ok: true,
      value: { body: { kind: 'final', constraint: 'I01' } },
    });
  });

  it('does not inherit a reason for a plan, nor from a plan that was green', () => {
    const red = aStay({ days: { [DATE]: aDay(DATE) } });
    const green = aStay({
      days: { [DATE]: aDay(DATE, { planned: aJudgement({ colour: 'green' }) }) },
    });
    const context = { now: NOW, book };
    expect(markDay(red, without('constraint', { ifVersion: 1 }), context)).toEqual(
      refused('constraint-required'),
    );
    expect(markDay(green, without('constraint', { kind: 'final', ifVersion: 1 }), context)).toEqual(
      refused('constraint-required'),
    );
  });

  it('is refused without a reason, in either way of leaving it out', () => {
    expect(markDay(aStay(), without('constraint'), { now: NOW, book })).toEqual(
      refused('constraint-required'),
    );
    expect(mark({ constraint: '' })).toEqual(refused('constraint-required'));
  });

  it('is refused as a final green that does not say what the day gave', () => {
    expect(mark({ kind: 'final', colour: 'green' })).toEqual(refused('value-required'));
  });

  it('is refused with a reason that the list does not have on that date', () => {
    const list = { list: 'red-constraints' };
    expect(mark({ constraint: 'X99' })).toEqual(refused('reason-not-in-list', list));
    expect(mark({ otherConstraints: ['X99'] })).toEqual(refused('reason-not-in-list', list));
    const before = aStay({ admittedAt: '2016-06-01T10:00:00Z' });
    expect(mark({ date: '2016-06-02' }, before, '2016-06-02T09:00:00Z')).toEqual(
      refused('reason-not-in-list', list),
    );
  });

  it('is refused with a value that the list does not have, and with nobody to act', () => {
    expect(mark({ kind: 'final', colour: 'green', value: 'I01' })).toEqual(
      refused('value-not-in-list', { list: 'green-values' }),
    );
    expect(mark({ owner: 'NOBODY' })).toEqual(refused('owner-unknown', { owner: 'NOBODY' }));
  });

  it('is refused when somebody else changed the day in the meantime', () => {
    expect(mark({ ifVersion: 0 }, aStay({ days: { [DATE]: aDay(DATE) } }))).toEqual(
      refused('day-changed'),
    );
    expect(mark({ ifVersion: 1 })).toEqual(refused('day-changed'));
  });

  it('is refused for a day before admission, after leaving and in the future', () => {
    const gone = aStay({ leftAt: '2026-06-03T06:00:00Z' });
    expect(mark({ date: '2026-05-31' })).toEqual(
      refused('day-not-in-stay', { date: '2026-05-31' }),
    );
    expect(mark({ date: '2026-06-04' })).toEqual(
      refused('day-not-in-stay', { date: '2026-06-04' }),
    );
    expect(mark({ date: '2026-06-04' }, gone, '2026-06-04T09:00:00Z')).toEqual(
      refused('day-not-in-stay', { date: '2026-06-04' }),
    );
  });

  it('is refused for a day that had not begun when the person acted', () => {
    const acted = (at: string) => mark({ date: '2026-06-03', at });
    expect(acted('2026-06-01T22:30:00Z')).toEqual(
      refused('day-not-in-stay', { date: '2026-06-03' }),
    );
    expect(acted('2026-06-02T22:59:59Z')).toEqual(
      refused('day-not-in-stay', { date: '2026-06-03' }),
    );
    // Midnight is London's, where it is summer.
    expect(acted('2026-06-02T23:00:00Z').ok).toBe(true);
  });

  it('is taken for the day of admission and the day of leaving', () => {
    expect(mark({ date: '2026-06-01' }, aStay(), '2026-06-01T20:00:00Z').ok).toBe(true);
    expect(mark({}, aStay({ leftAt: '2026-06-03T06:00:00Z' })).ok).toBe(true);
  });

  it('needs a reason for being late from noon of the next day on, and not a second earlier', () => {
    const locked = refused('late-reason-required', { lockedAt: '2026-06-03T11:00:00.000Z' });
    expect(mark({ date: '2026-06-02' }, aStay(), '2026-06-03T10:59:59Z').ok).toBe(true);
    expect(mark({ date: '2026-06-02' }, aStay(), '2026-06-03T11:00:00Z')).toEqual(locked);
    expect(
      mark({ date: '2026-06-02', late: SEALED }, aStay(), '2026-06-03T11:00:00Z'),
    ).toMatchObject({
      ok: true,
      value: { body: { late: SEALED } },
    });
  });

  it('counts as given when the person acted, for a tablet that had no network', () => {
    const acted = { date: '2026-06-02', at: '2026-06-03T10:00:00Z' };
    expect(mark(acted, aStay(), '2026-06-03T20:00:00Z').ok).toBe(true);
    expect(mark({ at: '2026-06-03T08:30:01Z' })).toEqual(refused('at-in-future'));
    expect(mark({ at: '2026-06-01T20:29:59Z' })).toEqual(refused('at-too-old'));
    expect(checkActedAt('2026-06-01T20:30:00Z', NOW).ok).toBe(true);
  });
});

describe('taking a mark back', () => {
  const because = SEALED;
  const both = aDay(DATE, { version: 2, final: aJudgement({ colour: 'green', value: 'V01' }) });

  it('takes the final word first, then the plan', () => {
    const stay = (day: typeof both) => aStay({ days: { [DATE]: day } });
    expect(withdrawMark(stay(both), { date: DATE, because })).toEqual({
      ok: true,
      value: { type: 'day-mark-withdrawn', body: { date: DATE, kind: 'final', because } },
    });
    expect(withdrawMark(stay({ ...both, final: null }), { date: DATE, because })).toMatchObject({
      value: { body: { kind: 'planned' } },
    });
  });

  it('is refused where there is nothing to take back, and on a day that changed', () => {
    const empty = aDay(DATE, { planned: null });
    expect(withdrawMark(aStay(), { date: DATE, because })).toEqual(refused('day-not-marked'));
    expect(withdrawMark(aStay({ days: { [DATE]: empty } }), { date: DATE, because })).toEqual(
      refused('day-not-marked'),
    );
    const stay = aStay({ days: { [DATE]: both } });
    expect(withdrawMark(stay, { date: DATE, because, ifVersion: 1 })).toEqual(
      refused('day-changed'),
    );
    expect(withdrawMark(stay, { date: DATE, because, ifVersion: 2 }).ok).toBe(true);
  });
});
