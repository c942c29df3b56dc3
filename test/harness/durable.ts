import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Act } from '#domain';
import { runMigrations } from '#persistence';
import { OWNER, startCluster } from '../../apps/local/src/postgres/cluster.js';
import type { TestDatabase } from './database.js';
import { freshFolder } from './run-folder.js';
import { furnish } from './small-house.js';

/** A database whose commits are on the disk before they are told, in a cluster of its own. */
export interface DurableDatabase extends TestDatabase {
  readonly dataDir: string;
}

export async function durableHouse(acts: Iterable<Act>, now: string): Promise<DurableDatabase> {
  const dataDir = await freshFolder('durable');
  const cluster = await startCluster({
    dataDir,
    settings: { fsync: 'on', synchronous_commit: 'on' },
  });
  const name = `durable_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: cluster.url(OWNER, 'postgres') });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const database = {
    name,
    dataDir,
    ownerUrl: cluster.url(OWNER, name),
    appUrl: cluster.url('boardround_app', name),
    drop: () => cluster.stop(),
  };
  await runMigrations(database.ownerUrl);
  await furnish(database, acts, now);
  return database;
}
