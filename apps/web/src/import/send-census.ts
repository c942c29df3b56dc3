import type { CensusAnswer, ErrorBody } from '#contracts';
import type { InstantText } from '#domain';
import { errorOf, isGood } from '../api/http.js';

/** Which stays a file must name, or they are gone. */
export type Complete = 'wards' | 'organisation' | 'list';

/** A file and all that is said of it; a check and the taking ask the same of it. */
export interface CensusOrder {
  readonly file: File;
  readonly source: string;
  readonly takenAt: InstantText;
  /** The person said "now": where this device's clock runs ahead, the service's own is meant. */
  readonly saidNow: boolean;
  readonly complete: Complete;
  readonly createWards: boolean;
}

export type CensusReply =
  | { readonly kind: 'answer'; readonly answer: CensusAnswer }
  | { readonly kind: 'refused'; readonly error: ErrorBody }
  | { readonly kind: 'unreached' };

/** The largest file the service takes. */
export const CENSUS_MB_MAX = 32;

/** A large file on a slow line, and its reading, take this long at most. */
const WITHIN_MS = 300_000;

/**
 * Sends a census file. `fetch` cannot tell how far an upload has come, so this is the older way.
 * `progress` is told the part that has been sent, from 0 to 1. It never throws.
 */
export function sendCensus(
  order: CensusOrder,
  how: 'dry-run' | 'take' | 'confirm',
  progress: (part: number) => void,
): Promise<CensusReply> {
  const query = new URLSearchParams({
    source: order.source,
    takenAt: order.takenAt,
    complete: order.complete,
    ...(order.createWards ? { createWards: 'true' } : {}),
    ...(how === 'dry-run' ? { dryRun: 'true' } : {}),
    ...(how === 'confirm' ? { confirm: 'true' } : {}),
  });
  return new Promise((resolve) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `/api/census?${query.toString()}`);
    sending.timeout = WITHIN_MS;
    sending.setRequestHeader('content-type', 'text/csv');
    sending.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total);
    sending.onload = () => resolve(replyOf(sending.status, parsed(sending.responseText)));
    sending.onerror = () => resolve({ kind: 'unreached' });
    sending.ontimeout = () => resolve({ kind: 'unreached' });
    sending.send(order.file);
  });
}

function replyOf(status: number, body: unknown): CensusReply {
  return isGood(status)
    ? { kind: 'answer', answer: body as CensusAnswer }
    : { kind: 'refused', error: errorOf(body) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
