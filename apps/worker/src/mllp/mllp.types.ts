import { FRAME_BYTES_MAX } from '#interop';

/** Who is at the other end; for logs and counts, never for trust: MLLP has no sign-in. */
export interface MllpPeer {
  readonly address: string;
  readonly port: number;
}

export interface MllpLimits {
  /** Bytes of one message. */
  readonly frameBytesMax: number;
  readonly connectionsMax: number;
  /** A connection on which nothing moves is closed after this. */
  readonly idleMs: number;
  /** A frame that has begun has to end within this. */
  readonly frameMs: number;
  /** How long `close` waits for messages in hand to be answered. */
  readonly closeMs: number;
}

/**
 * Interface engines keep a connection open and silent through a quiet night, so idle is long; one
 * hospital has a handful of feeds, so 64 connections are generous.
 */
export const MLLP_LIMITS: MllpLimits = {
  frameBytesMax: FRAME_BYTES_MAX,
  connectionsMax: 64,
  idleMs: 15 * 60_000,
  frameMs: 30_000,
  closeMs: 3_000,
};

/** The part of a structured logger we use. Nothing of a message is ever given to it. */
interface MllpLog {
  info(fields: Readonly<Record<string, unknown>>, text: string): void;
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
}

export interface MllpListenerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /**
   * Stores and handles one message and gives its acknowledgement. It is called for every frame, an
   * empty one too, one at a time for each connection. If it throws, nothing was stored: the sender
   * gets no answer and its connection is closed, which is what makes an interface engine send again;
   * an AR would make it drop the message.
   */
  readonly onMessage: (bytes: Uint8Array, peer: MllpPeer) => Promise<string>;
  /** The service's clock, ISO 8601 with `Z`, for the answers the listener gives by itself. */
  readonly now: () => string;
  readonly limits?: Partial<MllpLimits>;
  readonly log: MllpLog;
}

/** The system's name of an error (`EMFILE`), without its message, which may hold an address. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
}
