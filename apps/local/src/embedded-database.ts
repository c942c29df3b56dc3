import { setTimeout as pause } from 'node:timers/promises';
import { StartRefused } from '#platform';
import type { Logger } from '#platform';
import { takeGuard, type Guard } from './guard.js';
import { OWNER, startCluster, type Cluster } from './postgres/cluster.js';

const DATABASE = 'boardround';
const APP = 'boardround_app';
const LOCK_WITHIN_MS = 3_000;
const OPEN_TRIES = 5;
const RETRY_MS = 500;

/** Another service has this data folder. */
class FolderTaken extends StartRefused {
  constructor() {
    super(
      'Another Boardround runs on this data folder: stop it, or set DATA_DIR to another folder.',
    );
    this.name = 'FolderTaken';
  }
}

export interface EmbeddedDatabase {
  /** The working role's address. */
  appUrl: string;
  /** The owner's address, for migrations. */
  ownerUrl: string;
  /** Settles when the folder went to another service while the database was down. */
  taken: Promise<void>;
  stop(): Promise<void>;
}

interface Opened {
  cluster: Cluster;
  guard: Guard;
}

/** Starts or adopts the cluster and takes its lock. One that is just being stopped is started again. */
async function open(dataDir: string, say: (sentence: string) => void): Promise<Opened> {
  for (let attempt = 1; ; attempt += 1) {
    const cluster = await startCluster({ dataDir, onProgress: say });
    try {
      const guard = await takeGuard(cluster.url(OWNER, 'postgres'), LOCK_WITHIN_MS);
      if (!guard) throw new FolderTaken();
      return { cluster, guard };
    } catch (error) {
      if (error instanceof FolderTaken || attempt === OPEN_TRIES) throw error;
      await pause(RETRY_MS);
    }
  }
}

/**
 * Opens the database in a data folder for this service alone and keeps it running: when PostgreSQL dies,
 * it is started again and recovers, while the service's pools wait and say they are not ready.
 * @throws FolderTaken when another service has the folder, ClusterError when PostgreSQL cannot run.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  { log, say }: { log: Logger; say: (sentence: string) => void },
): Promise<EmbeddedDatabase> {
  let opened = await open(dataDir, say);
  await opened.guard.ensureDatabase(DATABASE);
  let state: 'ours' | 'taken' | 'stopping' = 'ours';
  const stopAsked = signal();
  const taken = signal();

  /** Tries until the database is back; false when there is nothing more to do. */
  async function reopen(): Promise<boolean> {
    while (state === 'ours') {
      try {
        opened = await open(dataDir, () => undefined);
        log.warn({ adopted: opened.cluster.adopted }, 'the database is back');
        return true;
      } catch (error) {
        if (error instanceof FolderTaken) {
          state = 'taken';
          taken.give();
          return false;
        }
        log.error({ err: error }, 'the database does not start yet');
        await pause(RETRY_MS);
      }
    }
    return false;
  }

  async function supervise(): Promise<void> {
    do await Promise.race([opened.guard.lost, stopAsked.given]);
    while (state === 'ours' && (await reopen()));
  }

  const supervisor = supervise();
  return {
    appUrl: opened.cluster.url(APP, DATABASE),
    ownerUrl: opened.cluster.url(OWNER, DATABASE),
    taken: taken.given,
    stop: async () => {
      if (state === 'taken') return;
      state = 'stopping';
      stopAsked.give();
      await supervisor;
      await opened.guard.end();
      await opened.cluster.stop();
    },
  };
}

/** A promise that is kept from outside. */
function signal(): { given: Promise<void>; give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
