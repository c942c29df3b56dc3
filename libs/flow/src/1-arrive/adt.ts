import type { InstantText } from '#domain';
import { ackAddress, buildAck, readAdtBytes } from '#interop';
import type { AckCode, AdtEvent, AdtReading } from '#interop';
import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { applyAdt } from './adt-apply.js';
import type { Applied, Decided } from './adt-apply.js';
import { keysOf, parkedFor } from './adt-parked.js';
import { organisationFor, sourceOf } from './adt-place.js';
import { committed } from './commit.js';
import { digestOf, settle } from './inbound.js';
import type { Kept } from './inbound.js';
import { intakeOf } from './intake.js';

export interface AdtArrival {
  /** What the feed is called by whoever received it; else its MSH-3/MSH-4 name it. */
  readonly source?: string | undefined;
  readonly bytes: Uint8Array;
  /** The person or part that received it, who stands in the facts: `mllp`, or who is signed in. */
  readonly receivedBy: string;
}

export interface AdtAnswer {
  /** The HL7 acknowledgement, segments ended by CR. */
  readonly ack: string;
  readonly status: 200 | 422;
  readonly code: AckCode;
  /** Why it is not AA: a stable code, never a value of the message. */
  readonly reason: string | null;
  /** Acknowledged, and kept until the stay it speaks of is there. */
  readonly waits?: boolean;
}

/**
 * Takes one ADT message: `POST /adt` and each frame of MLLP. It is stored before anything is done
 * with it, and answered only when it is applied or kept for a person. AR: not HL7, or not ADT, and
 * not kept. AE: kept. AA: applied, repeated, or an event that is not used. Throws `Busy` when its
 * turn did not come; what is stored is taken up again by the sender's repeat or `resumeInbound`.
 */
export async function adtArrives(house: House, arrival: AdtArrival): Promise<AdtAnswer> {
  const { bytes } = arrival;
  const receivedAt = nowText(house);
  const reading = readAdtBytes(bytes);
  if (!reading.ok && reading.ack === 'AR')
    return answered(bytes, receivedAt, { ack: 'AR', code: reading.code, place: reading.place });
  const header = headerOf(reading);
  const source = sourceOf(arrival.source, header);
  const book = await house.books.any();
  const digest = digestOf(unframed(bytes));
  const organisation = organisationFor(book, source, header?.organisationHints ?? []);
  const incoming = {
    organisation: organisation ?? SYSTEM_ORGANISATION,
    source,
    kind: 'adt' as const,
    // Without a control id only the bytes tell a repeat.
    controlId: header?.controlId ?? `sha256:${digest}`,
    digest,
    receivedAt,
    bytes,
  };
  const intake = intakeOf(house.persistence);
  const kept = await intake.keep(incoming);
  if (kept.digest !== digest) {
    const reused = { ack: 'AE', code: 'control-id-reused', place: 'MSH-10' } as const;
    const aside = { ...incoming, controlId: `${incoming.controlId} sha256:${digest}` };
    const second = await intake.keep(aside);
    return settled(
      house,
      second,
      { source, bytes, receivedBy: arrival.receivedBy },
      reused,
      receivedAt,
    );
  }
  if (!kept.fresh && kept.answer !== null && kept.state !== 'received' && kept.state !== 'refused')
    return { ack: kept.answer, status: 200, code: 'AA', reason: null };
  return handle(house, kept, { reading, source, bytes, receivedBy: arrival.receivedBy });
}

const PARKED_ROUNDS_MAX = 3;

/** Frame characters, line ends and blanks, which may differ between two sendings of one message. */
const AROUND = new Set([0x0b, 0x1c, 0x0d, 0x0a, 0x20]);

function unframed(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && AROUND.has(bytes[start] ?? 0)) start += 1;
  while (end > start && AROUND.has(bytes[end - 1] ?? 0)) end -= 1;
  return bytes.subarray(start, end);
}

export interface KeptMessage {
  readonly reading: AdtReading;
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly receivedBy: string;
  /** Taken up again by the message it waited for. */
  readonly parked?: boolean;
}

/** Applies a message that is kept, for the first time or once more, and writes down what became of it. */
export async function handle(house: House, kept: Kept, message: KeptMessage): Promise<AdtAnswer> {
  const { reading, source, receivedBy } = message;
  const at = nowText(house);
  if (!reading.ok)
    return settled(
      house,
      kept,
      message,
      { ack: 'AE', code: reading.code, place: reading.place },
      at,
    );
  if (reading.use === 'count')
    return settled(house, kept, message, { ack: 'AA', unused: true }, at);
  const { event } = reading;
  return applyAdt(house, { event, source, receivedBy }, async (decided) => {
    const answer = await finish(house, kept, message, decided, at);
    if (answer !== null && decided.applied.awaited === true && message.parked !== true)
      await takeParked(house, kept, message, event);
    return answer;
  });
}

/** Takes up what waited for this message: late and out of order, the stay is the same. */
function takeParked(
  house: House,
  kept: Kept,
  { source, receivedBy }: KeptMessage,
  event: AdtEvent,
) {
  const organisations = [...new Set([kept.organisation, SYSTEM_ORGANISATION])];
  return takeUp(house, { organisations, keys: keysOf(event), source, receivedBy });
}

export interface TakingUp {
  readonly organisations: readonly string[];
  /** What the messages may wait for; see `waitKeys`. */
  readonly keys: readonly string[];
  /** Whoever stands in the facts. */
  readonly receivedBy: string;
  /** The feed of messages that do not say theirs. */
  readonly source?: string;
}

/**
 * Applies messages that wait for what is there now, in the order in which they were written down. What is
 * applied may be what another waited for, so they are gone through again while it helps.
 */
export async function takeUp(
  house: House,
  { organisations, keys, ...by }: TakingUp,
): Promise<void> {
  const database = house.persistence.as(SERVICE);
  for (let round = 0; round < PARKED_ROUNDS_MAX; round += 1) {
    let helped = false;
    for (const parked of await parkedFor(database, organisations, keys)) {
      const { kept: row, reading, bytes } = parked;
      const source = row.source || (by.source ?? '');
      const own = { reading, source, bytes, receivedBy: by.receivedBy, parked: true };
      const answer = await handle(house, row, own);
      helped ||= answer.code === 'AA' && answer.waits !== true;
    }
    if (!helped) return;
  }
}

async function settled(
  house: House,
  kept: Kept,
  message: Pick<KeptMessage, 'source' | 'bytes' | 'receivedBy'>,
  applied: Applied,
  at: InstantText,
): Promise<AdtAnswer> {
  const answer = await finish(house, kept, message, { applied, drafted: null }, at);
  if (answer === null) throw new Error('what rests on nothing cannot have moved');
  return answer;
}

/**
 * Writes what became of a message and what it changes, in one act: no message is applied without being
 * settled, or twice. Null when it has to be decided again. What somebody else settled meanwhile is answered
 * as it was then.
 */
async function finish(
  house: House,
  kept: Kept,
  { source, bytes, receivedBy }: Pick<KeptMessage, 'source' | 'bytes' | 'receivedBy'>,
  { applied, drafted }: Decided,
  at: InstantText,
): Promise<AdtAnswer | null> {
  const answer = answered(bytes, at, applied);
  const { code = null, place = null, stay = null, unused = false, waits = null } = applied;
  const { organisation, wards } = applied.at ?? { organisation: kept.organisation, wards: [] };
  const { ear } = intakeOf(house.persistence);
  const feed = `${organisation}|${source}`;
  const heard = { organisation, feed: source, wards: ear.due(feed, wards, at), at };
  const state = applied.ack === 'AA' ? (unused ? 'ignored' : 'applied') : 'refused';
  const outcome = await settle(
    house.persistence.as({ person: receivedBy, organisations: [organisation] }),
    kept,
    { state, code, place, answer: answer.ack, stay, waits, heard },
    drafted?.write ?? null,
  );
  if (outcome.code === 'moved') return null;
  if (outcome.code === 'done') return answeredBefore(house, kept);
  ear.wasNoted(feed, heard.wards, at);
  if (drafted !== null) await committed(house, drafted, outcome.wards);
  return waits === null ? answer : { ...answer, waits: true };
}

/**
 * The answer that is kept of a message. None where the database died between storing it and settling it, and
 * lost what it had not yet on the disk: then nothing was done and the sender, unanswered, sends it again.
 */
async function answeredBefore(house: House, kept: Kept): Promise<AdtAnswer> {
  const [row] = await house.persistence
    .as(SERVICE)
    .query<{ answer: string | null }>(
      'SELECT answer FROM inbound WHERE organisation = $1 AND id = $2',
      [kept.organisation, kept.id],
    );
  const ack = row?.answer ?? null;
  if (ack === null) throw new Busy('a message that was stored is gone');
  return { ack, status: 200, code: 'AA', reason: null };
}

function answered(bytes: Uint8Array, at: InstantText, applied: Applied): AdtAnswer {
  const { ack: code, code: reason, place } = applied;
  const ack = buildAck(ackAddress(bytes), {
    code,
    at,
    ...(reason === undefined ? {} : { reason }),
    ...(place === undefined ? {} : { place }),
  });
  return { ack, status: code === 'AA' ? 200 : 422, code, reason: reason ?? null };
}

function headerOf(reading: AdtReading) {
  if (!reading.ok) return reading.header;
  return reading.use === 'count' ? reading.header : reading.event;
}
