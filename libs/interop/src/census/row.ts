import { checkNhsNumber } from '#domain';
import type { Sex } from '../hl7v2/adt.types.js';
import type {
  CensusColumn,
  CensusRow,
  CensusWarning,
  CensusWarningCode,
  RowRefusalCode,
  RowRefused,
  RowTraces,
} from './census.types.js';
import { COLUMNS } from './columns.js';
import type { Header } from './header.js';
import { readBirthDate, readWrittenDate, readWrittenTime } from './written-time.js';

export interface RowReading {
  readonly item:
    { readonly kind: 'row'; readonly line: number; readonly row: CensusRow } | RowRefused;
  readonly warnings: readonly CensusWarning[];
}

/** A column we have no use for is kept up to this length, in UTF-16 units. */
const OTHER_VALUE_MAX = 1_000;

const SEXES: Readonly<Record<string, Sex>> = {
  f: 'female',
  female: 'female',
  '2': 'female',
  m: 'male',
  male: 'male',
  '1': 'male',
  o: 'other',
  other: 'other',
  indeterminate: 'other',
  '9': 'other',
  u: 'not-known',
  unknown: 'not-known',
  'not known': 'not-known',
  x: 'not-known',
  '0': 'not-known',
};

const CARE_TYPES: Readonly<Record<string, 'acute' | 'non-acute'>> = {
  acute: 'acute',
  'non-acute': 'non-acute',
};

const YES_OR_NO: Readonly<Record<string, boolean>> = { y: true, yes: true, n: false, no: false };

/** Whether a record is only separators, as spreadsheets leave them under a table. */
export function isBlank(record: readonly string[]): boolean {
  return record.every((value) => value.trim() === '');
}

/**
 * Reads one record of a census. What a stay cannot begin without is refused with its column; a
 * doubtful optional value is left out with a warning, so that a bad NHS number or date of birth
 * never costs a patient the bed on the board.
 */
export function readRow(record: readonly string[], line: number, header: Header): RowReading {
  const values = new Map<CensusColumn, string>();
  for (const [column, index] of header.known) {
    const value = (record[index] ?? '').trim();
    if (value !== '') values.set(column, value);
  }
  const refused = findRefusal(record, values, header);
  if (refused !== undefined) {
    const traces =
      refused.code === 'line-break' || refused.code === 'column-count' ? {} : tracesOf(values);
    return { item: { kind: 'refused', line, ...refused, traces }, warnings: [] };
  }
  const admitted = readWrittenTime(values.get('admitted_at') ?? '');
  if (admitted === undefined) {
    const why = { field: 'admitted_at', code: 'time-unreadable' } as const;
    return { item: { kind: 'refused', line, ...why, traces: tracesOf(values) }, warnings: [] };
  }

  const warnings: CensusWarning[] = [];
  const warn = (code: CensusWarningCode, field: string): void => {
    warnings.push({ kind: 'warning', code, line, field });
  };
  for (const code of admitted.warnings) warn(code, 'admitted_at');
  const row: CensusRow = {
    organisation: (values.get('organisation') ?? '').toUpperCase(),
    ward: values.get('ward') ?? '',
    localId: values.get('local_id') ?? '',
    admittedAt: admitted.instant,
    ...texts(values),
    ...readings(values, warn),
    ...othersOf(record, header, warn),
  };
  return { item: { kind: 'row', line, row }, warnings };
}

interface Refusal {
  readonly field: CensusColumn | '';
  readonly code: RowRefusalCode;
}

function findRefusal(
  record: readonly string[],
  values: ReadonlyMap<CensusColumn, string>,
  header: Header,
): Refusal | undefined {
  // A separator too many or too few has shifted the values: none can be trusted, the id least.
  const surplus = record.slice(header.width);
  if (record.length < header.width || !isBlank(surplus)) return { field: '', code: 'column-count' };
  for (const [field, value] of values) {
    // A quotation mark that was never closed swallows the lines below, and the patients in them.
    if (/[\r\n]/.test(value)) return { field, code: 'line-break' };
  }
  for (const [field, value] of values) {
    if (/\p{Cc}/u.test(value)) return { field, code: 'control-character' };
    if (value.length > COLUMNS[field].max) return { field, code: 'too-long' };
  }
  for (const field of ['organisation', 'ward', 'local_id', 'admitted_at'] as const) {
    if (!values.has(field)) return { field, code: 'required' };
  }
  const organisation = values.get('organisation') ?? '';
  return /^[A-Za-z0-9]{3,10}$/.test(organisation)
    ? undefined
    : { field: 'organisation', code: 'malformed' };
}

function tracesOf(values: ReadonlyMap<CensusColumn, string>): RowTraces {
  const usable = (column: CensusColumn): string | undefined => {
    const value = values.get(column);
    return value === undefined || value.length > COLUMNS[column].max ? undefined : value;
  };
  const nhsNumber = checkNhsNumber(values.get('nhs_number') ?? '');
  return {
    ...optional('organisation', usable('organisation')?.toUpperCase()),
    ...optional('ward', usable('ward')),
    ...optional('bed', usable('bed')),
    ...optional('localId', usable('local_id')),
    ...optional('nhsNumber', nhsNumber.ok ? nhsNumber.value : undefined),
  };
}

function texts(values: ReadonlyMap<CensusColumn, string>): Partial<CensusRow> {
  return {
    ...optional('site', values.get('site')),
    ...optional('wardName', values.get('ward_name')),
    ...optional('bed', values.get('bed')),
    ...optional('familyName', values.get('family_name')),
    ...optional('givenName', values.get('given_name')),
    ...optional('specialty', values.get('specialty')),
    ...optional('consultant', values.get('consultant')),
    ...optional('responsibleAuthority', values.get('responsible_authority')?.toUpperCase()),
  };
}

function readings(
  values: ReadonlyMap<CensusColumn, string>,
  warn: (code: CensusWarningCode, field: CensusColumn) => void,
): Partial<CensusRow> {
  function read<T>(
    column: CensusColumn,
    code: CensusWarningCode,
    reader: (text: string) => T | undefined,
  ): T | undefined {
    const text = values.get(column);
    if (text === undefined) return undefined;
    const value = reader(text);
    if (value === undefined) warn(code, column);
    return value;
  }
  const among =
    <T>(table: Readonly<Record<string, T>>) =>
    (text: string): T | undefined => {
      const key = text.toLowerCase();
      return Object.hasOwn(table, key) ? table[key] : undefined;
    };
  const nhsNumber = read('nhs_number', 'nhs-number-invalid', (text) => {
    const check = checkNhsNumber(text);
    return check.ok ? check.value : undefined;
  });
  return {
    ...optional('nhsNumber', nhsNumber),
    ...optional('dateOfBirth', read('date_of_birth', 'date-unreadable', readBirthDate)),
    ...optional('sex', read('sex', 'code-unknown', among(SEXES))),
    ...optional('careType', read('care_type', 'code-unknown', among(CARE_TYPES))),
    ...optional(
      'expectedDischargeDate',
      read('expected_discharge_date', 'date-unreadable', readWrittenDate),
    ),
    ...optional('criteriaToReside', read('criteria_to_reside', 'code-unknown', among(YES_OR_NO))),
  };
}

function othersOf(
  record: readonly string[],
  header: Header,
  warn: (code: CensusWarningCode, field: string) => void,
): Pick<CensusRow, 'others'> {
  const others: [string, string][] = [];
  for (const { index, heading } of header.others) {
    const value = (record[index] ?? '').trim();
    if (value === '' || heading === '') continue;
    if (value.length > OTHER_VALUE_MAX || value.includes('\u0000')) warn('value-ignored', heading);
    else others.push([heading, value]);
  }
  return others.length === 0 ? {} : { others: Object.fromEntries(others) };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
