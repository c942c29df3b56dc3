import type { AsActor, CommandWrite, Settling, WriteOutcome } from '#persistence';
import { createHash, randomUUID } from 'node:crypto';

type InboundState = 'received' | 'applied' | 'ignored' | 'refused' | 'undone';
type InboundKind = 'census' | 'adt';

/** A file or message as it is kept: who sent it, what became of it, and what was answered. */
export interface Kept {
  readonly organisation: string;
  readonly id: string;
  readonly digest: string;
  readonly state: InboundState;
  readonly answer: string | null;
}

export interface Incoming {
  readonly organisation: string;
  readonly source: string;
  readonly kind: InboundKind;
  /** What makes a repeat a repeat: a message's control id, a census's time and options. */
  readonly controlId: string;
  readonly digest: string;
  readonly receivedAt: string;
  readonly bytes: Uint8Array;
}

export interface Outcome extends Pick<Settling, 'code' | 'place' | 'answer'> {
  readonly state: InboundState;
  readonly stay?: string | null;
  readonly waits?: Settling['waits'];
  readonly heard?: Settling['heard'];
}

/** SHA-256 (hex) of what came. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export type KeptNow = Kept & { readonly fresh: boolean };

/**
 * Stores what came, in a transaction of its own, before anything is done with it. What is already
 * kept under the same control id is given back as it was kept, with `fresh: false`.
 */
export async function keep(
  database: AsActor,
  incoming: Incoming,
  organisations: readonly string[],
): Promise<KeptNow> {
  const [kept] = await keepAll(database, [incoming], organisations, { durable: true });
  if (kept === undefined) throw new Error('what was stored is there');
  return kept;
}

/** The same for many; when not `durable`, on the disk with whatever is written next. */
export function keepAll(
  database: AsActor,
  all: readonly Incoming[],
  organisations: readonly string[],
  { durable }: { readonly durable: boolean },
): Promise<readonly KeptNow[]> {
  const items = all.map(({ bytes: _bytes, ...item }) => ({ ...item, id: randomUUID() }));
  const bodies = all.map(({ bytes }) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  );
  return database.call('keep_inbound', [JSON.stringify(items), bodies, organisations, durable]);
}

/**
 * Says what became of something kept, and writes with it what it changes in the house: both or neither.
 * `done` when somebody else has said it, `moved` when the write rests on what is no longer so.
 */
export function settle(
  database: AsActor,
  kept: Kept,
  outcome: Outcome,
  write: CommandWrite | null = null,
): Promise<WriteOutcome> {
  const { organisation, id } = kept;
  const { stay = null, waits = null, heard = null, ...rest } = outcome;
  return database.settle({ organisation, id, ...rest, stay, waits, heard }, write);
}
