import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareInstants, londonInstant } from '#domain';
import { dueChoices, usualDue } from './due-choice.js';

const TODAY = '2026-03-10';
const at = (time: string) => londonInstant(TODAY, time);

describe('by when an action is to be done', () => {
  it('is usually three hours on, at the full hour, while the day’s work lasts', () => {
    expect(usualDue(TODAY, at('08:20'))).toBe(at('11:00'));
    expect(usualDue(TODAY, at('16:10'))).toBe(at('17:00'));
  });

  it('is the next full hour in the evening, and the next morning when that hour is another day’s', () => {
    expect(usualDue(TODAY, at('18:40'))).toBe(at('19:00'));
    expect(usualDue(TODAY, at('23:21'))).toBe(londonInstant('2026-03-11', '09:00'));
  });

  it('offers the half hours that are left of today, and hours of tomorrow', () => {
    const choices = dueChoices(TODAY, at('22:40'));
    expect(choices.map(({ words }) => words)).toEqual([
      '23:00',
      '23:30',
      'Tomorrow 09:00',
      'Tomorrow 12:00',
      'Tomorrow 15:00',
      'Tomorrow 17:00',
    ]);
  });

  it('always lies after now, and the usual one is among those that are offered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 - 1 }), (minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const now = at(time);
        const choices = dueChoices(TODAY, now);
        for (const choice of choices) expect(compareInstants(choice.at, now)).toBe(1);
        expect(choices.map((choice) => choice.at)).toContain(usualDue(TODAY, now));
      }),
    );
  });
});
