import type { OpenedHouse } from '#flow';
import type { Config, Logger, Metrics } from '#platform';
import type { Door } from '../../api/src/door.js';
import type { RunningApi } from '../../api/src/start-api.js';
import { startApi } from '../../api/src/start-api.js';
import { openLife } from '../../life/src/life.js';
import { WARD_TO_TRY } from '../../life/src/outlook.js';
import { startWorker } from '../../worker/src/start-worker.js';
import type { RunningWorker } from '../../worker/src/start-worker.js';

/** What the local start hands to each part of the service. */
export interface PartDeps {
  log: Logger;
  metrics: Metrics;
  door: Door;
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

/**
 * Starts the parts of the service in their order; they are closed in the opposite order. Answers with what settles
 * when they can no longer go on.
 */
export async function startParts(
  config: Config,
  { log, metrics, door, opened, ownerUrl }: PartDeps,
  started: (part: RunningPart) => void,
): Promise<{ readonly replaced: Promise<string> }> {
  const api = await startApi(config, opened, { log, metrics, door });
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
  const life = startDemonstrationLife(config, { api, worker, log });
  if (life !== null) started(life);
  return { replaced: api.replaced };
}

/**
 * Brings the demonstration to life once the service is ready. Its people come in by the same doors as
 * everybody, so it is closed before the doors are.
 */
function startDemonstrationLife(
  config: Config,
  { api, worker, log }: { readonly api: RunningApi; readonly worker: RunningWorker; log: Logger },
): RunningPart | null {
  if (config.demo.mode !== 'on' || !config.demo.life) return null;
  const { seed } = config.demo;
  const host = within(api.host);
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${api.port}`;
  const mllp = { host: within(worker.mllp.host), port: worker.mllp.port };
  const life = openLife({ url, mllp, seed, log });
  life.begin();
  return {
    name: 'life',
    addresses: [{ what: 'Life', at: `on (seed ${seed}); ward ${WARD_TO_TRY} is left to you` }],
    close: () => life.close(),
  };
}

/** A service that listens everywhere is reached at this machine's own address. */
function within(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
}
