import { describe, expect, it } from '@jest/globals';
import type { HistoryEntry } from '#contracts';
import { UNDONE, factNote, factSentence, factTimes, seenOnce } from './history.js';

const names = {
  reason: (_list: string, code: string) => `reason ${code}`,
  owner: (code: string) => `owner ${code}`,
  ward: (code: string) => `Ward ${code}`,
};

const entry = (
  type: string,
  body: Record<string, unknown>,
  over: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  seq: 1,
  type,
  at: '2026-03-04T09:12:00Z',
  recordedAt: '2026-03-04T09:12:01Z',
  by: 'nurse.W1',
  ward: 'W1',
  wardVersion: 3,
  body,
  ...over,
});

describe('a stay told in sentences', () => {
  it('tells arriving, moving and leaving', () => {
    expect(factSentence(entry('stay-admitted', { ward: '23', bed: 'A2' }), names)).toBe(
      'Admitted to Ward 23, bed A2',
    );
    expect(factSentence(entry('stay-moved', { ward: '24', bed: null }), names)).toBe(
      'Moved to Ward 24',
    );
    expect(factSentence(entry('stay-left', { to: 'care-home' }), names)).toBe(
      'Left: to a care home',
    );
  });

  it('tells once of files that found the patient in one place', () => {
    const seen = (seq: number, bed: string) => entry('stay-seen', { ward: '23', bed }, { seq });
    const moved = entry('stay-moved', { ward: '23', bed: 'A2' }, { seq: 3 });
    const facts = [
      seen(1, 'A1'),
      seen(2, 'A1'),
      moved,
      seen(4, 'A2'),
      seen(5, 'A2'),
      seen(6, 'A3'),
    ];
    expect(seenOnce(facts).map(({ seq }) => seq)).toEqual([2, 3, 5, 6]);
    expect(factSentence(seen(1, 'A1'), names)).toBe('Seen in Ward 23, bed A1');
  });

  it('tells a plan, what is asked of whom, and what came of it', () => {
    const plan = {
      expectedDischargeDate: '2026-03-06',
      pathway: 'P1',
      today: { date: '2026-03-04', discharge: 'no', expectedAt: null },
      tomorrow: { date: '2026-03-05', discharge: 'definite', firstOut: true },
      checks: [{ code: 'family-told', state: 'done' }],
    };
    expect(factSentence(entry('plan-changed', plan), names)).toBe(
      'Plan: expected Fri 6; reason P1; does not go home today; goes home tomorrow, first out; family told done',
    );
    expect(factSentence(entry('plan-changed', {}), names)).toBe('Plan: criteria for discharge');
    const asked = { action: 'A', owner: 'img', dueAt: '2026-03-04T13:00:00Z' };
    expect(factSentence(entry('action-opened', asked), names)).toBe(
      'owner img asked to act by 13:00',
    );
    expect(factSentence(entry('action-done', { action: 'A' }), names)).toBe('Action done');
    expect(factSentence(entry('action-answered', { offerAt: '2026-03-05T09:00:00Z' }), names)).toBe(
      'Action: offered for 09:00 on Thu 5',
    );
  });

  it('tells a mark with its reason and who must act', () => {
    const red = {
      date: '2026-03-04',
      kind: 'planned',
      colour: 'red',
      constraint: 'I04',
      owner: 'img',
    };
    expect(factSentence(entry('day-marked', red), names)).toBe(
      'The day marked red, planned, waits for reason I04; owner img must act',
    );
    const late = { date: '2026-03-03', kind: 'final', colour: 'green', value: 'V01', late: {} };
    expect(factSentence(entry('day-marked', late), names)).toBe(
      'Tue 3 marked green, final, gave reason V01 (late)',
    );
  });

  it('tells a mark that was undone at once from one that was entered in error', () => {
    const body = { date: '2026-03-04', kind: 'planned' };
    const undone = entry('day-mark-withdrawn', body, { note: UNDONE });
    expect(factSentence(undone, names)).toBe('Planned mark undone');
    expect(factNote(undone)).toBeNull();
    const wrong = entry('day-mark-withdrawn', body, { note: 'Wrong patient' });
    expect(factSentence(wrong, names)).toBe('Planned mark taken back: entered in error');
    expect(factNote(wrong)).toBe('Wrong patient');
    const before = entry('day-mark-withdrawn', { date: '2026-03-03', kind: 'final' });
    expect(factSentence(before, names)).toBe('Final mark of Tue 3 taken back: entered in error');
  });

  it('names a kind of fact it does not know, rather than hiding it', () => {
    expect(factSentence(entry('bed-changed', {}), names)).toBe('Bed changed');
  });

  it('says when a fact was told only where that was clearly later', () => {
    expect(factTimes(entry('x', {}))).toEqual({ at: 'Wed 4 Mar 09:12', told: null });
    expect(factTimes(entry('x', {}, { recordedAt: '2026-03-04T11:00:00Z' })).told).toBe(
      'Wed 4 Mar 11:00',
    );
  });
});
