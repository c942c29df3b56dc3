import { PacketType } from 'socket.io-parser';
import { MESSAGE, textFrame } from './frames.js';
import type { LiveNamespace } from './types.js';

/** A message as socket.io writes it, and the frame that carries it over a WebSocket. */
interface Message {
  readonly text: string;
  readonly frame: Buffer;
}

/** The line under a screen: the engine, and the socket beneath it. */
interface Line {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly writable: boolean };
  readonly request: {
    readonly socket: {
      readonly writable: boolean;
      readonly writableLength: number;
      write(bytes: Buffer): boolean;
    };
  };
  write(text: string, options: { readonly wsPreEncodedFrame: Buffer[] }): unknown;
}

/**
 * Messages to rooms. What is told of a room at one moment goes to each of its screens in one write,
 * and is one piece of memory for all of them. A line on which nothing waits is written to directly; on one that is
 * behind, the engine keeps what is sent, message by message, so that it can be seen how far behind it is.
 */
export class Deliveries {
  private readonly waiting = new Map<string, Message[]>();

  constructor(private readonly namespace: LiveNamespace) {}

  /** Sends an event with one value, given as JSON, to whoever is in the room a moment later. */
  send(room: string, event: string, json: string): void {
    // A microtask comes after what its writers tell of one group, and before their answers are written.
    if (this.waiting.size === 0) queueMicrotask(() => this.flush());
    const text = `${PacketType.EVENT}${this.namespace.name},["${event}",${json}]`;
    const message = { text, frame: textFrame(MESSAGE + text) };
    const others = this.waiting.get(room);
    if (others === undefined) this.waiting.set(room, [message]);
    else others.push(message);
  }

  /** Sends at once what waits: before a screen joins a room and is told what the room was told. */
  flush(): void {
    for (const [room, messages] of this.waiting) this.deliver(room, messages);
    this.waiting.clear();
  }

  private deliver(room: string, messages: readonly Message[]): void {
    const { adapter, sockets } = this.namespace;
    const frames = messages.map(({ frame }) => frame);
    const bytes = frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames);
    for (const id of adapter.rooms.get(room) ?? []) {
      const line = sockets.get(id)?.conn as unknown as Line | undefined;
      if (line === undefined) continue;
      if (isFree(line)) line.request.socket.write(bytes);
      else for (const { text, frame } of messages) line.write(text, { wsPreEncodedFrame: [frame] });
    }
  }
}

function isFree({ readyState, writeBuffer, transport, request: { socket } }: Line): boolean {
  return (
    readyState === 'open' &&
    transport.writable &&
    writeBuffer.length === 0 &&
    socket.writable &&
    socket.writableLength === 0
  );
}
