import type { OpenedHouse } from '#flow';
import { adtArrives, nowText } from '#flow';
import type { Config, Logger } from '#platform';
import type { RunningJobs } from './jobs/queue.js';
import { startJobs } from './jobs/queue.js';
import { startMllpListener } from './mllp/listener.js';

export interface RunningWorker {
  readonly mllp: { readonly host: string; readonly port: number };
  readonly jobs: RunningJobs;
  close(): Promise<void>;
}

interface WorkerDeps {
  readonly log: Logger;
  readonly ownerUrl: string;
}

/** Starts the timed jobs and the HL7 listener on an opened house. */
export async function startWorker(
  config: Config,
  opened: OpenedHouse,
  { log, ownerUrl }: WorkerDeps,
): Promise<RunningWorker> {
  const { house } = opened;
  const jobs = await startJobs(config, { house, log, ownerUrl });
  const mllp = await startMllpListener({
    host: config.mllp.host,
    port: config.mllp.port,
    now: () => nowText(house),
    log,
    onMessage: async (bytes) => (await adtArrives(house, { bytes, receivedBy: 'mllp' })).ack,
  });
  return {
    mllp: { host: config.mllp.host, port: mllp.port },
    jobs,
    close: async () => {
      await Promise.all([mllp.close(), jobs.close()]);
    },
  };
}
