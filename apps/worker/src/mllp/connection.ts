import type { Socket } from 'node:net';
import { mllpDecoder } from '#interop';
import { answersOn } from './answers.js';
import {
  errorCode,
  type MllpLimits,
  type MllpListenerOptions,
  type MllpPeer,
} from './mllp.types.js';

export interface Connection {
  /** Answers the message in hand, then closes; what waits behind it is left to be sent again. */
  finish(): void;
  abort(): void;
}

type ConnectionOptions = Omit<MllpListenerOptions, 'limits'> & { readonly limits: MllpLimits };

/** Serves one sender: cuts its bytes into frames, and gives up on one that stalls. */
export function serveConnection(socket: Socket, options: ConnectionOptions): Connection {
  const { limits, log } = options;
  const peer: MllpPeer = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  const decoder = mllpDecoder(limits.frameBytesMax);
  const answers = answersOn(socket, peer, options);
  let frameTimer: NodeJS.Timeout | undefined;

  /** No more will be read: what is open on the wire is answered as unfinished. */
  function endReading(): void {
    clearTimeout(frameTimer);
    answers.add(decoder.end());
    void answers.settle().then(() => {
      socket.destroySoon();
    });
  }

  function giveUp(why: 'idle' | 'slow-frame'): void {
    log.info({ code: why, peer }, 'MLLP connection closed');
    endReading();
  }

  function watchFrame(completed: number): void {
    if (completed > 0 || !decoder.inFrame) {
      clearTimeout(frameTimer);
      frameTimer = undefined;
    }
    if (decoder.inFrame) frameTimer ??= setTimeout(onSlowFrame, limits.frameMs);
  }

  function onSlowFrame(): void {
    frameTimer = undefined;
    // While a message is handled the socket is paused: the wait is ours, not the sender's.
    if (answers.busy) watchFrame(0);
    else if (decoder.inFrame) giveUp('slow-frame');
  }

  socket.setTimeout(limits.idleMs);
  socket.on('timeout', () => {
    if (answers.busy) socket.setTimeout(limits.idleMs);
    else giveUp('idle');
  });
  socket.on('data', (chunk: Buffer) => {
    const items = decoder.push(chunk);
    watchFrame(items.length);
    answers.add(items);
  });
  socket.on('end', endReading);
  socket.on('error', (error) => {
    log.info({ code: errorCode(error), peer }, 'MLLP connection broken');
  });
  socket.once('close', () => {
    clearTimeout(frameTimer);
    if (decoder.junkBytes > 0) {
      log.info({ code: 'junk', bytes: decoder.junkBytes, peer }, 'MLLP bytes outside any frame');
    }
  });

  return {
    finish: () => {
      answers.finish();
    },
    abort: () => {
      socket.destroy();
    },
  };
}
