import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type DecodedPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'not-text' };

/** A line longer than this is decoded without waiting for its end. */
const LINE_BYTES_MAX = 256 * 1024;
/** A file of another kind (a spreadsheet, an archive) has a NUL where a table has its headings. */
const SNIFF_BYTES = 4096;
const NEWLINE = 0x0a;

/**
 * Decodes a stream of bytes of unknown encoding: UTF-8 (with or without byte-order mark), else
 * Windows-1252; UTF-16 where a byte-order mark says so, since that is what a spreadsheet's "Unicode
 * text" is. Whole lines are decoded, and the first that is not UTF-8 turns the rest into
 * Windows-1252: until then a file of either kind reads the same. In a file that had shown itself to
 * be UTF-8 before, only the lines that are not are read so, and it is `mixed`. The outcome does not
 * depend on how the bytes were cut.
 */
export async function* decodeLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<DecodedPiece> {
  let pending = Buffer.alloc(0);
  let decoder: LineDecoder | undefined;
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    if (decoder === undefined) {
      if (pending.length < SNIFF_BYTES) continue;
      decoder = lineDecoder(pending);
    }
    const cut = decoder.cut(pending);
    if (cut === 0) continue;
    yield* decoder.decode(pending.subarray(0, cut));
    pending = pending.subarray(cut);
  }
  decoder ??= lineDecoder(pending);
  yield* decoder.decode(pending);
}

interface LineDecoder {
  /** How many of these bytes are whole lines, or as many as may be decoded. */
  cut(bytes: Buffer): number;
  decode(bytes: Buffer): Iterable<DecodedPiece>;
}

function lineDecoder(start: Buffer): LineDecoder {
  const wide = wideEncoding(start);
  if (wide !== undefined) {
    const stream = iconv.getDecoder(wide);
    return {
      cut: (bytes) => bytes.length,
      decode: (bytes) => [{ kind: 'text', text: stream.write(bytes) }],
    };
  }
  const firstLine = start.subarray(0, SNIFF_BYTES).indexOf(NEWLINE);
  if (start.subarray(0, firstLine === -1 ? SNIFF_BYTES : firstLine).includes(0)) {
    return { cut: (bytes) => bytes.length, decode: () => [{ kind: 'not-text' }] };
  }
  return byteDecoder();
}

function wideEncoding(start: Buffer): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return undefined;
}

function byteDecoder(): LineDecoder {
  let encoding: 'utf-8' | 'windows-1252' = 'utf-8';
  let first = true;
  let provedUtf8 = false;
  let toldMixed = false;

  function* lines(bytes: Buffer): Iterable<DecodedPiece> {
    for (let at = 0, end = 0; at < bytes.length; at = end) {
      const newline = bytes.indexOf(NEWLINE, at);
      end = newline === -1 || encoding !== 'utf-8' ? bytes.length : newline + 1;
      const line = bytes.subarray(at, end);
      const good = encoding === 'utf-8' && isUtf8(line);
      if (!good && provedUtf8 && !toldMixed) {
        toldMixed = true;
        yield { kind: 'mixed' };
      }
      if (!good && !provedUtf8) encoding = 'windows-1252';
      provedUtf8 ||= good && line.some((byte) => byte >= 0x80);
      yield {
        kind: 'text',
        text: good ? line.toString('utf8') : iconv.decode(line, 'windows-1252'),
      };
    }
  }

  return {
    cut(bytes) {
      const lastLine = bytes.lastIndexOf(NEWLINE) + 1;
      return lastLine > 0 || bytes.length < LINE_BYTES_MAX
        ? lastLine
        : withoutSplitCharacter(bytes);
    },
    decode(bytes) {
      const content = first && hasByteOrderMark(bytes) ? bytes.subarray(3) : bytes;
      provedUtf8 ||= content.length < bytes.length;
      first = false;
      if (encoding !== 'utf-8' || !isUtf8(content)) return lines(content);
      provedUtf8 ||= content.some((byte) => byte >= 0x80);
      return [{ kind: 'text', text: content.toString('utf8') }];
    },
  };
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** All bytes but a UTF-8 character begun in the last three. */
function withoutSplitCharacter(bytes: Buffer): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) break;
  }
  return bytes.length;
}
