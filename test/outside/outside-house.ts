import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { adtArrives, nowText } from '#flow';
import { startMllpListener } from '../../apps/worker/src/mllp/listener.js';
import { startTestApi, type TestApi } from '../harness/api.js';
import { freshDatabase } from '../harness/database.js';
import type { HttpClient } from '../harness/http-client.js';
import { furnish, smallHouseActs, uuidOf } from '../harness/small-house.js';
import { mllpSender, type MllpSender } from '../harness/mllp-sender.js';

/** The service's time in these tests: later than what the senders wrote about, but for a few. */
export const NOW = '2026-06-15T09:00:00Z';
/** The one hospital to which every sender is put down. */
export const HOSPITAL = 'RWE';

const LOGGED_AS_ERROR = 50;

/** The service in this process, HTTP and HL7, with the senders an administrator has accepted. */
export interface OutsideHouse {
  readonly api: TestApi;
  readonly admin: HttpClient;
  readonly sender: MllpSender;
  /** Every line that any part logged. */
  logged(): readonly string[];
  /** Those of them that tell of something that broke. */
  errors(): readonly string[];
  /** What is kept of the messages that came. */
  inbound(): Promise<readonly InboundRow[]>;
  /** What is wrong with the ledger and with the tables made from it; both should be empty. */
  faults(): Promise<{ readonly ledger: readonly object[]; readonly rebuild: readonly object[] }>;
  close(): Promise<void>;
}

interface InboundRow {
  readonly body: Buffer;
  readonly stay: string | null;
}

export async function openOutsideHouse(sources: readonly string[]): Promise<OutsideHouse> {
  const database = await freshDatabase();
  const reference = smallHouseActs({ now: NOW, wards: [] });
  await furnish(database, [...reference, ...acceptedSources(sources)], NOW);
  const api = await startTestApi(database, { now: NOW });
  const { house } = api.opened;
  // The listener as the worker starts it, without the timed jobs beside it: patients who came in 2013
  // give those work for minutes, and a stop waits for the one in hand.
  const mllp = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    now: () => nowText(house),
    log: house.log,
    onMessage: async (bytes) => (await adtArrives(house, { bytes, receivedBy: 'mllp' })).ack,
  });
  const sender = await mllpSender(mllp.port);
  const { persistence } = house;
  return {
    api,
    admin: await api.as('admin'),
    sender,
    logged: () => api.logged,
    errors: () => api.logged.filter((line) => levelOf(line) >= LOGGED_AS_ERROR),
    inbound: () =>
      persistence
        .as(SERVICE)
        .query<InboundRow>(`SELECT body, stay FROM inbound WHERE kind = 'adt'`),
    faults: async () => ({
      ledger: (await verifyLedger(persistence)).faults,
      rebuild: (await checkRebuild(persistence)).faults,
    }),
    close: async () => {
      sender.close();
      await mllp.close();
      await api.close();
      await database.drop();
    },
  };
}

function levelOf(line: string): number {
  return (JSON.parse(line) as { readonly level: number }).level;
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
