import { OpeningRefused, openHouse } from '#flow';
import { ConfigError, createLogger, createShutdown, readConfig, watchForStop } from '#platform';
import { startWorker } from './start-worker.js';

const STOP_BUDGET_MS = 8_000;

/** The worker alone: timed jobs and the HL7 listener, beside any number of api processes. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config.database.kind !== 'given')
    throw new ConfigError('DATABASE_URL', 'The worker alone needs the setting DATABASE_URL.');
  const log = createLogger(config.logLevel, process.stderr);
  const shutdown = createShutdown({ budgetMs: STOP_BUDGET_MS });
  const stop = watchForStop();
  const opened = await openHouse(config, { log, database: config.database });
  shutdown.add('database', () => opened.close());
  const worker = await startWorker(config, opened, { log, ownerUrl: config.database.ownerUrl });
  shutdown.add('worker', () => worker.close());
  log.info({ mllp: worker.mllp.port }, 'ready');
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
