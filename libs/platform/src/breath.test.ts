import { describe, expect, it } from '@jest/globals';
import { breath } from './breath.js';

describe('long work on the thread of the service', () => {
  it('lets a screen be answered while it goes on', async () => {
    let answered = false;
    setImmediate(() => (answered = true));
    const breathe = breath();
    for (const until = performance.now() + 10_000; !answered && performance.now() < until;)
      await breathe();
    expect(answered).toBe(true);
  });

  it('does not go round by way of the others for every small step', async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      if (turns < 1_000) setImmediate(count);
    };
    setImmediate(count);
    const breathe = breath();
    for (let step = 0; step < 100; step += 1) await breathe();
    expect(turns).toBeLessThan(50);
  });
});
