import { describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { askedOf } from './asked.js';

const day = (reviewed: boolean, final: boolean) =>
  ({ day: { reviewed, final: final ? {} : null } }) as Board['rows'][number];
const ward = (...rows: Board['rows']) => ({ rows, roundDue: true, huddleAt: '15:00' });

describe('what a ward is asked for on the first page', () => {
  it('is a first word on every patient until the huddle is due', () => {
    const asked = askedOf(ward(day(false, false), day(true, false)), '14:59');
    expect(asked).toEqual({ kind: 'morning', left: 1, words: '1 patient is not yet reviewed' });
    expect(askedOf(ward(day(true, false)), '08:05').words).toBe('every patient is reviewed');
  });

  it('is the final word from the hour of the huddle on, also of whom the morning reviewed', () => {
    const asked = askedOf(ward(day(true, false), day(false, false), day(true, true)), '15:00');
    expect(asked).toEqual({
      kind: 'huddle',
      left: 2,
      words: 'huddle due 15:00, 2 days wait for the final word',
    });
    expect(askedOf(ward(day(true, true)), '15:00').words).toBe('every patient has a final word');
  });

  it('is a first word all day where the ward holds no huddle, and nothing where no round is due', () => {
    const none = { ...ward(day(false, false)), huddleAt: null };
    expect(askedOf(none, '16:00').kind).toBe('morning');
    expect(askedOf({ ...none, roundDue: false }, '16:00')).toEqual({
      kind: 'morning',
      left: 0,
      words: 'no round is due today',
    });
  });
});
