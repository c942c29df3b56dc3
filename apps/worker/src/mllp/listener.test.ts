import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ackAddress, buildAck, frameMessage, mllpDecoder } from '#interop';
import { adtMessage } from '../../../../test/builders/hl7.js';
import { startMllpListener, type MllpListener, type MllpListenerOptions } from './listener.js';

const NOW = '2026-05-01T07:30:00Z';
const open: { listeners: MllpListener[]; senders: Sender[] } = { listeners: [], senders: [] };

afterEach(async () => {
  for (const sender of open.senders.splice(0)) sender.socket.destroy();
  await Promise.all(open.listeners.splice(0).map((listener) => listener.close()));
});

/** Answers AA with the message's own control id. */
async function accept(bytes: Uint8Array): Promise<string> {
  return await Promise.resolve(buildAck(ackAddress(bytes), { code: 'AA', at: NOW }));
}

async function listen(options: Partial<MllpListenerOptions> = {}): Promise<MllpListener> {
  const quiet = (): void => undefined;
  const listener = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    onMessage: accept,
    now: () => NOW,
    log: { info: quiet, warn: quiet },
    ...options,
  });
  open.listeners.push(listener);
  return listener;
}

/** A hospital's system: sends bytes, collects acknowledgements in order. */
interface Sender {
  readonly socket: Socket;
  send(bytes: Uint8Array | string): void;
  /** The next `count` answers as `AA MSG-1 reason`; rejects when the connection closes before. */
  answers(count: number): Promise<string[]>;
  closed(): Promise<void>;
}

async function sendTo({ port }: MllpListener): Promise<Sender> {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  const decoder = mllpDecoder();
  const received: string[] = [];
  let isClosed = false;
  let changed: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    for (const item of decoder.push(chunk)) {
      if (item.kind === 'frame') received.push(summary(Buffer.from(item.bytes).toString('utf8')));
    }
    changed();
  });
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  socket.on('close', () => {
    isClosed = true;
    changed();
  });
  async function until(done: () => boolean): Promise<void> {
    while (!done()) {
      if (isClosed) throw new Error('connection closed');
      await new Promise<void>((resolve) => (changed = resolve));
    }
  }
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const sender: Sender = {
    socket,
    send: (bytes) => socket.write(bytes),
    async answers(count) {
      await until(() => received.length >= count);
      return received.splice(0, count);
    },
    closed: () => until(() => isClosed).catch(() => undefined),
  };
  open.senders.push(sender);
  return sender;
}

function summary(acknowledgement: string): string {
  const msa = acknowledgement.split('\r').find((segment) => segment.startsWith('MSA')) ?? '';
  return msa.split('|').slice(1).join(' ').trim();
}

const framed = (controlId: string): Uint8Array => frameMessage(adtMessage({ controlId }));

/** A promise and the means to settle it. */
function gate(): { passed: Promise<void>; pass: () => void } {
  let pass: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (pass = resolve));
  return { passed, pass };
}

describe('the MLLP listener', () => {
  it('answers a message', async () => {
    const sender = await sendTo(await listen());
    sender.send(framed('M1'));
    expect(await sender.answers(1)).toEqual(['AA M1']);
  });

  it('answers a message that comes a byte at a time', async () => {
    const sender = await sendTo(await listen());
    sender.socket.setNoDelay(true);
    for (const byte of framed('M1')) {
      await new Promise<void>((resolve) =>
        sender.socket.write(Uint8Array.of(byte), () => resolve()),
      );
    }
    expect(await sender.answers(1)).toEqual(['AA M1']);
  });

  it('answers several messages of one packet in their order, each before the next is handled', async () => {
    const handled: string[] = [];
    const listener = await listen({
      async onMessage(bytes) {
        const { controlId = '' } = ackAddress(bytes);
        handled.push(`${controlId} in`);
        await new Promise((resolve) => setImmediate(resolve));
        handled.push(`${controlId} out`);
        return accept(bytes);
      },
    });
    const sender = await sendTo(listener);
    sender.send(Buffer.concat([framed('M1'), framed('M2'), framed('M3')]));
    expect(await sender.answers(3)).toEqual(['AA M1', 'AA M2', 'AA M3']);
    expect(handled).toEqual(['M1 in', 'M1 out', 'M2 in', 'M2 out', 'M3 in', 'M3 out']);
  });

  it('answers a message without its start as refused, by its control id, and takes the next', async () => {
    const sender = await sendTo(await listen());
    const astray = Buffer.from(framed('M1')).subarray(1);
    sender.send(Buffer.concat([astray, framed('M2')]));
    expect(await sender.answers(2)).toEqual(['AR M1 start-missing', 'AA M2']);
  });

  it('does not let a slow message of one sender hold up another sender', async () => {
    const { passed, pass } = gate();
    const listener = await listen({
      async onMessage(bytes) {
        if (ackAddress(bytes).controlId === 'SLOW') await passed;
        return accept(bytes);
      },
    });
    const [slow, quick] = [await sendTo(listener), await sendTo(listener)];
    slow.send(framed('SLOW'));
    quick.send(framed('QUICK'));
    expect(await quick.answers(1)).toEqual(['AA QUICK']);
    pass();
    expect(await slow.answers(1)).toEqual(['AA SLOW']);
  });

  it('hands on an empty frame, so that it too is answered', async () => {
    const seen: number[] = [];
    const listener = await listen({
      onMessage: (bytes) => {
        seen.push(bytes.length);
        return accept(bytes);
      },
    });
    const sender = await sendTo(listener);
    sender.send(frameMessage(''));
    expect(await sender.answers(1)).toEqual(['AA']);
    expect(seen).toEqual([0]);
  });

  it('refuses a frame over the limit and goes on with the next', async () => {
    const sender = await sendTo(await listen({ limits: { frameBytesMax: 5_000 } }));
    const large = adtMessage({ controlId: 'LARGE', familyName: 'x'.repeat(20_000) });
    sender.send(Buffer.concat([frameMessage(large), framed('M2')]));
    expect(await sender.answers(2)).toEqual(['AR LARGE frame-too-large', 'AA M2']);
  });

  it('refuses a frame that a new one interrupts, and passes over junk', async () => {
    const sender = await sendTo(await listen());
    sender.send('GET / HTTP/1.1\r\n\r\n');
    sender.send(
      Buffer.concat([framed('HALF').subarray(0, 90), framed('WHOLE'), Buffer.from('junk')]),
    );
    sender.send(framed('NEXT'));
    expect(await sender.answers(3)).toEqual(['AR HALF frame-unfinished', 'AA WHOLE', 'AA NEXT']);
  });

  it('answers a sender that closes its half as soon as it has sent', async () => {
    const sender = await sendTo(await listen());
    sender.socket.end(Buffer.concat([framed('M1'), framed('M2')]));
    expect(await sender.answers(2)).toEqual(['AA M1', 'AA M2']);
    await sender.closed();
  });

  it('gives no answer and closes when a message could not be stored, and serves the next sender', async () => {
    let broken = true;
    const listener = await listen({
      onMessage: (bytes) => (broken ? Promise.reject(new Error('no database')) : accept(bytes)),
    });
    const first = await sendTo(listener);
    first.send(framed('M1'));
    await expect(first.answers(1)).rejects.toThrow('connection closed');
    broken = false;
    const second = await sendTo(listener);
    second.send(framed('M1'));
    expect(await second.answers(1)).toEqual(['AA M1']);
  });

  it('survives a sender that breaks off in the middle of a frame', async () => {
    const listener = await listen();
    const rude = await sendTo(listener);
    rude.send(framed('M1').subarray(0, 50));
    rude.socket.resetAndDestroy();
    const next = await sendTo(listener);
    next.send(framed('M2'));
    expect(await next.answers(1)).toEqual(['AA M2']);
  });

  it('closes a connection on which nothing moves', async () => {
    const sender = await sendTo(await listen({ limits: { idleMs: 30 } }));
    await sender.closed();
  });

  it('refuses a frame that does not end in time, and closes', async () => {
    const sender = await sendTo(await listen({ limits: { frameMs: 30 } }));
    sender.send(framed('SLOW').subarray(0, 90));
    expect(await sender.answers(1)).toEqual(['AR SLOW frame-unfinished']);
    await sender.closed();
  });

  it('turns away connections beyond the cap, and takes new ones when one has gone', async () => {
    const turnedAway = gate();
    const listener = await listen({
      limits: { connectionsMax: 1 },
      log: { info: () => undefined, warn: turnedAway.pass },
    });
    const first = await sendTo(listener);
    first.send(framed('M1'));
    expect(await first.answers(1)).toEqual(['AA M1']);
    const second = await sendTo(listener);
    await turnedAway.passed;
    await second.closed();
    first.socket.end();
    await first.closed();
    const third = await sendTo(listener);
    third.send(framed('M3'));
    expect(await third.answers(1)).toEqual(['AA M3']);
  });

  it('answers the message in hand when it is closed, and takes no more', async () => {
    const begun = gate();
    const finish = gate();
    const handled: (string | undefined)[] = [];
    const listener = await listen({
      async onMessage(bytes) {
        handled.push(ackAddress(bytes).controlId);
        begun.pass();
        await finish.passed;
        return accept(bytes);
      },
    });
    const sender = await sendTo(listener);
    sender.send(Buffer.concat([framed('M1'), framed('M2')]));
    await begun.passed;
    const closing = listener.close();
    finish.pass();
    expect(await sender.answers(1)).toEqual(['AA M1']);
    await closing;
    await sender.closed();
    expect(handled).toEqual(['M1']);
    await expect(sendTo(listener)).rejects.toThrow();
  });

  it('closes within its bound though a message is never finished', async () => {
    const begun = gate();
    const listener = await listen({
      limits: { closeMs: 20 },
      onMessage: () => {
        begun.pass();
        return new Promise<string>(() => undefined);
      },
    });
    const sender = await sendTo(listener);
    sender.send(framed('M1'));
    await begun.passed;
    await listener.close();
    await sender.closed();
  });

  it('says when its port is taken', async () => {
    const { port } = await listen();
    await expect(listen({ port })).rejects.toThrow('set MLLP_PORT to another port');
  });

  it('logs no part of a message', async () => {
    const lines: string[] = [];
    const note = (fields: object, text: string): void => {
      lines.push(`${JSON.stringify(fields)} ${text}`);
    };
    const listener = await listen({
      log: { info: note, warn: note },
      onMessage: () => Promise.reject(new Error('cannot store Secretname')),
    });
    const sender = await sendTo(listener);
    sender.send(`junk Secretname${adtMessage({ familyName: 'Secretname' })}`);
    sender.send(frameMessage(adtMessage({ familyName: 'Secretname' })));
    await sender.closed();
    await listener.close();
    expect(lines.join('\n')).toContain('not handled');
    expect(lines.join('\n')).not.toContain('Secretname');
  });
});
