import { describe, expect, it } from '@jest/globals';
import type { DayView, Judgement } from '#domain';
import { aRow } from '../live/samples.js';
import { NO_MARKING, cameThroughWords, markingStep, withAnswer } from './marking.js';
import type { Marking, MarkingEvent, Wish } from './marking.js';

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
  waited: false,
  id: 'c1',
  words: 'Bed A1: green',
  brief: 'A1 green',
});

const conflict = (details: Record<string, unknown>): MarkingEvent => ({
  type: 'settled',
  row,
  wish: { kind: 'planned', colour: 'red', constraint: 'I04' },
  settled: { ok: false, status: 409, error: { code: 'day-changed', message: 'm', details } },
  waited: false,
  id: 'c1',
  words: '',
  brief: '',
});

const RED: Judgement = {
  colour: 'red',
  constraint: 'I04',
  otherConstraints: ['I07'],
  value: null,
  note: 'asked twice',
  owner: 'img',
  dueAt: '2026-03-04T15:00:00Z',
  at: '2026-03-04T09:00:00Z',
  by: 'nurse.W1',
  late: false,
};
const GREEN: Judgement = {
  ...RED,
  colour: 'green',
  constraint: null,
  otherConstraints: [],
  value: 'V01',
  note: null,
  owner: null,
  dueAt: null,
};

/** A mark that was kept: of which kind, over which day, and the day that it left. */
function keptOver(
  state: Marking,
  kind: Wish['kind'],
  stood: DayView,
  left: Partial<DayView>,
): Marking {
  return markingStep(state, {
    type: 'settled',
    row: { ...row, day: stood },
    wish: { kind, colour: 'green' },
    settled: { ok: true, body: { day: { ...stood, version: stood.version + 1, ...left } } },
    waited: false,
    id: 'c1',
    words: '',
    brief: '',
  });
}

describe('undoing a mark', () => {
  it('takes back a first mark, and a first final word whatever was planned', () => {
    const planned = keptOver(NO_MARKING, 'planned', row.day, { planned: GREEN });
    expect(planned.undoable?.before).toBeNull();
    const stood = { ...day(1), planned: RED };
    expect(keptOver(NO_MARKING, 'final', stood, { final: GREEN }).undoable?.before).toBeNull();
  });

  it('brings back what stood before, with everything that was said of it', () => {
    const red = { ...day(1), planned: RED };
    expect(keptOver(NO_MARKING, 'planned', red, { planned: GREEN }).undoable?.before).toEqual({
      kind: 'planned',
      colour: 'red',
      constraint: 'I04',
      otherConstraints: ['I07'],
      note: 'asked twice',
      owner: 'img',
      dueAt: '2026-03-04T15:00:00Z',
    });
    const green = { ...day(1), final: GREEN };
    expect(keptOver(NO_MARKING, 'final', green, { final: RED }).undoable?.before).toEqual({
      kind: 'final',
      colour: 'green',
      value: 'V01',
    });
  });

  it('brings back what was answered here before the feed has told it', () => {
    const first = keptOver(NO_MARKING, 'planned', row.day, { planned: RED });
    const second = keptOver(first, 'planned', row.day, { version: 2, planned: GREEN });
    expect(second.undoable?.before).toMatchObject({ colour: 'red', constraint: 'I04' });
  });

  it('offers nothing where taking back would take another word than the one that was said', () => {
    const stood = { ...day(1), final: RED };
    expect(keptOver(NO_MARKING, 'planned', stood, { planned: GREEN }).undoable).toBeNull();
  });

  it('is no longer offered for a mark that is overtaken', () => {
    const state = keptOver(NO_MARKING, 'planned', row.day, { planned: GREEN });
    expect(markingStep(state, { type: 'made', stay: 's2' }).undoable).not.toBeNull();
    expect(markingStep(state, { type: 'made', stay: 's1' }).undoable).toBeNull();
  });
});

describe('marks that waited for the line', () => {
  const came = (state: Marking, stay: string, id: string): Marking =>
    markingStep(state, {
      type: 'settled',
      row: aRow({ stay }),
      wish: { kind: 'planned', colour: 'green' },
      settled: { ok: true, body: { day: day(1) } },
      waited: true,
      id,
      words: `Bed of ${stay}: green`,
      brief: '',
    });

  it('are told by name and undone where one came through alone', () => {
    const one = came(NO_MARKING, 's1', 'c1');
    expect(one.undoable).toMatchObject({ id: 'c1', stay: 's1' });
    expect(cameThroughWords(one.cameThrough)).toBeNull();
  });

  it('are counted from two on, and none of them is undone in place of all', () => {
    const two = came(came(NO_MARKING, 's1', 'c1'), 's2', 'c2');
    expect(two.undoable).toBeNull();
    expect(cameThroughWords(two.cameThrough)).toBe('2 marks that waited are kept now.');
    const three = came(two, 's3', 'c3');
    expect(three.undoable).toBeNull();
    expect(cameThroughWords(three.cameThrough)).toBe('3 marks that waited are kept now.');
  });

  it('leave the undo to a mark that is made after them, and are counted anew after a while', () => {
    const two = came(came(NO_MARKING, 's1', 'c1'), 's2', 'c2');
    const own = markingStep(two, settled({ day: day(2) }));
    expect(own.undoable).toMatchObject({ words: 'Bed A1: green' });
    const later = markingStep(two, { type: 'forget-undo', id: 'c2' });
    expect(came(later, 's3', 'c3').undoable).toMatchObject({ id: 'c3' });
  });
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
    expect(state.undoable).toMatchObject({ stay: 's1', row: { day: { version: 2 } } });
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
