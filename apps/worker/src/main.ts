import { openHouse } from '#flow';
import type { Process } from '#platform';
import { ConfigError, ensureRedisAnswers, runService } from '#platform';
import { startWorker } from './start-worker.js';

/** The worker alone: timed jobs and the HL7 listener, beside any number of api processes. */
async function serve({ config, log, shutdown }: Process): Promise<string> {
  if (config.database.kind !== 'given')
    throw new ConfigError('DATABASE_URL', 'The worker alone needs the setting DATABASE_URL.');
  const { database } = config;
  await ensureRedisAnswers(config);
  const opened = await openHouse(config, { log, database });
  shutdown.add('database', () => opened.close());
  const worker = await startWorker(config, opened, { log, ownerUrl: database.ownerUrl });
  shutdown.add('worker', () => worker.close());
  log.info({ mllp: worker.mllp.port }, 'ready');
  return new Promise(() => undefined);
}

await runService(serve, (log) => log.info('stopping'));
