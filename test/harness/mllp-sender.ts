import { connect } from 'node:net';
import { frameMessage, mllpDecoder } from '#interop';

const ANSWER_MS_MAX = 30_000;

type AnswerCode = 'AA' | 'AE' | 'AR';

export interface MllpAnswer {
  readonly code: AnswerCode;
  /** MSA-2: the number of the message that this answers. */
  readonly answeredId: string;
  /** MSA-3: why it is not AA. */
  readonly reason: string;
}

/** A hospital's system: one connection, one message at a time, each waited for. */
export interface MllpSender {
  send(bytes: Buffer): Promise<MllpAnswer>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: MllpAnswer) => void;
  readonly reject: (error: Error) => void;
}

export async function mllpSender(port: number): Promise<MllpSender> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const decoder = mllpDecoder();
  let waiting: Waiting | null = null;
  const settle = (how: (one: Waiting) => void): void => {
    const one = waiting;
    waiting = null;
    if (one === null) throw new Error('an answer came that nobody waited for');
    how(one);
  };
  socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy(new Error('no answer in time')));
  socket.on('data', (chunk) => {
    for (const item of decoder.push(chunk)) {
      if (item.kind === 'frame') settle(({ resolve }) => resolve(answerOf(item.bytes)));
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(frameMessage(bytes));
      }),
    close: () => socket.destroy(),
  };
}

function answerOf(bytes: Uint8Array): MllpAnswer {
  const segments = Buffer.from(bytes).toString('utf8').split('\r');
  const msa = segments.find((segment) => segment.startsWith('MSA|')) ?? '';
  const [, code = '', answeredId = '', reason = ''] = msa.split('|');
  if (code !== 'AA' && code !== 'AE' && code !== 'AR') throw new Error('an answer without MSA-1');
  return { code, answeredId, reason };
}
