import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { startJobs } from '../../apps/worker/src/jobs/queue.js';

it('a queue whose database takes the call and never answers is given up, and does not wait for ever', async () => {
  const lines = new Set<Socket>();
  const silent = createServer((line) => lines.add(line));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const config = { redisUrl: null } as Parameters<typeof startJobs>[0];
  const deps = { ownerUrl: `postgres://nobody@127.0.0.1:${port}/none` } as Parameters<
    typeof startJobs
  >[1];
  try {
    await expect(startJobs(config, deps)).rejects.toThrow(/timeout/i);
  } finally {
    for (const line of lines) line.destroy();
    await new Promise((resolve) => silent.close(resolve));
  }
}, 20_000);
