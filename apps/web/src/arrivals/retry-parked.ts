import type { InboundItem, InboundList } from '#contracts';
import { isGood, request } from '../api/http.js';

/** Pages at most that are gone through for what waits: more is a matter of days, not of a button. */
const PAGES_MAX = 20;

export interface Retried {
  readonly tried: number;
  readonly taken: number;
  /** The service was not reached on the way: the rest waits as before. */
  readonly cut: boolean;
}

/**
 * Tries every parked message of a source, or of all, once more, in the order in which they came, since a later
 * one may need an earlier one. `progress` is told how many of how many are tried.
 */
export async function retryParked(
  source: string | null,
  progress: (done: number, total: number) => void,
): Promise<Retried> {
  const items = await parkedOf(source);
  if (items === null) return { tried: 0, taken: 0, cut: true };
  let taken = 0;
  for (const [index, { id }] of items.entries()) {
    progress(index, items.length);
    const reply = await request('POST', `/inbound/${id}/retry`, {
      commandId: crypto.randomUUID(),
    });
    if (reply.kind === 'unreached') return { tried: index, taken, cut: true };
    const { state } = isGood(reply.status) ? (reply.body as { state: string }) : { state: '' };
    if (state === 'applied') taken += 1;
  }
  return { tried: items.length, taken, cut: false };
}

/** The oldest first; null where the service was not reached. */
async function parkedOf(source: string | null): Promise<InboundItem[] | null> {
  const found: InboundItem[] = [];
  let after: string | null = '';
  for (let page = 0; page < PAGES_MAX && after !== null; page += 1) {
    const rest: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const reply = await request('GET', `/inbound?state=refused${rest}`);
    if (reply.kind === 'unreached' || !isGood(reply.status)) return null;
    const { items, next } = reply.body as InboundList;
    found.push(
      ...items.filter((item) => item.again && (source === null || item.source === source)),
    );
    after = next;
  }
  return found.reverse();
}

export function retriedWords({ tried, taken, cut }: Retried): string {
  if (cut) return 'The service could not be reached. What waits is kept; try again.';
  if (tried === 0) return 'No message waits any more.';
  if (taken === tried) return tried === 1 ? 'It is taken in.' : `All ${tried} are taken in.`;
  return `${taken} of ${tried} are taken in; ${tried - taken} still wait, see What came in.`;
}
