import { describe, expect, it } from '@jest/globals';
import { PacketType } from 'socket.io-parser';
import * as ws from 'ws';
import { SharedAnswer, textFrame, textParser } from './frames.js';

const { Sender } = ws as unknown as {
  Sender: { frame(data: Buffer, options: object): Buffer[] };
};

describe('what goes to many screens', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
    'is framed as WebSocket has it, of %i letters',
    (length) => {
      const text = 'x'.repeat(length);
      const whole = { fin: true, opcode: 1, mask: false, rsv1: false, readOnly: true };
      const known = Buffer.concat(Sender.frame(Buffer.from(text), whole));
      expect(textFrame(text).equals(known)).toBe(true);
    },
  );

  it('counts bytes, not letters', () => {
    expect(textFrame('Bär').length).toBe(2 + 4);
  });

  it('reads as any acknowledgement does, and is written once for all who asked alike', () => {
    const encoder = new textParser.Encoder();
    const answer = new SharedAnswer('{"ok":true,"version":7}');
    const packet = { type: PacketType.ACK, nsp: '/live', id: 3, data: [answer] };
    const [text = ''] = encoder.encode(packet);
    const [again] = encoder.encode({ ...packet });
    expect(again).toBe(text);
    const read: unknown[] = [];
    const decoder = new textParser.Decoder();
    decoder.on('decoded', (one: unknown) => read.push(one));
    decoder.add(text);
    decoder.add(encoder.encode({ ...packet, id: 4 })[0]);
    expect(read).toEqual([
      { type: PacketType.ACK, nsp: '/live', id: 3, data: [{ ok: true, version: 7 }] },
      { type: PacketType.ACK, nsp: '/live', id: 4, data: [{ ok: true, version: 7 }] },
    ]);
  });
});
