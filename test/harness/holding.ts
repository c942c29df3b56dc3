import pg from 'pg';
import type { TestDatabase } from './database.js';

/** Somebody else's transaction that holds what it selects, until it is released. */
export interface Holding {
  release(): Promise<void>;
}

async function holding(database: Pick<TestDatabase, 'ownerUrl'>, select: string): Promise<Holding> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`SELECT set_config('app.organisations', '*', false)`);
  await client.query('BEGIN');
  await client.query(select);
  return {
    release: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/** Locks a ward, so that whoever writes to it waits. */
export function holdingWard(
  database: Pick<TestDatabase, 'ownerUrl'>,
  ward: string,
): Promise<Holding> {
  return holding(database, `SELECT 1 FROM ward_head WHERE ward = '${ward}' FOR UPDATE`);
}
