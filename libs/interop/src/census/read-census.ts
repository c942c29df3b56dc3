import { Readable, pipeline } from 'node:stream';
import { parse, type CsvError, type Info } from 'csv-parse';
import type { CensusItem, CensusWarning, FileRefused } from './census.types.js';
import { decodeLines } from './decode.js';
import {
  declaredSeparator,
  findSeparator,
  readHeader,
  type Header,
  type Separator,
} from './header.js';
import { isBlank, readRow } from './row.js';

/** A row longer than this, in characters, is no row: a quotation mark was opened and never closed. */
const ROW_LENGTH_MAX = 1_000_000;
/** How much of a file is looked through for the end of its first line. */
const FIRST_LINE_MAX = 1_000_000;

/**
 * Reads a census file row by row, whatever its size, with memory for a few rows only. Items come in
 * the file's order; `file-refused` ends them, and then none of what came before may be used.
 *
 * UTF-8 or Windows-1252; comma, semicolon or tab; CRLF, LF or CR; any column order. Headings match
 * without regard to case, spaces and underscores.
 */
export async function* readCensus(
  source: Uint8Array | AsyncIterable<Uint8Array>,
): AsyncGenerator<CensusItem> {
  const findings: (CensusWarning | FileRefused)[] = [];
  const text = textOf(source instanceof Uint8Array ? piecesOf(source) : source, findings);
  const start = await readStart(text);
  const [finding] = findings;
  if (finding?.kind === 'file-refused') {
    yield finding;
    return;
  }
  if (start === undefined) {
    yield { kind: 'file-refused', code: 'empty' };
    return;
  }
  yield* readRecords(start, text, findings);
}

/** The parser holds every row of the piece in hand, so that pieces are small. */
const PIECE_BYTES = 64 * 1024;

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** The text of a file; what was found on the way is pushed to `findings`. */
async function* textOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  findings: (CensusWarning | FileRefused)[],
): AsyncGenerator<string, void, undefined> {
  for await (const piece of decodeLines(chunks)) {
    if (piece.kind === 'not-text') {
      findings.push({ kind: 'file-refused', code: 'not-text' });
      return;
    }
    if (piece.kind === 'mixed') findings.push({ kind: 'warning', code: 'encoding-mixed' });
    else if (piece.text !== '') yield piece.text;
  }
}

interface Start {
  readonly separator: Separator;
  /** What has been read so far, from the header on. */
  readonly text: string;
  /** Lines before the header. */
  readonly linesBefore: number;
}

/** Reads up to the end of the header line; undefined when there is nothing but white space. */
async function readStart(
  text: AsyncGenerator<string, void, undefined>,
): Promise<Start | undefined> {
  let read = '';
  let linesBefore = 0;
  let declared: Separator | undefined;
  let done = false;
  for (;;) {
    const end = read.search(/[\r\n]/);
    // A CR at the very end may be half of a CRLF, which is one line end.
    const whole = end !== -1 && !(read[end] === '\r' && end === read.length - 1);
    if (whole || done || read.length > FIRST_LINE_MAX) {
      const line = end === -1 ? read : read.slice(0, end);
      const rest = end === -1 ? '' : read.slice(end + (read.startsWith('\r\n', end) ? 2 : 1));
      const separator = declaredSeparator(line);
      if (line.trim() !== '' && separator === undefined) {
        return { separator: declared ?? findSeparator(line), text: read, linesBefore };
      }
      if (done && rest === '') return undefined;
      declared ??= separator;
      linesBefore += 1;
      read = rest;
      continue;
    }
    const next = await text.next();
    if (next.done === true) done = true;
    else read += next.value;
  }
}

async function* readRecords(
  start: Start,
  rest: AsyncGenerator<string, void, undefined>,
  findings: (CensusWarning | FileRefused)[],
): AsyncGenerator<CensusItem> {
  const skipped: (CsvError | undefined)[] = [];
  const parser = parse({
    delimiter: start.separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: ROW_LENGTH_MAX,
    info: true,
    // An error thrown by the parser would take with it the rows it had read before.
    skip_records_with_error: true,
    on_skip: (error) => void skipped.push(error),
  });
  // Whatever ends the pipeline also ends the loop below, which is where it is judged.
  pipeline(Readable.from(joined(start.text, rest)), parser, () => undefined);
  let header: Header | undefined;
  let lastLine = start.linesBefore;
  for await (const entry of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    const line = start.linesBefore + firstLineOf(entry.record, entry.info);
    lastLine = start.linesBefore + entry.info.lines;
    if (header === undefined) {
      const reading = readHeader(entry.record);
      if (!reading.ok) {
        yield reading.refused;
        return;
      }
      yield* reading.warnings;
      header = reading.header;
    } else if (!isBlank(entry.record)) {
      const { item, warnings } = readRow(entry.record, line, header);
      yield* warnings;
      yield item;
    }
  }
  yield* findings;
  if (header === undefined) yield { kind: 'file-refused', code: 'no-header' };
  else if (skipped.length > 0) yield itemFor(skipped[0], lastLine + 1);
}

async function* joined(
  first: string,
  rest: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  yield first;
  yield* rest;
}

/** The parser counts to a record's last line; a quoted line break puts its first one earlier. */
function firstLineOf(record: readonly string[], info: Info): number {
  const breaks = record.reduce((sum, value) => sum + (value.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  return info.lines - breaks;
}

/** The two ways in which a file's quotation marks end the reading of it. */
function itemFor(error: CsvError | undefined, line: number): CensusItem {
  if (error?.code === 'CSV_QUOTE_NOT_CLOSED') {
    return { kind: 'refused', line, field: '', code: 'quote-not-closed', traces: {} };
  }
  return { kind: 'file-refused', code: 'row-too-long' };
}
