/**
 * The characters that structure an ER7 message, as its own MSH-1 and MSH-2 declare them
 * (HL7 v2.5 chapter 2.5.4). `escape` and `subcomponent` are empty when the sender declared none.
 */
export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

export const USUAL_SEPARATORS: Separators = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** An escape sequence longer than this is text that happens to hold two escape characters. */
const SEQUENCE_LENGTH_MAX = 200;

/**
 * Text as it may stand in a field: structure characters and controls become escape sequences.
 * Without an escape character nothing can be said safely, so such characters become spaces.
 */
export function escapeText(text: string, separators: Separators): string {
  const names = new Map([
    [separators.field, 'F'],
    [separators.component, 'S'],
    [separators.subcomponent, 'T'],
    [separators.repetition, 'R'],
    [separators.escape, 'E'],
  ]);
  const mark = separators.escape;
  let escaped = '';
  for (const character of text) {
    const name = names.get(character);
    const code = character.charCodeAt(0);
    if (name === undefined && code >= 0x20) escaped += character;
    else if (mark === '') escaped += ' ';
    else if (name !== undefined) escaped += `${mark}${name}${mark}`;
    else escaped += `${mark}X${code.toString(16).toUpperCase().padStart(2, '0')}${mark}`;
  }
  return escaped;
}

/**
 * The text a field means. Sequences we do not know stay as they stand, so that nothing a sender
 * wrote disappears; highlighting (`\H\`, `\N\`) means nothing on a board and is dropped.
 */
export function unescapeText(raw: string, separators: Separators): string {
  const mark = separators.escape;
  if (mark === '' || !raw.includes(mark)) return raw;
  let text = '';
  let at = 0;
  while (at < raw.length) {
    const open = raw.indexOf(mark, at);
    const close = open === -1 ? -1 : raw.indexOf(mark, open + 1);
    if (close === -1) return text + raw.slice(at);
    text += raw.slice(at, open);
    const meaning = meaningOf(raw.slice(open + 1, close), separators);
    if (meaning === undefined) {
      // Not a sequence: the first mark is text, the second may open the next one.
      text += raw.slice(open, close);
      at = close;
    } else {
      text += meaning;
      at = close + 1;
    }
  }
  return text;
}

function meaningOf(sequence: string, separators: Separators): string | undefined {
  if (sequence.length > SEQUENCE_LENGTH_MAX) return undefined;
  switch (sequence) {
    case 'F':
      return separators.field;
    case 'S':
      return separators.component;
    case 'T':
      return separators.subcomponent;
    case 'R':
      return separators.repetition;
    case 'E':
      return separators.escape;
    case 'H':
    case 'N':
      return '';
    case '.br':
    case '.sp':
      return '\n';
    default:
      return hexadecimal(sequence);
  }
}

function hexadecimal(sequence: string): string | undefined {
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(sequence)) return undefined;
  const bytes = Uint8Array.from(sequence.slice(1).match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
