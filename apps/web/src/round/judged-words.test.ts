import { describe, expect, it } from '@jest/globals';
import { isRedWithoutJob } from '#domain';
import { aRow } from '../live/samples.js';
import { joblessWords, leftWords, resultWords } from './judged-words.js';

describe('what a round says of whom it left', () => {
  it('calls a day not reviewed in the morning alone', () => {
    expect(leftWords('morning', 1)).toEqual({
      who: '1 patient is not reviewed.',
      counts: 'A day that nobody marks counts as red.',
    });
  });

  it('says at the huddle that a plan counts, so that a planned green is not called red', () => {
    expect(leftWords('huddle', 13)).toEqual({
      who: '13 patients have no final word yet.',
      counts: 'A day counts by its plan, and as red where nobody said anything.',
    });
  });

  it('says of how many', () => {
    expect(resultWords('morning', 16, 25)).toBe('16 of 25 reviewed');
    expect(resultWords('huddle', 13, 26)).toBe('13 of 26 have a final word');
  });
});

describe('a red that nobody was asked to do anything about', () => {
  const { day } = aRow({ stay: 's1' });
  const red = { ...day, reviewed: true, colour: 'red' as const };
  const action = (state: 'open' | 'done') => ({
    action: 'a1',
    what: 'Chase',
    owner: 'UHL-IMAGING',
    person: null,
    dueAt: '2026-03-04T15:00:00Z',
    constraint: null,
    delay: null,
    state,
    openedAt: '2026-03-04T09:00:00Z',
    openedBy: 'nurse.W1',
    settledAt: null,
    settledBy: null,
    update: null,
    answer: null,
    version: 1,
  });
  const check = (state: 'asked' | 'done') => ({
    code: 'medicines',
    state,
    at: '2026-03-04T09:00:00Z',
    by: 'nurse.W1',
  });

  it('is one that was marked, without an open action or a check that was asked for', () => {
    expect(isRedWithoutJob(aRow({ stay: 's1', day: red }))).toBe(true);
    const over = { actions: [action('done')], checks: [check('done')] };
    expect(isRedWithoutJob(aRow({ stay: 's1', day: red, ...over }))).toBe(true);
    expect(isRedWithoutJob(aRow({ stay: 's1', day: red, actions: [action('open')] }))).toBe(false);
    expect(isRedWithoutJob(aRow({ stay: 's1', day: red, checks: [check('asked')] }))).toBe(false);
  });

  it('is not a day that nobody marked, a green one, or one of a patient who seems gone', () => {
    expect(isRedWithoutJob(aRow({ stay: 's1', day }))).toBe(false);
    expect(isRedWithoutJob(aRow({ stay: 's1', day: { ...red, colour: 'green' } }))).toBe(false);
    const gone = { between: ['2026-03-03T06:00:00Z', '2026-03-04T06:00:00Z'] as const };
    expect(isRedWithoutJob(aRow({ stay: 's1', day: red, gone }))).toBe(false);
  });

  it('is counted in words', () => {
    expect(joblessWords(1).who).toBe('1 red has no next action:');
    expect(joblessWords(3)).toEqual({
      who: '3 reds have no next action:',
      means: 'nobody gets a job for them.',
    });
  });
});
