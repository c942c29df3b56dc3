import { describe, expect, it } from '@jest/globals';
import type { DayView } from '#domain';
import { aRow } from '../live/samples.js';
import { NO_MARKING, markingStep, withAnswer } from './marking.js';
import type { MarkingEvent } from './marking.js';

const row = aRow({ stay: 's1' });
const day = (version: number): DayView => ({
  ...row.day,
  version,
  reviewed: true,
  colour: 'green',
});
const settled = (body: unknown): MarkingEvent => ({
  type: 'settled',
  row,
  wish: { kind: 'planned', colour: 'green' },
  settled: { ok: true, body },
  id: 'c1',
  words: 'Bed A1: green',
});

const conflict = (details: Record<string, unknown>): MarkingEvent => ({
  type: 'settled',
  row,
  wish: { kind: 'planned', colour: 'red', constraint: 'I04' },
  settled: { ok: false, status: 409, error: { code: 'day-changed', message: 'm', details } },
  id: 'c1',
  words: '',
});

describe('marking on the board', () => {
  it('shows the answer at once, until the feed brings that day or a later one', () => {
    const { answered } = markingStep(NO_MARKING, settled({ day: day(2), wardVersion: 9 }));
    expect(withAnswer(row, answered).day.version).toBe(2);
    const later = { ...row, day: day(3) };
    expect(withAnswer(later, answered)).toBe(later);
    const tomorrow = { ...row, day: { ...row.day, date: '2026-03-05' } };
    expect(withAnswer(tomorrow, answered)).toBe(tomorrow);
  });

  it('offers undo of the last mark, with the version that it made', () => {
    const state = markingStep(NO_MARKING, settled({ day: day(2), wardVersion: 9 }));
    expect(state.undoable).toMatchObject({ stay: 's1', version: 2 });
    expect(markingStep(state, { type: 'forget-undo', id: 'other' }).undoable).not.toBeNull();
    expect(markingStep(state, { type: 'forget-undo', id: 'c1' }).undoable).toBeNull();
  });

  it('sets what another person said beside what was wished, and decides nothing', () => {
    const state = markingStep(NO_MARKING, conflict({ current: day(4) }));
    expect(state.problems.get('s1')).toMatchObject({
      kind: 'conflict',
      theirs: { version: 4 },
      mine: { colour: 'red' },
    });
    expect(state.answered.size).toBe(0);
  });

  it('falls back on the row where a conflict does not say what stands now', () => {
    const problem = markingStep(NO_MARKING, conflict({})).problems.get('s1');
    expect(problem).toMatchObject({ kind: 'conflict', theirs: { version: 0 } });
  });

  it('forgets a problem when the person tries again', () => {
    const state = markingStep(NO_MARKING, conflict({}));
    expect(markingStep(state, { type: 'made', stay: 's1' }).problems.size).toBe(0);
  });
});
