import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

function held(): { readonly promise: Promise<void>; readonly release: () => void } {
  let release: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (release = resolve));
  return { promise, release };
}

describe('turns of a ward', () => {
  it('lets one write after the other go, in the order in which they came', async () => {
    const turns = new Turns();
    const gate = held();
    const order: string[] = [];
    const first = turns.take('ward', async () => {
      await gate.promise;
      order.push('first');
    });
    const second = turns.take('ward', () => Promise.resolve(order.push('second')));
    gate.release();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('lets another ward go at once', async () => {
    const turns = new Turns();
    const gate = held();
    const busy = turns.take('busy', () => gate.promise);
    await expect(turns.take('other', () => Promise.resolve('done'))).resolves.toBe('done');
    gate.release();
    await busy;
  });

  it('goes on after a write that failed', async () => {
    const turns = new Turns();
    const failing = turns.take('ward', () => Promise.reject(new Error('refused')));
    const next = turns.take('ward', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });
});
