import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** The advisory lock one service holds for as long as it lives: the letters "board" as a number. */
const LOCK = 0x62_6f_61_72_64;
const POLL_MS = 100;

/** Holds a data folder for one service. */
export interface Guard {
  /** Settles when the database is lost, and the folder with it; never after `end()`. */
  lost: Promise<void>;
  /** Makes the service's database when it is missing. */
  ensureDatabase(name: string): Promise<void>;
  /** Lets the folder go. */
  end(): Promise<void>;
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    'select pg_try_advisory_lock($1) as ours',
    [LOCK],
  );
  return rows[0]?.ours === true;
}

function guarding(client: pg.Client, lost: Promise<void>): Guard {
  return {
    lost,
    ensureDatabase: async (name) => {
      const found = await client.query('select 1 from pg_database where datname = $1', [name]);
      if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
    },
    end: async () => {
      client.removeAllListeners('end');
      await client.end().catch(() => undefined);
    },
  };
}

/**
 * Takes the lock of a cluster, or says null when another service keeps it. A service that was just
 * killed holds it until the database notices, so it is asked for a while.
 * @param url the owner's address of the cluster's `postgres` database
 */
export async function takeGuard(url: string, withinMs: number): Promise<Guard | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'boardround-guard' });
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  // Without a listener a lost connection would end the process; `end` tells what matters.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const endMs = performance.now() + withinMs;
    while (!(await tryLock(client))) {
      if (performance.now() > endMs) {
        await client.end();
        return null;
      }
      await pause(POLL_MS);
    }
    return guarding(client, lost);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
