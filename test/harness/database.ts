import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import * as persistence from '#persistence';
import { OWNER, startCluster, type Cluster } from '../../apps/local/src/postgres/cluster.js';
import { runFolder } from './run-folder.js';

const TEMPLATE = 'boardround_template';
const APP = 'boardround_app';

/** A database of one's own, migrated and empty. */
export interface TestDatabase {
  name: string;
  /** For migrations and for looking behind the service's back. */
  ownerUrl: string;
  /** For the service: the role that owns nothing. */
  appUrl: string;
  drop(): Promise<void>;
}

let shared: Promise<Cluster> | undefined;

/**
 * The cluster of this test run, started by whoever asks first, in any worker. Its data die with the
 * run, so they need not survive a power cut.
 */
function testCluster(): Promise<Cluster> {
  shared ??= startCluster({
    dataDir: path.join(runFolder(), 'cluster'),
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  });
  return shared;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, database: string): Promise<boolean> {
  const found = await client.query('select 1 from pg_database where datname = $1', [database]);
  return found.rowCount === 1;
}

/** Migrations by the persistence lib; a house without any has an empty template. */
async function migrate(ownerUrl: string): Promise<void> {
  const { runMigrations } = persistence as { runMigrations?: (url: string) => Promise<unknown> };
  await runMigrations?.(ownerUrl);
}

/** The migrated database every other is copied from; the first worker makes it, the rest wait. */
async function ensureTemplate(cluster: Cluster): Promise<void> {
  await withClient(cluster.url(OWNER, 'postgres'), async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('${TEMPLATE}'))`);
    if (await exists(client, TEMPLATE)) return;
    const making = `${TEMPLATE}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making}`);
    await migrate(cluster.url(OWNER, making));
    await client.query(`alter database ${making} rename to ${TEMPLATE}`);
  });
}

/** Makes a database for one test file; drop it in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const cluster = await testCluster();
  await ensureTemplate(cluster);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = cluster.url(OWNER, 'postgres');
  await withClient(admin, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    name,
    ownerUrl: cluster.url(OWNER, name),
    appUrl: cluster.url(APP, name),
    drop: async () => {
      await withClient(admin, (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}
