import type { AdtEvent, AdtReading } from '#interop';
import { readAdtBytes } from '#interop';
import type { AsActor } from '#persistence';
import { epochMs } from '#domain';
import type { Kept } from './inbound.js';

/** A parked message that an admission may have been what it waited for. */
export interface Parked {
  readonly kept: Kept;
  readonly reading: AdtReading;
  readonly bytes: Uint8Array;
}

/** Messages of a feed that overtake their admission do so by minutes; so many are looked through. */
const LOOKED_THROUGH_MAX = 50;

/**
 * Messages of a source that are parked because nobody had admitted their patient, and that speak of
 * the patient of this admission: in the order in which their events happened.
 */
export async function parkedFor(
  database: AsActor,
  organisations: readonly string[],
  source: string,
  admission: AdtEvent,
): Promise<Parked[]> {
  const rows = await database.query<Kept & { readonly body: Buffer }>(
    `SELECT organisation, id, digest, state, answer, body FROM inbound WHERE organisation = ANY ($1)
       AND source = $2 AND kind = 'adt' AND state = 'refused' AND code = 'stay-unknown'
     ORDER BY received_at DESC LIMIT ${LOOKED_THROUGH_MAX}`,
    [organisations, source],
  );
  return rows
    .flatMap(({ body, ...kept }) => {
      const reading = readAdtBytes(body);
      if (!reading.ok || reading.use !== 'apply') return [];
      if (!isSamePatient(reading.event, admission)) return [];
      return [{ kept, reading, bytes: body, at: epochMs(reading.event.occurredAt) }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ at: _at, ...parked }) => parked);
}

function isSamePatient(a: AdtEvent, b: AdtEvent): boolean {
  if (a.visit.visitNumber !== undefined && b.visit.visitNumber !== undefined)
    return a.visit.visitNumber === b.visit.visitNumber;
  const ids = new Set(a.patient.localIds.map(({ value }) => value));
  return b.patient.localIds.some(({ value }) => ids.has(value));
}
