/** By what a text may speak of one patient: whatever was ever written of them. */
export interface PatientTraces {
  /** Ten digits, however they are grouped. */
  readonly nhsNumbers: readonly string[];
  /** Hospital numbers and visit numbers. */
  readonly ids: readonly string[];
  readonly familyNames: readonly string[];
  readonly givenNames: readonly string[];
}

/** A shorter number may be a bed or a code as well: it counts beside the name alone. */
const TELLING_LENGTH = 5;
const BYTE_ORDER = { little: 0xfffe, big: 0xfeff } as const;
const LETTER_OR_DIGIT = '[\\p{L}\\p{N}]';

/**
 * Whether bytes speak of a patient, in whatever encoding and format they are: by the NHS number, by a number of
 * the hospital, or by family and given name together. For erasing, where one row too many is no harm and one too
 * few is: it need not be readable as a message or a census.
 */
export function speaksOf(bytes: Uint8Array, traces: PatientTraces): boolean {
  const told = textsOf(Buffer.from(bytes));
  return told.some((text) => tells(text, traces));
}

/**
 * A file without the rows that speak of a patient, each left as empty lines so that every other row keeps its
 * line; null where no row does.
 */
export function withoutRowsOf(bytes: Uint8Array, traces: PatientTraces): Uint8Array | null {
  const file = Buffer.from(bytes);
  const wide = wideOrder(file);
  // Byte for byte, so that the rows that stay are the very bytes that came.
  const text = wide === null ? file.toString('latin1') : wideText(file, wide);
  let erased = false;
  const kept = recordsOf(text).map((record) => {
    const told = wide === null ? textsOf(Buffer.from(record, 'latin1')) : [record];
    if (!told.some((one) => tells(one, traces))) return record;
    erased = true;
    return record.replace(/[^\r\n]/g, '');
  });
  if (!erased) return null;
  const left = kept.join('');
  return wide === null ? Buffer.from(left, 'latin1') : wideBytes(left, wide);
}

/** Lines with their ends; those of one record together, where a quoted value goes over several. */
function recordsOf(text: string): string[] {
  const records: string[] = [];
  let open = '';
  for (const line of text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? []) {
    open += line;
    if ((open.split('"').length - 1) % 2 === 1) continue;
    records.push(open);
    open = '';
  }
  // A quotation mark that nobody closed binds no rows together.
  return open === '' ? records : [...records, ...(open.match(/[^\n]*\n|[^\n]+$/g) ?? [])];
}

function tells(text: string, { nhsNumbers, ids, familyNames, givenNames }: PatientTraces): boolean {
  const family = familyNames.some((name) => hasWord(text, name));
  if (nhsNumbers.some((number) => hasNumber(text, number))) return true;
  if (ids.some((id) => (family || id.length >= TELLING_LENGTH) && hasWord(text, id))) return true;
  return family && givenNames.some((name) => hasWord(text, name));
}

function hasWord(text: string, word: string): boolean {
  if (word.trim() === '') return false;
  const found = new RegExp(
    `(?<!${LETTER_OR_DIGIT})${escaped(word.trim())}(?!${LETTER_OR_DIGIT})`,
    'iu',
  );
  return found.test(text);
}

function hasNumber(text: string, digits: string): boolean {
  const grouped = [...digits].map(escaped).join('[ -]?');
  return new RegExp(`(?<![0-9])${grouped}(?![0-9])`, 'u').test(text);
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The same bytes as every text that they may be. */
function textsOf(bytes: Buffer): string[] {
  const wide = wideOrder(bytes);
  return wide === null
    ? [bytes.toString('utf8'), bytes.toString('latin1')]
    : [wideText(bytes, wide)];
}

type Order = keyof typeof BYTE_ORDER;

function wideOrder(bytes: Buffer): Order | null {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === BYTE_ORDER.little) return 'little';
  return mark === BYTE_ORDER.big ? 'big' : null;
}

function wideText(bytes: Buffer, order: Order): string {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (order === 'little' ? whole : Buffer.from(whole).swap16()).toString('utf16le');
}

function wideBytes(text: string, order: Order): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'little' ? bytes : bytes.swap16();
}
