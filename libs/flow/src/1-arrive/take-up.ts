import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { takeUp } from './adt.js';
import type { StayChange } from './draft.js';

/** Facts after which a message may find what it waited for: a stay, its beginning, that it goes on or is over. */
const FREES = new Set([
  'stay-admitted',
  'stay-resumed',
  'stay-left',
  'stay-voided',
  'stay-move-cancelled',
  'patient-merged',
]);

/**
 * Applies messages that waited for what a census or a ward has just written. After that write and not within it:
 * each message is settled with its own facts, and what is cut off between the two is taken up by `resumeWaiting`.
 */
export async function takeUpFor(
  house: House,
  organisation: string,
  changes: readonly StayChange[],
): Promise<void> {
  const keys = changes.filter(mayFree).map(keysOfChange);
  const waited = await waitedFor(house, organisation, keys.flat());
  for (const own of keys.map((some) => some.filter((key) => waited.has(key)))) {
    if (own.length > 0) await tryTakeUp(house, organisation, own);
  }
}

/** Keys of stays at most looked after in one go. */
const KEYS_MAX = 200;
/** What waits for longer waits for something else. */
const WAITED_HOURS_MAX = 36;

/**
 * Applies messages that wait for a stay which is there, because the service was cut off before it took them up.
 * Gives how many patients or visits they waited for.
 */
export async function resumeWaiting(house: House, before: string): Promise<number> {
  const rows = await house.persistence.as(SERVICE).query<{ organisation: string; key: string }>(
    `WITH waiting AS (
       SELECT DISTINCT w.organisation, w.key, split_part(w.key, ':', 1) AS kind, substr(w.key, strpos(w.key, ':') + 1) AS number
       FROM inbound_wait w JOIN inbound i ON i.organisation = w.organisation AND i.id = w.id
       WHERE i.code = 'stay-unknown' AND i.received_at < $1
         AND i.received_at > $1::timestamptz - interval '${WAITED_HOURS_MAX} hours'),
     known AS (
       SELECT w.organisation, w.key, p.patient FROM waiting w JOIN patient p
         ON p.organisation = w.organisation AND p.local_id = w.number WHERE w.kind = 'local'
       UNION SELECT w.organisation, w.key, p.patient FROM waiting w JOIN patient p
         ON p.organisation = w.organisation AND p.nhs_number = w.number WHERE w.kind = 'nhs')
     SELECT DISTINCT k.organisation, k.key FROM known k JOIN stay s
       ON s.organisation = k.organisation AND s.patient = k.patient AND s.open_until = 'infinity'
     ORDER BY 1, 2 LIMIT ${KEYS_MAX}`,
    [before],
  );
  for (const { organisation, key } of rows) await tryTakeUp(house, organisation, [key]);
  return rows.length;
}

async function tryTakeUp(house: House, organisation: string, keys: readonly string[]) {
  try {
    await takeUp(house, {
      organisations: [organisation, SYSTEM_ORGANISATION],
      keys,
      receivedBy: SERVICE.person,
    });
  } catch (error) {
    // Whoever wrote is not refused for a message that has to wait a little longer.
    if (!(error instanceof Busy)) throw error;
    house.log.info({ organisation }, 'what waited for a stay is taken up later');
  }
}

async function waitedFor(
  house: House,
  organisation: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await house.persistence
    .as(SERVICE)
    .query<{ key: string }>(
      'SELECT DISTINCT key FROM inbound_wait WHERE organisation = ANY ($1) AND key = ANY ($2)',
      [[organisation, SYSTEM_ORGANISATION], keys],
    );
  return new Set(rows.map(({ key }) => key));
}

function mayFree({ facts }: StayChange): boolean {
  return facts.some(
    ({ type, body }) => FREES.has(type) || (type === 'stay-updated' && 'admittedAt' in body),
  );
}

/** As `waitKeys` writes them. */
function keysOfChange({ before, words }: StayChange): string[] {
  const { localId = null, nhsNumber = null } = words ?? before?.patient ?? {};
  const visit = before?.view.visit ?? null;
  return [
    ...(localId === null ? [] : [`local:${localId}`]),
    ...(nhsNumber === null ? [] : [`nhs:${nhsNumber}`]),
    ...(visit === null ? [] : [`visit:${visit}`]),
  ];
}
