import { isIdentified, readPatient, readRetiredPatient } from './adt-patient.js';
import { readTimes } from './adt-times.js';
import { findTrigger, type TriggerRule } from './adt-triggers.js';
import { present, readVisit } from './adt-visit.js';
import type { AdtHeader, AdtMerge, AdtReading, AdtRefusalCode, AdtSubject } from './adt.types.js';
import { decodeMessage } from './charset.js';
import { fieldReader, TEXT_MAX, type FieldReader } from './field-reader.js';
import { findSegment, parseMessage, textAt, type Hl7Message, type Segment } from './message.js';

/** The segments that speak of one patient: a PID and what follows it up to the next. */
interface Group {
  pid?: Segment;
  pv1?: Segment;
  pv2?: Segment;
  mrg?: Segment;
}

type Refused = Extract<AdtReading, { ok: false }>;

/** Reads an ADT event from the bytes of one message, frame characters already removed. */
export function readAdtBytes(bytes: Uint8Array): AdtReading {
  const decoded = decodeMessage(bytes);
  const parsed = parseMessage(decoded.text);
  if (parsed.ok) {
    const { message } = parsed;
    return readAdt({ ...message, warnings: [...decoded.warnings, ...message.warnings] });
  }
  // Something that is an HL7 envelope may hold patients and is kept; anything else is not ours.
  const holdsPatients = parsed.code === 'several-messages' || parsed.code === 'batch-not-supported';
  return { ok: false, ack: holdsPatients ? 'AE' : 'AR', code: parsed.code, place: parsed.place };
}

/**
 * Reads an ADT event from a parsed message. Liberal in what it reads, exact in what it gives: a
 * doubtful optional value is left out with a warning; what a ward cannot do without (who, when,
 * and for an admission or transfer where) makes it a refusal with its place. Never throws.
 */
export function readAdt(message: Hl7Message): AdtReading {
  const msh = findSegment(message, 'MSH');
  const evn = findSegment(message, 'EVN');
  const reader = fieldReader(message);
  const groups = groupsOf(message);
  const first = groups[0] ?? {};
  const header = readHeader(reader, msh, evn, first);

  if (textAt(message, msh, { field: 9 })?.trim().toUpperCase() !== 'ADT') {
    return { ok: false, ack: 'AR', code: 'not-adt', place: 'MSH-9', header };
  }
  if (header.trigger === undefined) return keep('trigger-missing', 'MSH-9', header);
  const rule = findTrigger(header.trigger);
  if (rule === undefined) return { ok: true, use: 'count', header };

  const subject = readSubject(reader, first);
  const merges = rule.needs === 'merge' ? readMerges(reader, groups) : [];
  const second = rule.needs === 'second-patient' ? groups[1] : undefined;
  const swapWith = second === undefined ? undefined : readSubject(reader, second);
  const times = readTimes(reader, { msh, evn, pv1: first.pv1 }, rule.action);
  const missing = findMissing(reader, rule, subject, swapWith, merges);
  if (missing !== undefined) return keep(missing.code, missing.place, header);
  if (!times.ok) return keep(times.code, times.place, header);

  const { occurredAt, recordedAt, ...visitTimes } = times.times;
  if (header.controlId === undefined) reader.warn('control-id-missing', 'MSH-10');
  const { trigger } = header;
  return {
    ok: true,
    use: 'apply',
    event: {
      ...header,
      trigger,
      action: rule.action,
      occurredAt,
      ...present('recordedAt', recordedAt),
      patient: subject.patient,
      visit: { ...subject.visit, ...visitTimes },
      ...present('swapWith', swapWith),
      merges,
      cleared: reader.cleared,
      warnings: reader.warnings,
    },
  };
}

function keep(code: AdtRefusalCode, place: string, header: AdtHeader): Refused {
  return { ok: false, ack: 'AE', code, place, header };
}

function groupsOf(message: Hl7Message): readonly Group[] {
  const groups: Group[] = [{}];
  for (const segment of message.segments) {
    let group = groups.at(-1) ?? {};
    // A second PID begins a second patient; some senders put PV1 before the first one.
    if (segment.name === 'PID' && group.pid !== undefined) {
      group = {};
      groups.push(group);
    }
    if (segment.name === 'PID') group.pid ??= segment;
    else if (segment.name === 'PV1') group.pv1 ??= segment;
    else if (segment.name === 'PV2') group.pv2 ??= segment;
    else if (segment.name === 'MRG') group.mrg ??= segment;
  }
  return groups;
}

function readHeader(
  reader: FieldReader,
  msh: Segment | undefined,
  evn: Segment | undefined,
  first: Group,
): AdtHeader {
  const place = (
    segment: Segment | undefined,
    field: number,
    component = 1,
    subcomponent = 1,
  ): string | undefined => reader.text(segment, { field, component, subcomponent }, TEXT_MAX.place);
  const stated = place(msh, 9, 2)?.toUpperCase();
  const recorded = place(evn, 1)?.toUpperCase();
  if (stated !== undefined && recorded !== undefined && stated !== recorded) {
    reader.warn('trigger-differs', 'EVN-1');
  }
  const hints = [
    place(msh, 4),
    place(msh, 4, 2),
    place(first.pv1, 3, 4),
    place(first.pv1, 3, 4, 2),
  ];
  return {
    ...present('controlId', reader.text(msh, { field: 10 }, 199)),
    ...present('trigger', stated ?? recorded),
    source: { application: place(msh, 3) ?? '', facility: place(msh, 4) ?? '' },
    organisationHints: [...new Set(hints.filter((hint) => hint !== undefined))],
  };
}

function readSubject(reader: FieldReader, group: Group): AdtSubject {
  return {
    patient: readPatient(reader, group.pid),
    visit: readVisit(reader, group.pv1, group.pv2),
  };
}

function readMerges(reader: FieldReader, groups: readonly Group[]): readonly AdtMerge[] {
  return groups.flatMap(({ pid, mrg }) => {
    if (pid === undefined || mrg === undefined) return [];
    const fromVisitNumber = reader.text(mrg, { field: 5 }, TEXT_MAX.identifier);
    return [
      {
        into: readPatient(reader, pid),
        from: readRetiredPatient(reader, mrg),
        ...present('fromVisitNumber', fromVisitNumber),
      },
    ];
  });
}

interface Missing {
  readonly code: AdtRefusalCode;
  readonly place: string;
}

/** What the event cannot be applied without, the most telling first. */
function findMissing(
  reader: FieldReader,
  rule: TriggerRule,
  subject: AdtSubject,
  swapWith: AdtSubject | undefined,
  merges: readonly AdtMerge[],
): Missing | undefined {
  const missing = (code: AdtRefusalCode, place: string): Missing => {
    // "Missing" would be a lie where a value stood there and was too long to be one.
    const long = reader.warnings.find(
      (warning) => warning.code === 'too-long' && warning.place.startsWith(`${place}.`),
    );
    return long === undefined ? { code, place } : { code: 'too-long', place: long.place };
  };
  if (!isIdentified(subject.patient)) return missing('patient-missing', 'PID-3');
  const location = missing('location-missing', 'PV1-3');
  switch (rule.needs) {
    case 'nothing-more':
      return undefined;
    case 'location':
      return subject.visit.ward === undefined ? location : undefined;
    case 'second-patient':
      if (swapWith === undefined || !isIdentified(swapWith.patient)) {
        return missing('second-patient-missing', 'PID-3');
      }
      return subject.visit.ward === undefined || swapWith.visit.ward === undefined
        ? location
        : undefined;
    case 'merge':
      return merges.some(({ into, from }) => isIdentified(into) && isIdentified(from))
        ? undefined
        : missing('merge-missing', 'MRG-1');
  }
}
