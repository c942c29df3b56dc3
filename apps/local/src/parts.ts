import type { OpenedHouse } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import { startApi } from '../../api/src/start-api.js';
import { startWorker } from '../../worker/src/start-worker.js';

/** What the local start hands to each part of the service. */
export interface PartDeps {
  log: Logger;
  metrics: Metrics;
  opened: OpenedHouse;
  /** The database owner's address, for the queue's own schema. */
  ownerUrl: string;
}

/** A part that runs until it is closed. */
export interface RunningPart {
  name: string;
  /** Where it can be reached, for the person who started it. */
  addresses: { what: string; at: string }[];
  close(): Promise<void>;
}

/** Starts the parts of the service in their order; they are closed in the opposite order. */
export async function startParts(
  config: Config,
  { log, metrics, opened, ownerUrl }: PartDeps,
  started: (part: RunningPart) => void,
): Promise<void> {
  const api = await startApi(config, opened, { log, metrics });
  started({
    name: 'api',
    addresses: [{ what: 'Open', at: `http://${api.host}:${api.port}` }],
    close: () => api.close(),
  });
  const worker = await startWorker(config, opened, { log, ownerUrl });
  api.health.add('jobs', () => worker.jobs.runs());
  started({
    name: 'worker',
    addresses: [{ what: 'HL7 (MLLP)', at: `${worker.mllp.host}:${worker.mllp.port}` }],
    close: () => worker.close(),
  });
}
