import { Writable } from 'node:stream';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { createLogger, readConfig } from '#platform';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { startTestApi, type TestApi } from '../harness/api.js';
import { freshDatabase } from '../harness/database.js';
import type { HttpClient } from '../harness/http-client.js';
import { furnish, smallHouseActs, uuidOf } from '../harness/small-house.js';
import { mllpSender, type MllpSender } from './mllp-sender.js';

/** The service's time in these tests: later than what the senders wrote about, but for a few. */
export const NOW = '2026-06-15T09:00:00Z';
/** The one hospital to which every sender is put down. */
export const HOSPITAL = 'RWE';

/** The whole service in this process, with the senders an administrator has accepted. */
export interface OutsideHouse {
  readonly api: TestApi;
  readonly admin: HttpClient;
  readonly sender: MllpSender;
  /** Every line that any part logged. */
  logged(): string[];
  /** What is kept of the messages that came. */
  inbound(): Promise<readonly InboundRow[]>;
  /** What is wrong with the ledger and with the tables made from it; both should be empty. */
  faults(): Promise<{ readonly ledger: readonly object[]; readonly rebuild: readonly object[] }>;
  close(): Promise<void>;
}

export interface InboundRow {
  readonly digest: string;
  readonly state: string;
  readonly code: string | null;
  readonly stay: string | null;
}

export async function openOutsideHouse(sources: readonly string[]): Promise<OutsideHouse> {
  const database = await freshDatabase();
  const reference = smallHouseActs({ now: NOW, wards: [] });
  await furnish(database, [...reference, ...acceptedSources(sources)], NOW);
  const api = await startTestApi(database, { now: NOW });
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    MLLP_PORT: '0',
    DEMO: 'empty',
  });
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLogger('debug', sink);
  const worker = await startWorker(config, api.opened, { log, ownerUrl: database.ownerUrl });
  const sender = await mllpSender(worker.mllp.port);
  const { persistence } = api.opened.house;
  return {
    api,
    admin: await api.as('admin'),
    sender,
    logged: () => [...api.logged, ...lines],
    inbound: () =>
      persistence
        .as(SERVICE)
        .query<InboundRow>(`SELECT digest, state, code, stay FROM inbound WHERE kind = 'adt'`),
    faults: async () => ({
      ledger: (await verifyLedger(persistence)).faults,
      rebuild: (await checkRebuild(persistence)).faults,
    }),
    close: async () => {
      sender.close();
      await worker.close();
      await api.close();
      await database.drop();
    },
  };
}

/** What an administrator does before the first message: says of each sender whose it is. */
function acceptedSources(sources: readonly string[]) {
  if (sources.length === 0) return [];
  return [
    {
      organisation: HOSPITAL,
      ward: null,
      commandId: uuidOf('sources'),
      by: SERVICE.person,
      at: NOW,
      recordedAt: NOW,
      facts: [...new Set(sources)].sort().map((source) => ({
        stream: 'reference:source',
        fact: {
          type: 'reference-set' as const,
          body: {
            kind: 'source' as const,
            code: source,
            validFrom: '2010-01-01',
            value: { source, organisation: HOSPITAL, accepted: true },
          },
        },
      })),
    },
  ];
}
