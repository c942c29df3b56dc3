import { openHouse } from '#flow';
import type { Config, Logger, Process, Shutdown } from '#platform';
import { createMetrics, ensureRedisAnswers, runService } from '#platform';
import { openDoor } from '../../api/src/door.js';
import { openEmbeddedDatabase } from './embedded-database.js';
import { greeting } from './greeting.js';
import { startParts, type RunningPart } from './parts.js';

const PART_STOP_MS = 3_500;
/** Connections that still wait for an answer then are left to the database, which is stopped next. */
const HOUSE_STOP_MS = 1_000;

interface Database {
  appUrl: string;
  ownerUrl: string;
  /** Settles when the data folder went to another service. */
  taken: Promise<void>;
}

async function openDatabase(config: Config, log: Logger, shutdown: Shutdown): Promise<Database> {
  if (config.database.kind === 'given')
    return { ...config.database, taken: new Promise(() => undefined) };
  console.log('Starting the database');
  const opening = openEmbeddedDatabase(config.dataDir, {
    log,
    say: (sentence) => console.log(sentence),
  });
  // Registered before it is open: a stop in the middle of a start waits for it and stops it too.
  shutdown.add('database', () =>
    opening.then(
      (database) => database.stop(),
      () => undefined,
    ),
  );
  return opening;
}

/** Everything on one machine in one process, with the database it starts itself. */
async function serve({ config, log, shutdown }: Process): Promise<string> {
  const door = await openDoor(config);
  shutdown.atOnce(() => door.shut());
  await ensureRedisAnswers(config);
  const database = await openDatabase(config, log, shutdown);
  const say = (sentence: string) => console.log(sentence);
  const opened = await openHouse(config, { log, database, say });
  shutdown.add('house', () => opened.close(), HOUSE_STOP_MS);
  const running: RunningPart[] = [];
  const { ownerUrl } = database;
  const deps = { log, metrics: createMetrics(), door, opened, ownerUrl };
  const { replaced } = await startParts(config, deps, (part) => {
    shutdown.add(part.name, () => part.close(), PART_STOP_MS);
    running.push(part);
  });
  console.log(greeting(config, running));
  const taken = 'The data folder went to another service while the database was down.';
  return Promise.race([replaced, database.taken.then(() => taken)]);
}

await runService(serve, () => console.log('Stopping'));
