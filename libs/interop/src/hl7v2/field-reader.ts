import type { ReadTime } from '../london-time.js';
import type { Warning, WarningCode } from '../warning.js';
import { textAt, type Hl7Message, type Position, type Segment } from './message.js';
import { readDate, readTimestamp } from './timestamp.js';

/** HL7's explicit "there is none", as opposed to saying nothing. */
const EXPLICIT_NULL = '""';

/** Longest values we store, in UTF-16 units; longer ones are not what the field is for. */
export const TEXT_MAX = {
  identifier: 64,
  name: 100,
  place: 80,
  code: 40,
} as const;

/** Reads a message's values one by one and remembers what it had to forgive. */
export interface FieldReader {
  readonly message: Hl7Message;
  readonly warnings: readonly Warning[];
  readonly cleared: readonly string[];
  warn(code: WarningCode, place: string): void;
  /** A value for a board: trimmed, controls as spaces; undefined when absent, null or too long. */
  text(segment: Segment | undefined, position: Position, max: number): string | undefined;
  /** A time, without warnings yet: which of several is used is for the caller. */
  time(segment: Segment | undefined, field: number): TimeAt | undefined;
  date(segment: Segment | undefined, field: number): string | undefined;
}

/** A time that was present: `read` is undefined when it could not be understood. */
export interface TimeAt {
  readonly place: string;
  readonly read: ReadTime | undefined;
}

export function fieldReader(message: Hl7Message): FieldReader {
  const warnings: Warning[] = [...message.warnings];
  const cleared: string[] = [];

  function warn(code: WarningCode, place: string): void {
    if (!warnings.some((known) => known.code === code && known.place === place)) {
      warnings.push({ code, place });
    }
  }

  function stated(segment: Segment | undefined, position: Position): string | undefined {
    const raw = textAt(message, segment, position);
    if (raw === undefined || segment === undefined) return undefined;
    const text = raw.replace(/\p{Cc}+/gu, ' ').trim();
    if (text === EXPLICIT_NULL) cleared.push(placeOf(segment, position));
    return text === '' || text === EXPLICIT_NULL ? undefined : text;
  }

  return {
    message,
    warnings,
    cleared,
    warn,
    text(segment, position, max) {
      const text = stated(segment, position);
      if (text === undefined || segment === undefined) return undefined;
      if (text.length <= max) return text;
      warn('too-long', placeOf(segment, position));
      return undefined;
    },
    time(segment, field) {
      const text = stated(segment, { field });
      if (text === undefined || segment === undefined) return undefined;
      return { place: placeOf(segment, { field }), read: readTimestamp(text) };
    },
    date(segment, field) {
      const text = stated(segment, { field });
      if (text === undefined || segment === undefined) return undefined;
      const read = readDate(text);
      if (read.ok) return read.date;
      warn(read.code, placeOf(segment, { field }));
      return undefined;
    },
  };
}

/** `PV1-3.1`: segment, field and, where one was asked for, component. */
function placeOf(segment: Segment, position: Position): string {
  const component = position.component === undefined ? '' : `.${position.component}`;
  return `${segment.name}-${position.field}${component}`;
}
