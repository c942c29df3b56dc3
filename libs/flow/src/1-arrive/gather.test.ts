import { describe, expect, it } from '@jest/globals';
import { Gather } from './gather.js';

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('questions that come together', () => {
  it('lets a lone one go at once, and gathers those that come while it is on its way', async () => {
    const { opened, open } = gate();
    const trips: number[][] = [];
    const gather = new Gather(async (all: readonly number[]) => {
      trips.push([...all]);
      await opened;
      return all.map((n) => n * 10);
    });
    const answers = [1, 2, 3].map((n) => gather.ask(n));
    expect(trips).toEqual([[1]]);
    open();
    await expect(Promise.all(answers)).resolves.toEqual([10, 20, 30]);
    expect(trips).toEqual([[1], [2, 3]]);
  });

  it('asks each alone when all together have no answer, and refuses only the one at fault', async () => {
    const { opened, open } = gate();
    const gather = new Gather(async (all: readonly string[]) => {
      await opened;
      if (all.includes('bad')) throw new Error('refused');
      return all.map((one) => `answer to ${one}`);
    });
    const answers = ['first', 'good', 'bad', 'other'].map((one) => gather.ask(one));
    open();
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await expect(gather.ask('later')).resolves.toBe('answer to later');
  });
});
