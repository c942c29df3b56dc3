import type { Person } from '#domain';
import type { House } from '#flow';
import { BookKeeper, findPerson, newIds } from '#flow';
import type { WardChangeRead } from '#persistence';
import { Persistence, openDatabase } from '#persistence';
import type { Clock, TestClock } from '#platform';
import { createLogger, testClock } from '#platform';
import { Writable } from 'node:stream';
import pg from 'pg';
import type { TestDatabase } from './database.js';

/** The flow on a database, without HTTP: for rules that need a clock of the test's own. */
export interface StandingHouse {
  readonly house: House;
  readonly told: WardChangeRead[];
  person(id: string): Promise<Person>;
  close(): Promise<void>;
}

/** Opens the flow on a furnished database. Several may stand on one database at once. */
export async function standingHouse(
  database: TestDatabase,
  clock: Clock,
  poolMax = 6,
): Promise<StandingHouse> {
  const persistence = new Persistence(await openDatabase(database.appUrl, poolMax));
  const told: WardChangeRead[] = [];
  const house: House = {
    persistence,
    clock,
    books: new BookKeeper(persistence),
    ids: newIds(clock),
    log: createLogger('error', new Writable({ write: (_chunk, _encoding, done) => done() })),
    tell: (change) => told.push(change),
    foretell: () => undefined,
  };
  return {
    house,
    told,
    person: async (id) => {
      const found = findPerson(await house.books.now(), id);
      if (found === null) throw new Error(`nobody is called ${id}`);
      return found;
    },
    close: () => persistence.close(),
  };
}

export function stillClock(now: string): TestClock {
  return testClock(now);
}

/** Somebody at the database itself, past every policy: what an intruder or an operator could do. */
export async function behindTheBack<T>(
  database: Pick<TestDatabase, 'ownerUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What an intruder with the owner's password would do: past the triggers, past the policies. */
export async function tamper(
  database: TestDatabase,
  text: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await behindTheBack(database, async (client) => {
    await client.query('SET session_replication_role = replica');
    const { rowCount } = await client.query(text, [...values]);
    if (rowCount === 0) throw new Error('nothing was tampered with');
  });
}
