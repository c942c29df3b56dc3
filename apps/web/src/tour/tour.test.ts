import { describe, expect, it } from '@jest/globals';
import { parseProgress } from './progress.js';
import { STEPS, hasTour, isDone, isThere } from './steps.js';

const nowhere = { person: null, path: '/', markedRed: false };

describe('the tour', () => {
  it('is read in five minutes', () => {
    const words = STEPS.flatMap(({ title, look, press, done }) =>
      [title, look, press, done].join(' ').split(/\s+/),
    );
    // 130 words a minute are slow reading; the other minutes are for pressing and looking.
    expect(words.length / 130).toBeLessThan(3.5);
    expect(new Set(STEPS.map(({ id }) => id)).size).toBe(STEPS.length);
  });

  it('takes no step for done before anybody did something', () => {
    for (const { id } of STEPS) expect([id, isDone(id, nowhere)]).toEqual([id, false]);
  });

  it('notices a mark wherever it was made, and a place only for the person of the step', () => {
    expect(isDone('mark', { ...nowhere, markedRed: true })).toBe(true);
    const matron = { ...nowhere, person: 'matron.uhl', path: '/system' };
    expect(isDone('system', matron)).toBe(false);
    expect(isDone('system', { ...matron, person: 'director.on-call' })).toBe(true);
  });

  it('is done with a step of looking once it brought somebody there', () => {
    for (const step of STEPS) {
      const { person, path, id } = step;
      const brought = { person, path, markedRed: false };
      expect(isThere(step, brought)).toBe(true);
      if (['nurse', 'system', 'council', 'weekly'].includes(id))
        expect(isDone(id, brought)).toBe(true);
      else expect(isDone(id, brought)).toBe(false);
    }
  });

  it('is offered only where there is a ward to try', () => {
    expect(hasTour([{ person: 'admin' }])).toBe(false);
    expect(hasTour([{ person: 'admin' }, { person: 'nurse.RWEAA-W23' }])).toBe(true);
  });

  it('goes on where it was left, and begins anew when what was kept cannot be read', () => {
    const kept = { open: true, at: 3, done: ['nurse', 'board'] };
    expect(parseProgress(JSON.stringify(kept))).toEqual(kept);
    const begin = { open: false, at: 0, done: [] };
    for (const text of [null, '', '[]', 'null', '{"open":true,"at":99}', '{"at":1.5}'])
      expect(parseProgress(text)).toEqual(begin);
    expect(parseProgress('{"open":true,"at":1,"done":["nurse","unheard of"]}').done).toEqual([
      'nurse',
    ]);
  });
});
