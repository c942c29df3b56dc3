import type { OpenedHouse } from '#flow';
import { SERVICE } from '#persistence';
import type { Feed } from './feed.js';

/** A relay that has not heard the database for this long does not run. */
const FEED_SILENT_MS_MAX = 5_000;

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
  return {
    add: (name, runs) => parts.push({ name, runs }),
    async missing() {
      const answers = await opened.house.persistence
        .as(SERVICE)
        .query('SELECT 1')
        .then(
          () => true,
          () => false,
        );
      const missing = parts.filter((part) => !part.runs()).map((part) => part.name);
      return answers ? missing : ['database', ...missing];
    },
  };
}
