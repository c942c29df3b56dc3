import { describe, expect, it } from '@jest/globals';
import { added, postponed, sending } from '../commands/queue.js';
import type { Command } from '../commands/queue.js';
import { lastOnItsWay, tooEarlyWords } from './too-early.js';

const plan: Command = {
  commandId: 'p1',
  method: 'PUT',
  path: '/stays/s1/plan',
  body: {},
  stay: 's1',
  about: 'plan',
  where: 'Ward 1, bed A1',
  madeAt: null,
};
const mark = (commandId: string): Command => ({
  ...plan,
  commandId,
  mark: { colour: 'green', kind: 'planned' },
});

describe('an undo that comes before its mark is kept', () => {
  it('means the last mark, whatever else is on its way', () => {
    const queue = added(added(added([], mark('m1')), mark('m2')), plan);
    expect(lastOnItsWay(queue)?.commandId).toBe('m2');
    expect(lastOnItsWay(added([], plan))).toBeNull();
  });

  it('is told to wait a moment, or for the line', () => {
    const queue = sending(added([], mark('m1')), 'm1');
    expect(queue.map(tooEarlyWords)).toEqual(['Not kept yet: undo in a moment.']);
    const down = postponed(queue, 'm1').map(tooEarlyWords);
    expect(down).toEqual(['Not sent yet: undo when the line is back.']);
  });
});
