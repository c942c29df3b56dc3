import { isUtf8 } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { splitMessages } from '#interop';

/** The folder of inputs that others made. It is no part of the project, so whoever runs the tests names it. */
function folder(): string {
  const named = process.env['BOARDROUND_OUTSIDE'];
  if (!named) throw new Error('Say where the outside cases lie: npm run test:outside -- <folder>.');
  return named;
}

export function outsideBytes(...names: string[]): Buffer {
  return readFileSync(path.join(folder(), ...names));
}

/** The names of the files in a folder. */
export function outsideNames(...names: string[]): string[] {
  return readdirSync(path.join(folder(), ...names)).sort();
}

export function outsideText(...names: string[]): string {
  return outsideBytes(...names).toString('utf8');
}

/** A table with a header row: one record a line, by its headings. */
export function outsideTable(...names: string[]): Record<string, string>[] {
  return parse(outsideBytes(...names), { columns: true, bom: true });
}

/** One message as it goes into a frame. */
export interface OutsideMessage {
  /** The file it is from, and which of the file's messages it is. */
  readonly name: string;
  readonly bytes: Buffer;
}

const FRAME_START = 0x0b;
const FRAME_END = 0x1c;

/** Every HL7 message of the index, in its order, byte for byte; a file of several is cut into them. */
export function outsideMessages(): OutsideMessage[] {
  return outsideTable('hl7', 'INDEX.csv').flatMap(({ file = '', origin = '', messages = '1' }) => {
    // The index names a file once for all projects; on disk each project has a folder.
    const place = [origin.split('/')[1] ?? '', path.basename(file)];
    const bytes = unframed(outsideBytes('hl7', ...place));
    const parts = messages === '1' ? [bytes] : splitBytes(bytes);
    if (parts.length !== Number(messages))
      throw new Error(`${place.join('/')} holds ${parts.length} messages, not ${messages}`);
    return parts.map((part, index) => ({ name: [...place, index].join('/'), bytes: part }));
  });
}

/** A file that was saved with its frame: the frame is the wire's, and we make our own. */
function unframed(bytes: Buffer): Buffer {
  if (bytes[0] !== FRAME_START) return bytes;
  const end = bytes.lastIndexOf(FRAME_END);
  return bytes.subarray(1, end === -1 ? bytes.length : end);
}

function splitBytes(bytes: Buffer): Buffer[] {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  return splitMessages(bytes.toString(encoding)).map((text) => Buffer.from(text, encoding));
}
