import { checkNhsNumber } from '#domain';
import type { AdtPatient, LocalId, NhsNumberStatus, Sex } from './adt.types.js';
import { TEXT_MAX, type FieldReader } from './field-reader.js';
import { repetitionCount, type Segment } from './message.js';

/** How senders mark the NHS number among a patient's identifiers (assigning authority or type). */
const NHS_NUMBER_MARKS = new Set([
  'NHS',
  'NH',
  'NHSNO',
  'NHSNBR',
  'NHSNMBR',
  'NHSNUMBER',
  // 2.16.840.1.113883.2.1.4.1, the object identifier of the NHS number.
  '21684011138832141',
]);

const IDENTIFIERS_MAX = 20;

/** HL7 table 0001, and the digits of the NHS Data Dictionary that some systems put there. */
const SEXES: Readonly<Record<string, Sex>> = {
  F: 'female',
  '2': 'female',
  M: 'male',
  '1': 'male',
  O: 'other',
  A: 'other',
  '9': 'other',
  U: 'not-known',
  N: 'not-known',
  X: 'not-known',
  '0': 'not-known',
};

interface Identifiers {
  readonly localIds: readonly LocalId[];
  /** Texts marked as NHS numbers, unchecked. */
  readonly nhsNumbers: readonly string[];
}

/** The patient of a PID segment; an empty one when there is none. */
export function readPatient(reader: FieldReader, pid: Segment | undefined): AdtPatient {
  if (pid === undefined) return { localIds: [], nhsNumberStatus: 'absent' };
  const listed = readIdentifiers(reader, pid, 3);
  // PID-2 and PID-4 are where v2.3 and before kept the hospital's number; used only when PID-3 is
  // silent, since beside it they repeat it or hold another hospital's.
  const localIds = [listed.localIds, ...[2, 4].map((field) => olderIds(reader, pid, field))].find(
    (ids) => ids.length > 0,
  );
  const name = readName(reader, pid);
  const dateOfBirth = reader.date(pid, 7);
  const sex = readSex(reader, pid);
  const residence = readResidence(reader, pid);
  return {
    localIds: localIds ?? [],
    ...readNhsNumber(reader, pid, listed.nhsNumbers),
    ...name,
    ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
    ...(sex === undefined ? {} : { sex }),
    ...(residence === undefined ? {} : { residence }),
  };
}

/** The patient that an MRG segment retires: its identifiers are all it says. */
export function readRetiredPatient(reader: FieldReader, mrg: Segment): AdtPatient {
  const { localIds, nhsNumbers } = readIdentifiers(reader, mrg, 1);
  return { localIds, ...readNhsNumber(reader, undefined, nhsNumbers) };
}

/** Whether a message says enough to know whom it speaks of. */
export function isIdentified(patient: AdtPatient): boolean {
  return patient.localIds.length > 0 || patient.nhsNumber !== undefined;
}

function readIdentifiers(reader: FieldReader, segment: Segment, field: number): Identifiers {
  const localIds: LocalId[] = [];
  const nhsNumbers: string[] = [];
  const count = Math.min(repetitionCount(reader.message, segment, field), IDENTIFIERS_MAX);
  for (let repetition = 1; repetition <= count; repetition += 1) {
    const read = (component: number, subcomponent = 1): string | undefined =>
      reader.text(segment, { field, repetition, component, subcomponent }, TEXT_MAX.identifier);
    const value = read(1);
    if (value === undefined) continue;
    const authority = read(4);
    const type = read(5);
    if ([authority, read(4, 2), type].some(marksNhsNumber)) {
      nhsNumbers.push(value);
    } else if (!localIds.some((id) => id.value === value && id.authority === authority)) {
      localIds.push({
        value,
        ...(authority === undefined ? {} : { authority }),
        ...(type === undefined ? {} : { type }),
      });
    }
  }
  return { localIds, nhsNumbers };
}

function olderIds(reader: FieldReader, pid: Segment, field: number): readonly LocalId[] {
  return readIdentifiers(reader, pid, field).localIds;
}

function marksNhsNumber(mark: string | undefined): boolean {
  return mark !== undefined && NHS_NUMBER_MARKS.has(mark.toUpperCase().replace(/[^A-Z0-9]/g, ''));
}

function readNhsNumber(
  reader: FieldReader,
  pid: Segment | undefined,
  marked: readonly string[],
): Pick<AdtPatient, 'nhsNumber' | 'nhsNumberStatus'> {
  const good = marked.flatMap((text) => {
    const check = checkNhsNumber(text);
    return check.ok ? [check.value] : [];
  });
  if (good.length < marked.length) reader.warn('nhs-number-invalid', 'PID-3');
  if (new Set(good).size > 1) reader.warn('nhs-numbers-differ', 'PID-3');
  const nhsNumber = good[0] ?? nhsNumberOfOlderPlace(reader, pid);
  if (nhsNumber === undefined) return { nhsNumberStatus: marked.length > 0 ? 'invalid' : 'absent' };
  return { nhsNumber, nhsNumberStatus: traceStatus(reader, pid) };
}

/**
 * PID-19 held the NHS number before PID-3 repeated. It is unmarked there, but a United States
 * number has nine digits, so one of ten that passes the check is taken.
 */
function nhsNumberOfOlderPlace(reader: FieldReader, pid: Segment | undefined): string | undefined {
  const text = reader.text(pid, { field: 19 }, TEXT_MAX.identifier);
  const check = text === undefined ? undefined : checkNhsNumber(text);
  return check?.ok === true ? check.value : undefined;
}

/** PID-32 carries the NHS number status indicator: 01 is "present and verified", to 08. */
function traceStatus(reader: FieldReader, pid: Segment | undefined): NhsNumberStatus {
  const text = reader.text(pid, { field: 32 }, TEXT_MAX.code);
  const code = /^(?:NSTS)?(0[1-8])$/i.exec(text ?? '')?.[1];
  if (code === undefined) return 'not-stated';
  return code === '01' ? 'verified' : 'not-verified';
}

function readName(reader: FieldReader, pid: Segment): Pick<AdtPatient, 'familyName' | 'givenName'> {
  const read = (component: number): string | undefined =>
    reader.text(pid, { field: 5, component }, TEXT_MAX.name);
  const familyName = read(1);
  const givenName = read(2);
  return {
    ...(familyName === undefined ? {} : { familyName }),
    ...(givenName === undefined ? {} : { givenName }),
  };
}

/** English councils and districts by their ONS code. A county's name or a postcode would be a guess. */
const COUNCIL = /^E(?:06|07|08|09|10)\d{6}$/i;

/** The first address that says in which council it lies; v2.3 and before had a field of its own for it. */
function readResidence(reader: FieldReader, pid: Segment): string | undefined {
  const count = Math.min(repetitionCount(reader.message, pid, 11), ADDRESSES_MAX);
  const places = [
    ...Array.from({ length: count }, (_, n) => ({ field: 11, repetition: n + 1, component: 9 })),
    { field: 12 },
  ];
  for (const place of places) {
    const text = reader.text(pid, place, TEXT_MAX.code);
    if (text !== undefined && COUNCIL.test(text)) return text.toUpperCase();
  }
  return undefined;
}

const ADDRESSES_MAX = 5;

function readSex(reader: FieldReader, pid: Segment): Sex | undefined {
  const code = reader.text(pid, { field: 8 }, TEXT_MAX.code);
  if (code === undefined) return undefined;
  const sex = SEXES[code.toUpperCase()];
  if (sex === undefined) reader.warn('code-unknown', 'PID-8');
  return sex;
}
