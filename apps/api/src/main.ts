import { OpeningRefused, openHouse } from '#flow';
import {
  ConfigError,
  createLogger,
  createMetrics,
  createShutdown,
  readConfig,
  watchForStop,
} from '#platform';
import { startApi } from './start-api.js';

const STOP_BUDGET_MS = 8_000;

/** The api alone, on a database that somebody else keeps: for several processes behind a proxy. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database.kind !== 'given')
    throw new ConfigError('DATABASE_URL', 'The api alone needs the setting DATABASE_URL.');
  const log = createLogger(config.logLevel, process.stderr);
  const shutdown = createShutdown({ budgetMs: STOP_BUDGET_MS });
  const stop = watchForStop();
  const opened = await openHouse(config, { log, database: config.database });
  shutdown.add('database', () => opened.close());
  const api = await startApi(config, opened, { log, metrics: createMetrics() });
  shutdown.add('api', () => api.close());
  log.info({ host: api.host, port: api.port }, 'ready');
  await stop.reason;
  await shutdown.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const expected = error instanceof ConfigError || error instanceof OpeningRefused;
    process.stderr.write(`${expected ? error.message : String((error as Error).stack)}\n`);
    process.exit(1);
  },
);
