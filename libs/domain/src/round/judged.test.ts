import { describe, expect, it } from '@jest/globals';
import { isJudged } from './judged.js';

type Day = Parameters<typeof isJudged>[0];

const final: NonNullable<Day['final']> = {
  colour: 'green',
  constraint: null,
  otherConstraints: [],
  value: 'V01',
  note: null,
  owner: null,
  dueAt: null,
  at: '2026-03-10T15:10:00.000Z',
  by: 'nurse.W1',
  late: false,
};

const day = (own: Partial<Day>): Day => ({ reviewed: false, final: null, ...own });

describe('whether a round has what it asks for of a day', () => {
  it('is so in the morning once the day has any mark', () => {
    expect(isJudged(day({}), 'morning')).toBe(false);
    expect(isJudged(day({ reviewed: true }), 'morning')).toBe(true);
  });

  it('is so at the huddle with the final word alone: a plan of the morning is reviewed, and not yet final', () => {
    expect(isJudged(day({ reviewed: true }), 'huddle')).toBe(false);
    expect(isJudged(day({ reviewed: true, final }), 'huddle')).toBe(true);
  });
});
