import { describe, expect, it } from '@jest/globals';
import { watchForStop } from './stop-signal.js';

describe('a stop', () => {
  it('is asked for by the first signal, and the next changes nothing', async () => {
    const watch = watchForStop();
    process.emit('SIGHUP');
    process.emit('SIGINT');
    expect(await watch.reason).toBe('SIGHUP');
    watch.end();
    expect(process.listenerCount('SIGHUP')).toBe(0);
  });
});
