import type { OpenedHouse } from '#flow';
import { SERVICE } from '#persistence';
import type { Feed } from './feed.js';

/** A relay that has not heard the database for this long does not run. */
const FEED_SILENT_MS_MAX = 5_000;
/** Who asks whether the service is ready wants to know soon: a database that is slower is not ready. */
const DATABASE_MS_MAX = 2_000;

/** What the service lacks to be ready: named parts, empty when it is. */
export interface Health {
  missing(): Promise<string[]>;
  /** Another part of this process says whether it runs. */
  add(name: string, runs: () => boolean): void;
}

export function createHealth(opened: OpenedHouse, feed: Feed): Health {
  const parts: { readonly name: string; readonly runs: () => boolean }[] = [
    { name: 'feed', runs: () => performance.now() - feed.wards.lastPollAt < FEED_SILENT_MS_MAX },
  ];
  let asking: Promise<boolean> | null = null;

  /** One question at a time, however often it is asked: a database that is stuck costs one connection. */
  function databaseAnswers(): Promise<boolean> {
    asking ??= opened.house.persistence
      .as(SERVICE)
      .query('SELECT 1')
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = null));
    return within(DATABASE_MS_MAX, asking);
  }

  return {
    add: (name, runs) => parts.push({ name, runs }),
    async missing() {
      const answers = await databaseAnswers();
      const missing = parts.filter((part) => !part.runs()).map((part) => part.name);
      return answers ? missing : ['database', ...missing];
    },
  };
}

/** What was answered within a time; false after it. */
async function within(ms: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
