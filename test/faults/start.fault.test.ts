import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { livingPostmaster, livingProcesses } from '../../apps/local/src/postgres/postmaster.js';
import { eventually, freshFolder } from '../harness/index.js';
import { launchLocal, ready, type LocalService } from '../harness/local-service.js';

let services: LocalService[] = [];

function launch(dataDir: string, more: Record<string, string> = {}): LocalService {
  const service = launchLocal(dataDir, more);
  services.push(service);
  return service;
}

async function dataFolder(): Promise<{ dataDir: string; data: string }> {
  const dataDir = await freshFolder('data');
  return { dataDir, data: path.join(dataDir, 'pg') };
}

/** A database whose service is gone ends its own processes too: one may be gone since it was listed. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

afterEach(async () => {
  for (const { child } of services) child.kill('SIGTERM');
  await Promise.all(services.map(({ ended }) => ended));
  services = [];
});

describe('the service on one machine', () => {
  it('stops in order when it is asked to, the database last and always', async () => {
    const { dataDir, data } = await dataFolder();
    const service = launch(dataDir);
    await ready(service);
    expect(livingPostmaster(data)?.ready).toBe(true);
    service.child.kill('SIGINT');
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(0);
    expect(livingProcesses(data)).toEqual([]);
  });

  it('says in a sentence that another one has the folder, and leaves it alone', async () => {
    const { dataDir } = await dataFolder();
    const first = launch(dataDir);
    await ready(first);
    const second = launch(dataDir);
    expect(await second.ended).toBe(1);
    expect(second.told()).toContain('Another Boardround runs on this data folder');
    expect(first.child.exitCode).toBeNull();
  });

  it('starts the database again when it was killed under it', async () => {
    const { dataDir, data } = await dataFolder();
    const service = launch(dataDir);
    await ready(service);
    const killed = livingPostmaster(data)?.pid ?? 0;
    process.kill(killed, 'SIGKILL');
    await eventually(() => {
      const now = livingPostmaster(data);
      expect(now?.ready).toBe(true);
      expect(now?.pid).not.toBe(killed);
    });
    await eventually(() => expect(service.told()).toContain('the database is back'));
  });

  it('starts after it was killed itself, alone or together with its database', async () => {
    const { dataDir, data } = await dataFolder();
    const first = launch(dataDir);
    await ready(first);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = launch(dataDir);
    await ready(second);
    second.child.kill('SIGKILL');
    await second.ended;
    for (const pid of livingProcesses(data)) killIfThere(pid);
    await ready(launch(dataDir));
  });

  it('ends a wrong start with a sentence that names the setting', async () => {
    const { dataDir } = await dataFolder();
    const service = launch(dataDir, { PORT: 'three thousand' });
    expect(await service.ended).toBe(1);
    expect(service.told()).toBe('The setting PORT must be a whole number from 0 to 65535.\n');
  });
});
