import type { Socket } from 'node:net';
import { ackAddress, buildAck, frameMessage, type MllpItem } from '#interop';
import { errorCode, type MllpListenerOptions, type MllpPeer } from './mllp.types.js';

/** The messages of one connection that wait for their answers. */
export interface Answers {
  readonly busy: boolean;
  add(items: readonly MllpItem[]): void;
  /** Resolves when nothing waits any more, or the connection has gone. */
  settle(): Promise<void>;
  /** Answers the message in hand and then closes, leaving what waits behind it. */
  finish(): void;
}

/**
 * Answers messages in the order they came, each before the next is looked at. Meanwhile the socket
 * is paused, so that a fast sender waits in its own buffers, not in ours.
 */
export function answersOn(
  socket: Socket,
  peer: MllpPeer,
  { onMessage, now, log }: Pick<MllpListenerOptions, 'onMessage' | 'now' | 'log'>,
): Answers {
  const waiting: MllpItem[] = [];
  let running: Promise<void> | undefined;
  let finishing = false;

  async function answerTo(item: MllpItem): Promise<string> {
    if (item.kind === 'frame') return await onMessage(item.bytes, peer);
    log.warn({ code: item.code, peer }, 'MLLP frame refused');
    return buildAck(ackAddress(item.head), { code: 'AR', at: now(), reason: item.code });
  }

  async function answerAll(): Promise<void> {
    socket.pause();
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        await send(socket, await answerTo(item));
        if (finishing || socket.destroyed) break;
      }
    } catch (error) {
      log.warn({ code: errorCode(error), peer }, 'MLLP message not handled: connection closed');
      socket.destroy();
    }
    running = undefined;
    if (finishing) socket.destroySoon();
    else if (!socket.destroyed) socket.resume();
  }

  function settle(): Promise<void> {
    if (waiting.length > 0) running ??= answerAll();
    return running ?? Promise.resolve();
  }

  return {
    get busy() {
      return running !== undefined;
    },
    add(items) {
      for (const item of items) waiting.push(item);
      void settle();
    },
    settle,
    finish() {
      finishing = true;
      if (running === undefined) socket.destroySoon();
    },
  };
}

/** Resolves when the answer has left this process, or can no longer. */
async function send(socket: Socket, acknowledgement: string): Promise<void> {
  await new Promise<void>((resolve) => {
    if (socket.destroyed) resolve();
    else {
      socket.write(frameMessage(acknowledgement), () => {
        resolve();
      });
    }
  });
}
