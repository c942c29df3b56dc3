import { describe, expect, it } from '@jest/globals';
import { lastFinished } from './last-finished.js';

const round = (own: { round: string; startedAt: string; finishedAt: string | null }) => own;

describe('the round whose jobs are shown', () => {
  it('is the one finished last, also where a later one was finished before it', () => {
    const morning = round({
      round: 'morning',
      startedAt: '2026-03-10T08:32:00.000Z',
      finishedAt: '2026-03-10T23:21:00.000Z',
    });
    const huddle = round({
      round: 'huddle',
      startedAt: '2026-03-10T15:02:00.000Z',
      finishedAt: '2026-03-10T15:21:00.000Z',
    });
    expect(lastFinished([morning, huddle])).toBe(morning);
    expect(lastFinished([huddle, { ...morning, finishedAt: null }])).toBe(huddle);
  });

  it('is none while none is finished', () => {
    expect(lastFinished([])).toBeNull();
  });
});
