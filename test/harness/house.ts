import type { Act, ReferenceRow } from '#domain';
import { startingReference } from '#domain';
import type { House } from '#flow';
import { BookKeeper, newIds } from '#flow';
import type { WardChangeRead } from '#persistence';
import { Persistence, SERVICE, bulkLoad, openDatabase } from '#persistence';
import type { TestClock } from '#platform';
import { createLogger, testClock } from '#platform';
import { Writable } from 'node:stream';
import { freshDatabase, type TestDatabase } from './database.js';

/** A house of one's own on a real database, with a clock that stands still. */
export interface TestHouse {
  readonly house: House;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  /** Everything told to the feed so far, in order. */
  readonly told: WardChangeRead[];
  /** Everything logged so far, as text. */
  readonly logged: string[];
  close(): Promise<void>;
}

interface Furnished {
  readonly now: string;
  /** `empty`: what is unknown registers itself. `off`: an administrator has to accept it. */
  readonly mode?: 'empty' | 'off';
  /** Reference rows beside the starting ones: wards, say. */
  readonly reference?: readonly ReferenceRow[];
}

/** Opens a house with the starting reference data and no patient. Close it in `afterAll`. */
export async function testHouse({
  now,
  mode = 'empty',
  reference = [],
}: Furnished): Promise<TestHouse> {
  const database = await freshDatabase();
  const persistence = new Persistence(await openDatabase(database.appUrl, 6));
  await bulkLoad(persistence, actsOf([...startingReference(), ...reference], now));
  await persistence
    .as(SERVICE)
    .query(
      'INSERT INTO house (one, mode, epoch, opened_at) VALUES (true, $1, gen_random_uuid(), $2)',
      [mode, now],
    );
  const clock = testClock(now);
  const told: WardChangeRead[] = [];
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  const house: House = {
    persistence,
    clock,
    books: new BookKeeper(persistence),
    ids: newIds(clock),
    log: createLogger('info', sink),
    tell: (change) => told.push(change),
    foretell: () => undefined,
  };
  const close = async () => {
    await persistence.close();
    await database.drop();
  };
  return { house, clock, database, told, logged, close };
}

/** Wards lie with their organisation, everything else with the system. */
function actsOf(rows: readonly ReferenceRow[], now: string): Act[] {
  const organisationOf = (row: ReferenceRow) =>
    row.kind === 'ward' ? (row.value as { readonly organisation: string }).organisation : 'QK1';
  const organisations = [...new Set(rows.map(organisationOf))];
  return organisations.map((organisation, index) => ({
    organisation,
    ward: null,
    commandId: `00000000-0000-4000-8000-00000000000${index}`,
    by: SERVICE.person,
    at: now,
    recordedAt: now,
    facts: rows
      .filter((row) => organisationOf(row) === organisation)
      .map((row) => ({
        stream: `reference:${row.kind}`,
        fact: { type: 'reference-set', body: row },
      })),
  }));
}
