import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aStay } from '../../../../test/builders/stay.js';
import type { Fact, StayFact } from '../fact/fact.js';
import { evolveStay } from '../stay/evolve.js';
import type { StayState } from '../stay/state.js';
import { changePlan } from './change-plan.js';
import type { ChangePlan } from './change-plan.js';
import { expectedDate, todayOn, tomorrowOn } from './plan.js';
import { softPrompts } from './prompts.js';

const book = aBook();
const AT = '2026-06-03T08:30:00.000Z';
const TODAY = '2026-06-03';
const SEALED = { id: 'RWE.N1', seal: 'f'.repeat(64) };
const BOTH = { physiological: SEALED, functional: { ...SEALED, id: 'RWE.N2' } };

const plan = (asked: Omit<ChangePlan, 'ifVersion'>, stay: StayState = aStay(), at = AT) =>
  changePlan(stay, { ...asked, ifVersion: stay.plan?.version ?? 0 }, { at, book });
const planned = (asked: Omit<ChangePlan, 'ifVersion'>, stay: StayState = aStay(), at = AT) => {
  const decided = plan(asked, stay, at);
  if (!decided.ok) throw new Error(decided.refusal.code);
  const frame = { organisation: 'RWE', stream: `stay:${stay.stay}`, at, by: 'nurse.W1' };
  return evolveStay(stay, { ...decided.value, ...frame } as Fact as StayFact);
};
const fed = (expectedDischargeDate: string | null, stay: StayState) =>
  evolveStay(stay, {
    type: 'stay-updated',
    body: { expectedDischargeDate },
    organisation: 'RWE',
    stream: `stay:${stay.stay}`,
    at: '2026-06-03T09:00:00.000Z',
    by: 'feed',
  });

describe('the expected date of discharge', () => {
  it('is the ward’s own word over a feed’s, whichever came last, and the feed’s again when taken back', () => {
    const said = planned({ expectedDischargeDate: '2026-06-08' });
    expect(expectedDate(said)).toBe('2026-06-08');
    const told = fed('2026-06-05', said);
    expect(expectedDate(told)).toBe('2026-06-08');
    expect(expectedDate(planned({ expectedDischargeDate: null }, told))).toBe('2026-06-05');
  });

  it('is not before the patient came', () => {
    expect(plan({ expectedDischargeDate: '2020-01-01' })).toMatchObject({
      refusal: { code: 'expected-before-admission' },
    });
  });
});

describe('leaving today', () => {
  it('holds on the day on which it was said, with its time in London', () => {
    const stay = planned({ today: { discharge: 'definite', expectedAt: '11:30', lounge: true } });
    expect(todayOn(stay, TODAY)).toMatchObject({
      discharge: 'definite',
      expectedAt: '2026-06-03T10:30:00.000Z',
      lounge: true,
      carriedOver: false,
    });
    expect(todayOn(stay, '2026-06-04')).toBeNull();
  });

  it('said yesterday of tomorrow is carried over until somebody says otherwise', () => {
    const stay = planned({ tomorrow: { discharge: 'definite', firstOut: true } });
    expect(tomorrowOn(stay, TODAY)).toMatchObject({ date: '2026-06-04', firstOut: true });
    expect(todayOn(stay, '2026-06-04')).toMatchObject({
      discharge: 'definite',
      firstOut: true,
      carriedOver: true,
    });
    const next = planned({ today: { discharge: 'no' } }, stay, '2026-06-04T08:00:00.000Z');
    expect(todayOn(next, '2026-06-04')).toMatchObject({ discharge: 'no', carriedOver: false });
  });

  it('is not hidden by a word of yesterday that a tablet sends late', () => {
    const today = planned({ today: { discharge: 'definite' } });
    const late = planned({ today: { discharge: 'no' } }, today, '2026-06-02T14:00:00.000Z');
    expect(todayOn(late, TODAY)).toMatchObject({ discharge: 'definite' });
  });

  it('has a time of that day, by the clocks of London', () => {
    const late = { discharge: 'definite', expectedAt: '2026-06-03T23:30:00Z' } as const;
    expect(plan({ today: late })).toMatchObject({ refusal: { code: 'time-not-on-day' } });
  });
});

describe('the guide’s soft prompts', () => {
  it('stand where no date and no criteria are said, and go when both are', () => {
    expect(softPrompts(aStay({ expectedDischargeDate: null }), TODAY)).toEqual([
      'no-expected-date',
      'no-criteria-for-discharge',
    ]);
    const stay = planned({ expectedDischargeDate: TODAY, ...BOTH });
    expect(softPrompts(stay, TODAY)).toEqual([]);
  });

  it('want both kinds of criteria, and a date that has not passed', () => {
    const stay = planned({ expectedDischargeDate: '2026-06-05', physiological: SEALED });
    expect(softPrompts(stay, TODAY)).toEqual(['no-criteria-for-discharge']);
    expect(softPrompts(planned(BOTH, stay), '2026-06-06')).toEqual(['expected-date-passed']);
  });

  it('say it when the hospital’s system no longer sees a need for the bed', () => {
    const stay = planned({ expectedDischargeDate: TODAY, ...BOTH });
    expect(softPrompts({ ...stay, criteriaToReside: false }, TODAY)).toEqual(['criteria-not-met']);
    expect(softPrompts({ ...stay, criteriaToReside: true }, TODAY)).toEqual([]);
  });
});
