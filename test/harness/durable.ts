import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import type { Act } from '#domain';
import { runMigrations } from '#persistence';
import { OWNER, startCluster } from '../../apps/local/src/postgres/cluster.js';
import { livingPostmaster, livingProcesses } from '../../apps/local/src/postgres/postmaster.js';
import type { TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { freshFolder } from './run-folder.js';
import { furnish } from './small-house.js';

/** A database whose commits are on the disk before they are told, in a cluster of its own. */
export interface DurableDatabase extends TestDatabase {
  /** Kills the database as a power cut would, and starts it again. */
  revive(): Promise<void>;
  /** Stops every process of it where it stands, as a frozen machine would; `thaw` lets them go on. */
  freeze(): void;
  thaw(): void;
  /** Stops the database, works on its folder, and starts it again. */
  whileStopped(work: (folder: string) => Promise<void>): Promise<void>;
}

export async function durableHouse(acts: Iterable<Act>, now: string): Promise<DurableDatabase> {
  const dataDir = await freshFolder('durable');
  const start = () =>
    startCluster({ dataDir, settings: { fsync: 'on', synchronous_commit: 'on' } });
  let cluster = await start();
  const folder = path.join(dataDir, 'pg');
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of livingProcesses(folder)) process.kill(pid, signal);
  };
  const name = `durable_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: cluster.url(OWNER, 'postgres') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const database = {
    name,
    ownerUrl: cluster.url(OWNER, name),
    appUrl: cluster.url('boardround_app', name),
    drop: () => cluster.stop(),
    revive: async () => {
      const postmaster = livingPostmaster(folder);
      if (postmaster === null || postmaster === undefined) throw new Error('no database runs');
      process.kill(postmaster.pid, 'SIGKILL');
      await eventually(() => !cluster.alive());
      cluster = await start();
    },
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    whileStopped: async (work: (folder: string) => Promise<void>) => {
      await cluster.stop();
      await work(folder);
      cluster = await start();
    },
  };
  await runMigrations(database.ownerUrl);
  await furnish(database, acts, now);
  return database;
}
