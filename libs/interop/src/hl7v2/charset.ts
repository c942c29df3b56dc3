import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Warning } from '../warning.js';

/** A message's bytes as text, and what was doubtful about its character set. */
export interface Decoded {
  readonly text: string;
  readonly warnings: readonly Warning[];
}

/**
 * HL7 table 0211 (MSH-18) to the decoder's names. Latin 1 is read as Windows-1252, its superset:
 * senders that say one mean the other. A name that is not here cannot be read by its own word.
 */
const CHARSETS: Readonly<Record<string, string>> = {
  ASCII: 'utf-8',
  'ISO IR6': 'utf-8',
  UNICODE: 'utf-8',
  'UNICODE UTF-8': 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  '8859/1': 'windows-1252',
  'ISO-8859-1': 'windows-1252',
  'WINDOWS-1252': 'windows-1252',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
  'GB 18030-2000': 'gb18030',
  'BIG-5': 'big5',
};

/** The header is at the front; no MSH worth reading is longer than this. */
const HEADER_BYTES_MAX = 4096;
const PLACE = 'MSH-18';

/**
 * Decodes a message by its own word (MSH-18), and by its bytes where it says nothing or is wrong:
 * valid UTF-8 is UTF-8, anything else is Windows-1252, in which every byte is some character. So a
 * patient's name may come out garbled, with a warning, but a message is never lost to its encoding.
 */
export function decodeMessage(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { text: decode(bytes, wide), warnings: [] };
  const declared = declaredCharset(bytes);
  if (declared === '') return { text: guess(bytes), warnings: [] };
  const encoding = CHARSETS[declared.toUpperCase()];
  if (encoding === undefined) return doubtful(bytes, 'charset-unsupported');
  if (encoding === 'utf-8' && !isUtf8(bytes)) return doubtful(bytes, 'charset-mismatch');
  return { text: decode(bytes, encoding), warnings: [] };
}

function doubtful(bytes: Uint8Array, code: 'charset-mismatch' | 'charset-unsupported'): Decoded {
  return { text: guess(bytes), warnings: [{ code, place: PLACE }] };
}

function guess(bytes: Uint8Array): string {
  return decode(bytes, isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

function decode(bytes: Uint8Array, encoding: string): string {
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** MSH-18's first repetition, read before anything is decoded: the header itself is ASCII. */
function declaredCharset(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, HEADER_BYTES_MAX)).toString('latin1');
  const start = head.indexOf('MSH');
  if (start === -1) return '';
  const header = head.slice(start).split(/[\r\n]/)[0] ?? '';
  const separator = header[3] ?? '|';
  const repetition = header[5] ?? '~';
  // Field 18 stands at 17, since MSH-1 is the separator itself.
  const field = header.split(separator)[17] ?? '';
  return (field.split(repetition)[0] ?? '').trim();
}
