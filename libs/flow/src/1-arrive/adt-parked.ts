import { epochMs } from '#domain';
import type { AdtEvent, AdtReading } from '#interop';
import { readAdtBytes } from '#interop';
import type { AsActor } from '#persistence';
import { saidAt } from './adt-words.js';
import { waitKeys } from './find-stay.js';
import type { Kept } from './inbound.js';

/** A parked message that an event may have been what it waited for. */
export interface Parked {
  readonly kept: Kept & { readonly source: string };
  readonly reading: AdtReading;
  readonly bytes: Uint8Array;
}

/** Messages that overtake what they need do so by minutes; of one patient so many are taken up. */
const TAKEN_UP_MAX = 50;

/** Messages that wait for a stay of the patient or visit of this event, in the order in which they were written down. */
export async function parkedFor(
  database: AsActor,
  organisations: readonly string[],
  event: AdtEvent,
): Promise<Parked[]> {
  const others = event.merges.flatMap(({ into, from }) => [into, from]);
  const keys = [event, event.swapWith, ...others.map((patient) => ({ patient, visit: {} }))];
  const rows = await database.query<Parked['kept'] & { readonly body: Buffer }>(
    `SELECT organisation, id, digest, state, answer, source, body FROM inbound
     WHERE organisation = ANY ($1) AND (organisation, id) IN
       (SELECT organisation, id FROM inbound_wait WHERE organisation = ANY ($1) AND key = ANY ($2))
     ORDER BY received_at LIMIT ${TAKEN_UP_MAX}`,
    [organisations, keys.flatMap((one) => (one === undefined ? [] : waitKeys(one)))],
  );
  return rows
    .flatMap(({ body, ...kept }) => {
      const reading = readAdtBytes(body);
      if (!reading.ok || reading.use !== 'apply') return [];
      return [{ kept, reading, bytes: body, at: epochMs(saidAt(reading.event)) }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ at: _at, ...parked }) => parked);
}
