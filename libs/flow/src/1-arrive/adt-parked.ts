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

/** What a message waits for that waits for the patients and visits of this event. */
export function keysOf(event: AdtEvent): string[] {
  const others = event.merges.flatMap(({ into, from }) => [into, from]);
  const all = [event, event.swapWith, ...others.map((patient) => ({ patient, visit: {} }))];
  return all.flatMap((one) => (one === undefined ? [] : waitKeys(one)));
}

/** Messages that wait for one of these, in the order in which they were written down. */
export async function parkedFor(
  database: AsActor,
  organisations: readonly string[],
  keys: readonly string[],
): Promise<Parked[]> {
  const rows = await database.query<Parked['kept'] & { readonly body: Buffer }>(
    `SELECT organisation, id, digest, state, answer, source, body FROM inbound
     WHERE organisation = ANY ($1) AND (organisation, id) IN
       (SELECT organisation, id FROM inbound_wait WHERE organisation = ANY ($1) AND key = ANY ($2))
     ORDER BY received_at LIMIT ${TAKEN_UP_MAX}`,
    [organisations, keys],
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
