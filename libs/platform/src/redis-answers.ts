import type { Config } from './config.js';
import { StartRefused } from './start-refused.js';

const ANSWER_MS_MAX = 3_000;
/** What Redis says to a name or password that it does not know. */
const REFUSED = /NOAUTH|WRONGPASS|NOPERM|invalid password/i;

/**
 * Asks Redis once, where there is one, before anything rests on it: afterwards it may go and come as it likes.
 * @throws StartRefused when it does not answer or does not let us in.
 */
export async function ensureRedisAnswers({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<void> {
  if (redisUrl === null) return;
  const { Redis } = await import('ioredis');
  const client = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS_MAX,
    commandTimeout: ANSWER_MS_MAX,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let last: unknown = null;
  client.on('error', (error) => (last = error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const refused = [error, last].some((one) => one instanceof Error && REFUSED.test(one.message));
    throw new StartRefused(
      refused
        ? 'Redis refuses the name or the password of the setting REDIS_URL: set it to ones that it knows.'
        : 'Redis does not answer at the setting REDIS_URL: start it, set REDIS_URL to where it is, or leave it out.',
      { cause: error },
    );
  } finally {
    client.disconnect();
  }
}
