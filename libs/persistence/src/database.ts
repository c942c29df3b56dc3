import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityManager } from 'typeorm';
import { BoundedClient } from './bounded-client.js';
import { House1700000000001 } from './migrations/0001-house.js';
import { HotPath1700000000002 } from './migrations/0002-hot-path.js';
import { Arrive1700000000003 } from './migrations/0003-arrive.js';

/** The role that works: not the owner, no way round the policies. */
const APP_ROLE = 'boardround_app';

const migrations = [House1700000000001, HotPath1700000000002, Arrive1700000000003];

/** Waiting is bounded everywhere: a busy database gives a 503, never a hang. */
const LIMITS = {
  connectMsMax: 2_000,
  statementMsMax: 10_000,
  lockMsMax: 4_000,
  idleInTransactionMsMax: 5_000,
  /** The database ends a statement itself before this, where it still can. */
  answerMsMax: 11_000,
} as const;

// Dates travel as text: the driver's own reading turns 1 June into 31 May under Europe/London.
const textTypes = new Map<number, (value: string) => string>([[1082, (value) => value]]);
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown =>
    textTypes.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Opens the pool of the working role. Whoever the address signs in as, every connection takes that role. */
export async function openDatabase(url: string, poolMax: number): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    url,
    entities: [],
    migrations: [],
    poolSize: poolMax,
    installExtensions: false,
    extra: {
      types,
      Client: BoundedClient,
      answerMsMax: LIMITS.answerMsMax,
      connectionTimeoutMillis: LIMITS.connectMsMax,
      idle_in_transaction_session_timeout: LIMITS.idleInTransactionMsMax,
      statement_timeout: LIMITS.statementMsMax,
      lock_timeout: LIMITS.lockMsMax,
      options: `-c role=${APP_ROLE} -c timezone=UTC`,
    },
  };
  const source = new DataSource(options);
  await source.initialize();
  poolOf(source).on('release', (_error, client) => boundOf(client).givenBack());
  return source;
}

function boundOf(client: unknown): BoundedClient {
  return client as BoundedClient;
}

/** For the long work of an operator or a first start: this transaction's statements take the time they need. */
export async function withoutHaste(manager: EntityManager): Promise<void> {
  boundOf(await manager.queryRunner?.connect()).mayTake(Infinity);
  await manager.query('SET LOCAL statement_timeout = 0');
}

/** Waits for a lock of this number, on a connection that ends with it, for so long at most. */
export async function lockWithin(
  client: pg.PoolClient,
  number: number,
  waitMs: number,
): Promise<void> {
  boundOf(client).mayTake(waitMs + LIMITS.answerMsMax);
  await client.query(`SET lock_timeout = ${waitMs}`);
  await client.query('SET statement_timeout = 0');
  await client.query('SELECT pg_advisory_lock($1)', [number]);
}

/** The driver's own pool, for statements that are prepared by name: TypeORM re-plans each one it sends. */
export function poolOf(source: DataSource): pg.Pool {
  return (source.driver as unknown as { readonly master: pg.Pool }).master;
}

/** Brings the database to this version's schema, as its owner. One process at a time; others wait. */
export async function runMigrations(ownerUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    entities: [],
    migrations,
    migrationsTableName: 'migration',
    poolSize: 2,
    installExtensions: false,
    extra: { connectionTimeoutMillis: LIMITS.connectMsMax, options: '-c timezone=UTC' },
  });
  await source.initialize();
  try {
    await source.query('SELECT pg_advisory_lock(726311)');
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}

/** Whether every migration of this version has been applied, asked with the working role. */
export async function isMigrated(source: DataSource): Promise<boolean> {
  const [known] = await source.query<{ exists: boolean }[]>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS exists`,
  );
  if (known?.exists !== true) return false;
  const [count] = await source.query<{ applied: number }[]>(
    `SELECT count(*)::int AS applied FROM migration`,
  );
  return (count?.applied ?? 0) >= migrations.length;
}
