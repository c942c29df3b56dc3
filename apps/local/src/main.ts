import { OpeningRefused, openHouse } from '#flow';
import {
  ConfigError,
  createLogger,
  createMetrics,
  createShutdown,
  readConfig,
  watchForStop,
  type Config,
  type Logger,
  type Shutdown,
} from '#platform';
import { FolderTaken, openEmbeddedDatabase } from './embedded-database.js';
import { greeting } from './greeting.js';
import { startParts, type RunningPart } from './parts.js';
import { ClusterError } from './postgres/cluster-error.js';

/** The whole stop, the database's own included, is over well before the ten seconds that are promised. */
const STOP_BUDGET_MS = 7_500;
const PART_STOP_MS = 3_500;
const STOP_HARD_MS = 9_500;

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

/** Closes everything within the time that is promised, whatever hangs, and ends the process. */
async function stop(shutdown: Shutdown, log: Logger, exitCode: number): Promise<never> {
  setTimeout(() => process.exit(exitCode || 1), STOP_HARD_MS).unref();
  for (const closed of await shutdown.close())
    if (closed.outcome !== 'closed')
      log.error({ part: closed.name, outcome: closed.outcome, err: closed.error }, 'stopped badly');
  process.exit(exitCode);
}

/** A start that cannot be obeyed ends with a sentence; anything else is a fault, told with its stack. */
function tellFailure(error: unknown, log: Logger): void {
  const expected =
    error instanceof ConfigError ||
    error instanceof ClusterError ||
    error instanceof FolderTaken ||
    error instanceof OpeningRefused;
  if (!expected) log.fatal({ err: error }, 'the service could not start');
  console.error(expected ? error.message : 'Boardround could not start; the line above says why.');
}

async function serve(config: Config, log: Logger, shutdown: Shutdown): Promise<Database> {
  const database = await openDatabase(config, log, shutdown);
  const say = (sentence: string) => console.log(sentence);
  const opened = await openHouse(config, { log, database, say });
  shutdown.add('house', () => opened.close());
  const running: RunningPart[] = [];
  const deps = { log, metrics: createMetrics(), opened, ownerUrl: database.ownerUrl };
  await startParts(config, deps, (part) => {
    shutdown.add(part.name, () => part.close(), PART_STOP_MS);
    running.push(part);
  });
  console.log(greeting(config, running));
  return database;
}

async function run(config: Config): Promise<never> {
  // People read standard output; the log goes beside it.
  const log = createLogger(config.logLevel, process.stderr);
  const shutdown = createShutdown({ budgetMs: STOP_BUDGET_MS });
  const stopWatch = watchForStop();
  // The terminal may be gone before we are.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const fault = new Promise<string>((resolve) => {
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'an error nobody handled ends the service');
      resolve('fault');
    });
  });
  const serving = serve(config, log, shutdown).then(
    async (database) => {
      await database.taken;
      log.fatal('the data folder went to another service while the database was down');
      return 'fault';
    },
    (error: unknown) => {
      tellFailure(error, log);
      return 'fault';
    },
  );
  const reason = await Promise.race([stopWatch.reason, fault, serving]);
  if (reason !== 'fault') console.log('Stopping');
  return stop(shutdown, log, reason === 'fault' ? 1 : 0);
}

/** Reads the settings and runs the service until it is asked to stop. */
export async function main(): Promise<never> {
  try {
    return await run(readConfig());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

await main();
