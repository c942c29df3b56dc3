import type { ErrorBody } from '#contracts';
import type { Colour, InstantText, MarkKind } from '#domain';
import { errorOf, isGood } from '../api/http.js';
import type { Reply } from '../api/http.js';

/** Something a person did. Its body carries the `commandId`, so that sending it twice does it once. */
export interface Command {
  readonly commandId: string;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: object;
  /** Commands on one stay are sent in the order in which they were made. */
  readonly stay: string;
  /** What it was, for the person who waits: "red, Scan result". */
  readonly about: string;
  /** Where it was done, without a name: "Ward 23, bed A4". It is all that a later page can say of it. */
  readonly where: string;
  readonly madeAt: InstantText | null;
  /** Of a mark: what it says, so that it shows before it is answered. */
  readonly mark?: { readonly colour: Colour; readonly kind: MarkKind };
}

export interface Queued extends Command {
  readonly state: 'sending' | 'waiting';
  /** How often it was sent without an answer. */
  readonly attempts: number;
}

export type Queue = readonly Queued[];

/** How a command ended; `waited` where it was not answered the first time that it was sent. */
export type Settled =
  | { readonly ok: true; readonly body: unknown; readonly waited?: true }
  | {
      readonly ok: false;
      readonly status: number;
      readonly error: ErrorBody;
      readonly waited?: true;
    };

export function added(queue: Queue, command: Command): Queue {
  return [...queue, { ...command, state: 'waiting', attempts: 0 }];
}

/** The oldest command of each stay that is not on its way yet. */
export function ready(queue: Queue): Queue {
  const met = new Set<string>();
  return queue.filter((one) => {
    if (met.has(one.stay)) return false;
    met.add(one.stay);
    return one.state === 'waiting';
  });
}

export function sending(queue: Queue, commandId: string): Queue {
  return change(queue, commandId, (one) => ({ ...one, state: 'sending' }));
}

export function postponed(queue: Queue, commandId: string): Queue {
  return change(queue, commandId, (one) => ({
    ...one,
    state: 'waiting',
    attempts: one.attempts + 1,
  }));
}

export function removed(queue: Queue, commandId: string): Queue {
  return queue.filter((one) => one.commandId !== commandId);
}

/**
 * What waits behind a command that came second counted its version past it: it must not be sent, because
 * it might meet by chance the version that somebody else made.
 */
export function builtUpon(queue: Queue, { commandId, path }: Command, settled: Settled): Queue {
  if (settled.ok || !['day-changed', 'plan-changed'].includes(settled.error.code)) return [];
  return queue.filter((one) => one.path === path && one.commandId !== commandId);
}

function change(queue: Queue, commandId: string, how: (one: Queued) => Queued): Queue {
  return queue.map((one) => (one.commandId === commandId ? how(one) : one));
}

/** Sent more often than this without an answer that can be read, a failing service is taken at its word. */
const FAILURES_MAX = 5;

/**
 * What a reply means for a command: settled by an answer, or to be sent again, because the service
 * was not reached or said that it cannot answer now (429, 502, 503, 504, and 500 for a while).
 */
export function verdict(reply: Reply, attempts: number): Settled | 'again' {
  if (reply.kind === 'unreached') return 'again';
  if (isGood(reply.status)) return { ok: true, body: reply.body };
  if ([429, 502, 503, 504].includes(reply.status)) return 'again';
  if (reply.status >= 500 && attempts < FAILURES_MAX) return 'again';
  return { ok: false, status: reply.status, error: errorOf(reply.body) };
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** How long to wait before sending again: doubling, at most a quarter of a minute. */
export function waitMs(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
}
