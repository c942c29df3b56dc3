/** What came out of a stream of bytes: a message's bytes, or a frame that cannot be one. */
export type MllpItem =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'bad-frame'; readonly code: BadFrameCode; readonly head: Uint8Array };

export type BadFrameCode = 'frame-too-large' | 'frame-unfinished' | 'start-missing';

/** Cuts messages out of a stream, whatever pieces the network brings it in. */
export interface MllpDecoder {
  /** Takes the next bytes and gives what they completed, in order. */
  push(chunk: Uint8Array): MllpItem[];
  /** The stream ended: gives the frame that was open, if any. */
  end(): MllpItem[];
  /** Whether a frame has begun and not ended. */
  readonly inFrame: boolean;
  /** Bytes that belonged to no frame so far. */
  readonly junkBytes: number;
}

const START = 0x0b;
const END = 0x1c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** HL7 messages on this interface are at most 1 MB. */
export const FRAME_BYTES_MAX = 1024 * 1024;
/** Enough of a refused frame to read its control id for the answer. */
const HEAD_BYTES = 4096;

/** The frame being collected, and what has been completed. */
interface Collector {
  /** `skipping`: the rest of a frame that was too large. */
  readonly state: 'outside' | 'inside' | 'skipping';
  begin(): void;
  keep(bytes: Uint8Array): void;
  /** The frame is whole. */
  finish(): void;
  /** The frame will never be. */
  abandon(): void;
  /** A message was outside any frame. */
  report(code: BadFrameCode, head: Uint8Array): void;
  take(): MllpItem[];
}

function collector(maxBytes: number): Collector {
  let state: Collector['state'] = 'outside';
  let pieces: Uint8Array[] = [];
  let length = 0;
  let items: MllpItem[] = [];

  function leave(item: (bytes: Uint8Array) => MllpItem, next: Collector['state']): void {
    const [only] = pieces;
    const bytes = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    if (state === 'inside') items.push(item(bytes));
    state = next;
    pieces = [];
  }

  function bad(code: BadFrameCode): (bytes: Uint8Array) => MllpItem {
    return (bytes) => ({ kind: 'bad-frame', code, head: bytes.slice(0, HEAD_BYTES) });
  }

  return {
    get state() {
      return state;
    },
    begin() {
      state = 'inside';
      pieces = [];
      length = 0;
    },
    keep(bytes) {
      if (state !== 'inside' || bytes.length === 0) return;
      // A copy: the caller's buffer may be used again before the frame is complete.
      pieces.push(Buffer.from(bytes.subarray(0, Math.max(0, maxBytes + 1 - length))));
      length += bytes.length;
      if (length > maxBytes) leave(bad('frame-too-large'), 'skipping');
    },
    finish() {
      leave((bytes) => ({ kind: 'frame', bytes }), 'outside');
    },
    abandon() {
      leave(bad('frame-unfinished'), 'outside');
    },
    report(code, head) {
      items.push({ kind: 'bad-frame', code, head });
    },
    take() {
      const taken = items;
      items = [];
      return taken;
    },
  };
}

/**
 * MLLP release 1: `VT message FS CR`. Bytes outside a frame are skipped and counted; a message among
 * them that ends as a frame does but never began as one is reported, so that its sender hears of it. Within
 * one, only FS directly followed by CR, or by the VT of the next, ends it; any other VT begins a new one, since
 * it can be no part of a message, and leaves the old one unfinished. A frame over the limit is reported once, as soon as
 * it is too long, and its bytes are skipped up to its end, so that what follows is read again.
 * Memory: at most `maxBytes` and one chunk.
 */
export function mllpDecoder(maxBytes: number = FRAME_BYTES_MAX): MllpDecoder {
  const frame = collector(maxBytes);
  const junk = junkOutside(frame);
  /** The chunk before ended in FS: the next byte tells whether that was the end. */
  let endPending = false;

  /** Reads outside a frame from `at`; gives where the next frame's content begins. */
  function skipJunk(chunk: Uint8Array, at: number): number {
    const start = chunk.indexOf(START, at);
    const end = start === -1 ? chunk.length : start;
    for (let i = at; i < end; i += 1) junk.add(chunk[i] ?? 0);
    if (start === -1) return chunk.length;
    junk.forget();
    frame.begin();
    return start + 1;
  }

  /** Reads inside a frame from `at`; gives where to go on. */
  function readFrame(chunk: Uint8Array, at: number): number {
    if (endPending) {
      endPending = false;
      if (chunk[at] === CARRIAGE_RETURN) {
        frame.finish();
        return at + 1;
      }
      if (chunk[at] === START) {
        frame.finish();
        frame.begin();
        return at + 1;
      }
      frame.keep(Uint8Array.of(END));
    }
    let stop = at;
    while (stop < chunk.length && chunk[stop] !== START && chunk[stop] !== END) stop += 1;
    frame.keep(chunk.subarray(at, stop));
    if (stop === chunk.length) return stop;
    if (chunk[stop] === END) {
      endPending = true;
    } else {
      frame.abandon();
      frame.begin();
    }
    return stop + 1;
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        at = frame.state === 'outside' ? skipJunk(chunk, at) : readFrame(chunk, at);
      }
      return frame.take();
    },
    end() {
      // A sender that leaves out the last CR has still ended its message with FS.
      if (endPending) frame.finish();
      else frame.abandon();
      endPending = false;
      return frame.take();
    },
    get inFrame() {
      return frame.state !== 'outside';
    },
    get junkBytes() {
      return junk.bytes;
    },
  };
}

/** Counts the bytes outside any frame, and reports a message among them. */
function junkOutside(frame: ReturnType<typeof collector>) {
  const astray = astrayMessages();
  let bytes = 0;
  return {
    add(byte: number): void {
      // The line end after a frame is polite, not junk.
      if (!isLineEnd(byte)) bytes += 1;
      const head = astray.add(byte);
      if (head !== null) frame.report('start-missing', head);
    },
    forget: () => astray.forget(),
    get bytes() {
      return bytes;
    },
  };
}

function isLineEnd(byte: number): boolean {
  return byte === CARRIAGE_RETURN || byte === LINE_FEED;
}

/** Watches the bytes outside any frame for a message that ends as a frame does. */
function astrayMessages() {
  let kept: number[] = [];
  let ends = false;
  return {
    /** Takes the next byte; gives the beginning of a message that ended with it. */
    add(byte: number): Uint8Array | null {
      const over = ends && byte === CARRIAGE_RETURN;
      ends = byte === END;
      if (over) {
        const head = Uint8Array.from(kept);
        kept = [];
        return isMessage(head) ? head : null;
      }
      const begun = kept.length > 0 || !isLineEnd(byte);
      if (begun && !ends && kept.length < HEAD_BYTES) kept.push(byte);
      return null;
    },
    forget() {
      kept = [];
      ends = false;
    },
  };
}

/** Whether bytes begin as an HL7 message does. */
function isMessage(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 3)).toString('latin1') === 'MSH';
}

/** A message's bytes as they go over MLLP. */
export function frameMessage(content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return Buffer.concat([Uint8Array.of(START), bytes, Uint8Array.of(END, CARRIAGE_RETURN)]);
}
