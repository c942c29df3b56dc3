import type { Result } from '#domain';
import { accept } from '#domain';
import type { AsActor } from '#persistence';
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

export interface Outcome {
  readonly state: InboundState;
  readonly code: string | null;
  readonly place: string | null;
  readonly answer: string;
  readonly stay?: string | null;
  /** Under which keys it waits for a stay that may still come. */
  readonly waits?: readonly string[] | null;
  /** Wards of which a feed spoke with it, and when it came. */
  readonly heard?: {
    readonly organisation: string;
    readonly feed: string;
    readonly wards: readonly string[];
    readonly at: string;
  };
}

/** SHA-256 (hex) of what came. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Stores what came, in a transaction of its own, before anything is done with it. What is already
 * kept under the same control id is given back as it was kept, with `fresh: false`.
 */
export async function keep(
  database: AsActor,
  incoming: Incoming,
  organisations: readonly string[],
): Promise<Kept & { readonly fresh: boolean }> {
  const { organisation, source, kind, controlId, digest, receivedAt, bytes } = incoming;
  return database.call('keep_inbound', [
    organisation,
    randomUUID(),
    source,
    kind,
    controlId,
    digest,
    receivedAt,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    organisations,
  ]);
}

/** Says what became of something kept. */
export async function settle(database: AsActor, kept: Kept, outcome: Outcome): Promise<void> {
  await database.call('settle_inbound', [
    kept.organisation,
    kept.id,
    outcome.state,
    outcome.code,
    outcome.place,
    outcome.answer,
    outcome.stay ?? null,
    outcome.waits ?? null,
    outcome.heard?.organisation ?? null,
    outcome.heard?.feed ?? null,
    outcome.heard?.wards ?? [],
    outcome.heard?.at ?? null,
  ]);
}

/** One thing kept, as a person who mends it sees it: never its bytes. */
export interface InboundItem {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  readonly receivedAt: string;
  readonly state: string;
  readonly code: string | null;
  readonly place: string | null;
}

export interface InboundList {
  readonly items: readonly InboundItem[];
  readonly next: string | null;
}

const ITEMS_MAX = 100;

/** What is kept in a state, the latest first, from behind a cursor that an earlier page gave. */
export async function readInbound(
  database: AsActor,
  state: string,
  after: string | undefined,
): Promise<Result<InboundList>> {
  const [time = '', id = ''] = (after ?? '').split('|');
  const rows = await database.query<Omit<InboundItem, 'receivedAt'> & { receivedAt: Date }>(
    `SELECT id, source, kind, received_at AS "receivedAt", state, code, place FROM inbound
     WHERE state = $1 AND ($2 = '' OR (received_at, id::text) < (nullif($2, '')::timestamptz, $3))
     ORDER BY received_at DESC, id::text DESC LIMIT ${ITEMS_MAX + 1}`,
    [state, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) ? time : '', id],
  );
  const items = rows
    .slice(0, ITEMS_MAX)
    .map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
  const last = items.at(-1);
  const more = rows.length > ITEMS_MAX && last !== undefined;
  return accept({ items, next: more ? `${last.receivedAt}|${last.id}` : null });
}
