import { describe, expect, it } from '@jest/globals';
import type { Judgement } from '#domain';
import { aRow } from '../live/samples.js';
import { briefMark, markLook, spokenAfter } from './mark.js';

const judged = (colour: 'red' | 'green'): Judgement => ({
  colour,
  constraint: colour === 'red' ? 'I04' : null,
  otherConstraints: [],
  value: null,
  note: null,
  owner: null,
  dueAt: null,
  at: '2026-03-04T09:00:00Z',
  by: 'nurse.W1',
  late: false,
});

const { day } = aRow({ stay: 's' });

describe('the mark of a day', () => {
  it('shows a day nobody judged as not reviewed, with the letter of the colour it counts as', () => {
    expect(markLook(day)).toMatchObject({ look: 'unreviewed', letter: 'R', word: 'Not reviewed' });
    expect(spokenAfter(day, null, true)).toBe(' today, counts as red');
  });

  it('lets the final word stand before the plan', () => {
    const both = {
      ...day,
      planned: judged('red'),
      final: judged('green'),
      colour: 'green' as const,
    };
    expect(markLook(both)).toMatchObject({ look: 'green', sure: 'final' });
    expect(spokenAfter(both, 'Imaging', true)).toBe('');
  });

  it('says what a red day waits for', () => {
    const red = { ...day, planned: judged('red'), reviewed: true };
    expect(spokenAfter(red, 'Imaging', true)).toBe(': Imaging');
    expect(briefMark('red', 'Imaging')).toBe('red, Imaging');
    expect(briefMark('green', null)).toBe('green');
  });

  it('does not call a day unreviewed on which no round is due', () => {
    expect(spokenAfter(day, null, false)).toBe('');
  });
});
