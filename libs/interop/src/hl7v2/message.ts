import { escapeText, unescapeText, type Separators } from './escape.js';
import type { Warning } from '../warning.js';

/** One line of a message. `fields[n]` is field n as HL7 counts it, raw; `fields[0]` is the name. */
export interface Segment {
  readonly name: string;
  readonly fields: readonly string[];
}

/** An ER7 message cut into segments and fields; the deeper levels are cut when asked for. */
export interface Hl7Message {
  readonly separators: Separators;
  /** The first is MSH; field 1 of it is the field separator itself, as HL7 counts. */
  readonly segments: readonly Segment[];
  readonly warnings: readonly Warning[];
}

export type ParseCode =
  | 'not-hl7'
  | 'separators-unusable'
  | 'several-messages'
  | 'batch-not-supported'
  | 'too-many-segments';

export type Parsed =
  | { readonly ok: true; readonly message: Hl7Message }
  | { readonly ok: false; readonly code: ParseCode; readonly place: string };

/** Where a text is in a segment, counted from 1; what is left out is 1. */
export interface Position {
  readonly field: number;
  readonly component?: number;
  readonly subcomponent?: number;
  readonly repetition?: number;
}

const SEGMENTS_MAX = 5_000;
const SEGMENT_NAME = /^[A-Z][A-Z0-9]{2}$/;

/**
 * Parses one HL7 v2 message in ER7 form ("vertical bar"), with whatever separators its MSH
 * declares and CR, LF or CRLF after each segment. Frame bytes, a byte-order mark and blank lines
 * around it are forgiven. A line that cannot be a segment is left out with `segment-unreadable`.
 */
export function parseMessage(text: string): Parsed {
  const body = trimFrame(text);
  if (/^(?:FHS|BHS)[^A-Za-z0-9\s]/.test(body)) return refused('batch-not-supported', 'FHS');
  if (!body.startsWith('MSH') || body.length < 8) return refused('not-hl7', 'MSH');
  const lines = body.split(/\r\n|\r|\n/);
  const separators = separatorsOf(lines[0] ?? '');
  if (separators === undefined) return refused('separators-unusable', 'MSH-2');
  if (lines.length > SEGMENTS_MAX) return refused('too-many-segments', `line ${SEGMENTS_MAX}`);

  const segments: Segment[] = [];
  const warnings: Warning[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const segment = segmentOf(line.trimStart(), separators);
    if (segment === undefined) {
      warnings.push({ code: 'segment-unreadable', place: `line ${index + 1}` });
    } else if (segment.name === 'MSH' && segments.length > 0) {
      return refused('several-messages', `line ${index + 1}`);
    } else {
      segments.push(segment);
    }
  }
  return { ok: true, message: { separators, segments, warnings } };
}

/**
 * The messages of a file or batch, each as its own text; envelope segments (FHS, BHS, BTS, FTS)
 * and anything before the first MSH are left out. For files: on a wire a frame is one message.
 */
export function splitMessages(text: string): string[] {
  const messages: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const segment = trimFrame(line);
    if (segment === '' || /^(?:FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/.test(segment)) continue;
    if (/^MSH(?![A-Za-z0-9])/.test(segment)) messages.push(`${segment}\r`);
    else if (messages.length > 0) messages.push(`${messages.pop() ?? ''}${segment}\r`);
  }
  return messages;
}

function refused(code: ParseCode, place: string): Parsed {
  return { ok: false, code, place };
}

/** Frame characters (VT, FS), a byte-order mark and white space around a message are no part of it. */
function trimFrame(text: string): string {
  const outside = new Set(['\u000b', '\u001c', '\ufeff', '\r', '\n', ' ', '\t', '\u0000']);
  let start = 0;
  let end = text.length;
  while (start < end && outside.has(text[start] ?? '')) start += 1;
  while (end > start && outside.has(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

function separatorsOf(header: string): Separators | undefined {
  const field = header[3] ?? '';
  const end = header.indexOf(field, 4);
  const [component = '', repetition = '', escape = '', subcomponent = ''] =
    end === -1 ? [] : header.slice(4, end);
  const declared = [field, component, repetition, escape, subcomponent].filter((c) => c !== '');
  const usable = declared.every((c) => /^[!-~]$/.test(c) && !/[A-Za-z0-9]/.test(c));
  if (declared.length < 3 || !usable || new Set(declared).size !== declared.length)
    return undefined;
  return { field, component, repetition, escape, subcomponent };
}

function segmentOf(line: string, separators: Separators): Segment | undefined {
  const fields = line.split(separators.field);
  const name = fields[0] ?? '';
  if (!SEGMENT_NAME.test(name)) return undefined;
  // MSH-1 is the separator itself, so that MSH-9 is fields[9] as in every other segment.
  if (name === 'MSH') fields.splice(1, 0, separators.field);
  return { name, fields };
}

/** The segments of that name, in order. */
export function segmentsNamed(message: Hl7Message, name: string): readonly Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

/** The first segment of that name. */
export function findSegment(message: Hl7Message, name: string): Segment | undefined {
  return message.segments.find((segment) => segment.name === name);
}

/** A field of the first segment of that name, raw: `field(message, 'PID', 5)` is PID-5. */
export function field(message: Hl7Message, name: string, number: number): string | undefined {
  return findSegment(message, name)?.fields[number];
}

/** How many times a field is repeated; an absent or empty field is repeated 0 times. */
export function repetitionCount(message: Hl7Message, segment: Segment, number: number): number {
  const raw = segment.fields[number] ?? '';
  return raw === '' ? 0 : raw.split(message.separators.repetition).length;
}

/**
 * The text at a position, unescaped; undefined where the message says nothing. HL7's explicit
 * null, two quotation marks, comes back as it stands: what it means is for the reader of the field.
 */
export function textAt(
  message: Hl7Message,
  segment: Segment | undefined,
  position: Position,
): string | undefined {
  const { separators } = message;
  const raw = segment?.fields[position.field];
  if (segment === undefined || raw === undefined || raw === '') return undefined;
  // MSH-1 and MSH-2 are the separators: cutting them by themselves would leave nothing.
  if (segment.name === 'MSH' && position.field <= 2) return raw;
  const repetition = part(raw, separators.repetition, position.repetition);
  const component = part(repetition, separators.component, position.component);
  const text = unescapeText(
    part(component, separators.subcomponent, position.subcomponent),
    separators,
  );
  return text === '' ? undefined : text;
}

function part(text: string, separator: string, number = 1): string {
  if (separator === '') return number === 1 ? text : '';
  if (number === 1) {
    const end = text.indexOf(separator);
    return end === -1 ? text : text.slice(0, end);
  }
  return text.split(separator)[number - 1] ?? '';
}

/** A field to write: text, or components, or repetitions of components of subcomponents. */
export type FieldValue = string | readonly ComponentValue[];
type ComponentValue = string | readonly string[];

/** Writes one segment; every text is escaped. The first field given is field 1. */
export function buildSegment(
  name: string,
  fields: readonly (FieldValue | undefined)[],
  separators: Separators,
): string {
  const written = fields.map((value) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return escapeText(value, separators);
    return value
      .map((component) =>
        (typeof component === 'string' ? [component] : component)
          .map((text) => escapeText(text, separators))
          .join(separators.subcomponent),
      )
      .join(separators.component);
  });
  return [name, ...written].join(separators.field).replace(trailing(separators.field), '');
}

function trailing(separator: string): RegExp {
  return new RegExp(`${separator.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}+$`);
}

/** Writes an MSH segment, whose first two fields are the separators. `fields[0]` is MSH-3. */
export function buildHeader(
  fields: readonly (FieldValue | undefined)[],
  separators: Separators,
): string {
  const { component, repetition, escape, subcomponent } = separators;
  const encoding = `${component}${repetition}${escape}${subcomponent}`;
  const rest = buildSegment('', fields, separators);
  return `MSH${separators.field}${encoding}${rest === '' ? separators.field : rest}`;
}
