import type { Server } from 'socket.io';
import { Decoder, Encoder, PacketType } from 'socket.io-parser';
import type { Packet } from 'socket.io-parser';

type Engine = Server['engine'];

/** How the engine begins a message. */
export const MESSAGE = '4';
const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
/** Acknowledgements of one answer under so many different ids are kept; screens number theirs from 0. */
const IDS_MAX = 8;

interface Outgoing {
  readonly data?: unknown;
  readonly options: { wsPreEncodedFrame?: Buffer[] };
}

interface Kept {
  readonly text: string;
  readonly frame: Buffer;
}

/**
 * An acknowledgement that many screens get: written as JSON once, and one piece of memory for all of
 * them. Without it every screen of a busy morning has its board written, and kept until it is read, anew.
 */
export class SharedAnswer {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly json: string) {}

  packet(begin: string): Kept {
    const known = this.kept.get(begin);
    if (known !== undefined) return known;
    const text = `${begin}[${this.json}]`;
    const made = { text, frame: textFrame(MESSAGE + text) };
    if (this.kept.size < IDS_MAX) this.kept.set(begin, made);
    return made;
  }
}

/** The frame that belongs to the packet encoded last: a packet is encoded and handed to its line in one go. */
let last: Kept | null = null;

/** Writes what this service sends, which is text without exception: nothing is searched for binary parts. */
class TextEncoder extends Encoder {
  override encode(packet: Packet): string[] {
    const { type, nsp, id } = packet;
    const data: unknown = packet.data;
    if (type !== PacketType.EVENT && type !== PacketType.ACK)
      return super.encode(packet) as string[];
    const begin = `${type}${nsp === '/' ? '' : `${nsp},`}${id ?? ''}`;
    const [said] = data as unknown[];
    if (!(said instanceof SharedAnswer)) return [begin + JSON.stringify(data)];
    last = said.packet(begin);
    return [last.text];
  }
}

export const textParser = { Encoder: TextEncoder, Decoder };

/** An answer that many screens get is one piece of memory for all of them. */
export function shareFrames(engine: Engine): void {
  engine.on('connection', (line: Engine) => {
    line.on('packetCreate', ({ data, options }: Outgoing) => {
      if (last !== null && data === last.text) options.wsPreEncodedFrame = [last.frame];
    });
  });
}

/** A whole text message as a server sends it (RFC 6455, section 5.2): final, not masked. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < LENGTH_16 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(head + length);
  frame[0] = FINAL_TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return frame;
}
