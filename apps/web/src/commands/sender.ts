import type { Reply } from '../api/http.js';
import { added, builtUpon, postponed, ready, removed, sending, verdict, waitMs } from './queue.js';
import type { Command, Queue, Queued, Settled } from './queue.js';
import type { Shelf } from './shelf.js';

export interface Sender {
  /** Sends until answered. The promise waits as long as the command does. */
  readonly submit: (command: Command) => Promise<Settled>;
  readonly queue: () => Queue;
  /** Sends at once all that waits: the line is back, or a person asks for it. */
  readonly nudge: () => void;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

export interface SenderParts {
  readonly send: (method: string, path: string, body: object) => Promise<Reply>;
  readonly wait: (ms: number, then: () => void) => () => void;
  /** Where commands outlive the page; without one they live as long as it does. */
  readonly shelf?: Pick<Shelf, 'put' | 'remove'>;
  /** The service no longer knows who we are: what waits stays on the shelf until they are back. */
  readonly signedOut?: () => void;
}

/** Carries commands to the service, each once in effect, those of one stay in their order. */
export function createSender({ send, wait, shelf, signedOut }: SenderParts): Sender {
  let queue: Queue = [];
  let open = true;
  const answers = new Map<string, (settled: Settled) => void>();
  const resting = new Map<string, () => void>();
  const listeners = new Set<() => void>();

  function keep(next: Queue): void {
    queue = next;
    listeners.forEach((listener) => listener());
  }

  function pump(): void {
    for (const one of ready(queue)) if (open && !resting.has(one.commandId)) void attempt(one);
  }

  async function attempt(one: Queued): Promise<void> {
    keep(sending(queue, one.commandId));
    const reply = await send(one.method, one.path, one.body);
    if (reply.kind === 'answer' && reply.status === 401 && signedOut !== undefined) {
      keep(postponed(queue, one.commandId));
      return signedOut();
    }
    const settled = verdict(reply, one.attempts + 1);
    if (settled !== 'again')
      return settle(one, one.attempts > 0 ? { ...settled, waited: true } : settled);
    keep(postponed(queue, one.commandId));
    if (!open) return;
    resting.set(
      one.commandId,
      wait(waitMs(one.attempts + 1), () => {
        resting.delete(one.commandId);
        pump();
      }),
    );
  }

  function settle(one: Queued, settled: Settled): void {
    for (const { commandId } of [one, ...builtUpon(queue, one, settled)]) {
      shelf?.remove(commandId);
      keep(removed(queue, commandId));
      answers.get(commandId)?.(settled);
      answers.delete(commandId);
    }
    pump();
  }

  return {
    submit(command) {
      return new Promise((resolve) => {
        answers.set(command.commandId, resolve);
        shelf?.put(command);
        keep(added(queue, command));
        pump();
      });
    },
    queue: () => queue,
    nudge() {
      resting.forEach((cancel) => cancel());
      resting.clear();
      pump();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      open = false;
      resting.forEach((cancel) => cancel());
      resting.clear();
    },
  };
}
