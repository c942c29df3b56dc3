import { openHouse } from '#flow';
import type { Process } from '#platform';
import { ConfigError, createMetrics, ensureRedisAnswers, runService } from '#platform';
import { openDoor } from './door.js';
import { startApi } from './start-api.js';

/** The api alone, on a database that somebody else keeps: for several processes behind a proxy. */
async function serve({ config, log, shutdown }: Process): Promise<string> {
  if (config.database.kind !== 'given')
    throw new ConfigError('DATABASE_URL', 'The api alone needs the setting DATABASE_URL.');
  const door = await openDoor(config);
  shutdown.atOnce(() => door.shut());
  await ensureRedisAnswers(config);
  const opened = await openHouse(config, { log, database: config.database });
  shutdown.add('database', () => opened.close());
  const api = await startApi(config, opened, { log, door, metrics: createMetrics() });
  shutdown.add('api', () => api.close());
  log.info({ host: api.host, port: api.port }, 'ready');
  return api.replaced;
}

await runService(serve, (log) => log.info('stopping'));
