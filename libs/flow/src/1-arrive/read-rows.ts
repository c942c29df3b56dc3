import type { CensusAnswer } from '#contracts';
import type { InstantText, ReferenceBook, WardEntry } from '#domain';
import { addDays, compareInstants, instantText, londonDate } from '#domain';
import { readCensus } from '#interop';
import type { CensusRow, FileRefused, RowRefused } from '#interop';
import type { PlacedRow, Traces } from './census.types.js';
import { particularsOf } from './particulars.js';
import { findBed, findWard, newWard, newWardCode } from './wards.js';
import type { NamedWard } from './wards.js';

type RefusedRow = CensusAnswer['refused'][number];
type Remark = CensusAnswer['warnings'][number];
interface LinedRow {
  readonly line: number;
  readonly row: CensusRow;
}

/** A census file as its bytes say it, before anything is known of the house. */
export interface CensusFile {
  readonly rows: readonly LinedRow[];
  readonly refused: readonly RowRefused[];
  readonly warnings: readonly Remark[];
  readonly fault: FileRefused | null;
}

export async function readFile(bytes: Uint8Array): Promise<CensusFile> {
  const rows: LinedRow[] = [];
  const refused: RowRefused[] = [];
  const warnings: Remark[] = [];
  let fault: FileRefused | null = null;
  for await (const item of readCensus(bytes)) {
    if (item.kind === 'row') rows.push(item);
    else if (item.kind === 'refused') refused.push(item);
    else if (item.kind === 'file-refused') fault = item;
    else {
      const { kind: _kind, ...warning } = item;
      warnings.push(warning);
    }
  }
  return { rows, refused, warnings, fault };
}

/** The rows of a census of one organisation, in wards of the book or in wards to be made. */
export interface PlacedFile {
  readonly rows: readonly PlacedRow[];
  readonly refused: readonly RefusedRow[];
  readonly traces: readonly Traces[];
  readonly newWards: readonly WardEntry[];
}

interface Placing {
  readonly organisation: string;
  readonly takenAt: InstantText;
  readonly now: InstantText;
  readonly book: ReferenceBook;
  readonly createWards: boolean;
  /** Whose names of wards and beds an administrator may have mapped. */
  readonly source: string;
}

/** An admission before this many years is a wrong date, not a long stay. */
const STAY_YEARS_MAX = 40;

/** Finds each row's ward and refuses what cannot be placed in the house. */
export function placeRows(file: CensusFile, placing: Placing): PlacedFile {
  const { organisation, takenAt, now } = placing;
  const wards = wardFinder(file, placing);
  const rows: PlacedRow[] = [];
  const refused: RefusedRow[] = [];
  const traces: Traces[] = [];
  const earliest = addDays(londonDate(takenAt), -STAY_YEARS_MAX * 366);
  for (const { line, row } of file.rows) {
    if (row.organisation !== organisation) continue;
    const found = wards.find({ ...nameOf(row), source: placing.source });
    const admittedAt = instantText(row.admittedAt);
    const fault =
      'code' in found
        ? found
        : compareInstants(admittedAt, now) > 0
          ? { field: 'admitted_at', code: 'time-in-future' }
          : londonDate(admittedAt) < earliest
            ? { field: 'admitted_at', code: 'time-too-old' }
            : null;
    if (fault !== null) {
      refused.push({ line, ...fault });
      traces.push(tracesOf(row, 'ward' in found ? found.ward : null));
    } else if ('ward' in found) {
      const bed = findBed(placing.book, placing.source, found.ward, row.bed ?? null);
      rows.push({ ...placed(line, row, found.ward, admittedAt), bed });
    }
  }
  for (const { line, field, code, traces: left } of file.refused) {
    if (left.organisation !== undefined && left.organisation !== organisation) continue;
    refused.push({ line, field: field === '' ? null : field, code });
    const named = { ...left, organisation, ward: left.ward ?? '' };
    traces.push(
      tracesOf(
        left,
        left.ward === undefined ? null : wards.known({ ...nameOf(named), source: placing.source }),
      ),
    );
  }
  return { rows, refused, traces, newWards: wards.made() };
}

function placed(line: number, row: CensusRow, ward: string, admittedAt: InstantText): PlacedRow {
  const { localId, nhsNumber, familyName, givenName, dateOfBirth, sex } = row;
  return {
    line,
    ward,
    bed: row.bed ?? null,
    admittedAt,
    particulars: particularsOf(row),
    words: { localId, nhsNumber, familyName, givenName, dateOfBirth, sex },
  };
}

function nameOf(row: Pick<CensusRow, 'organisation' | 'ward' | 'site' | 'wardName'>): NamedWard {
  return {
    organisation: row.organisation,
    site: row.site ?? null,
    name: row.ward,
    longName: row.wardName,
  };
}

function tracesOf(row: Partial<CensusRow>, ward: string | null): Traces {
  return {
    ward,
    bed: row.bed ?? null,
    localId: row.localId ?? null,
    nhsNumber: row.nhsNumber ?? null,
  };
}

/** Finds wards by the names of a file; where it may, makes those that nobody knows, with the file's beds. */
function wardFinder(file: CensusFile, { organisation, takenAt, book, createWards }: Placing) {
  const made = new Map<string, WardEntry>();
  const beds = new Map<string, string[]>();
  const key = (named: NamedWard) => JSON.stringify([named.site, named.name]);
  for (const { row } of file.rows) {
    if (row.organisation !== organisation || row.bed === undefined) continue;
    const held = beds.get(key(nameOf(row)));
    if (held === undefined) beds.set(key(nameOf(row)), [row.bed]);
    else held.push(row.bed);
  }
  const found = new Map<string, string>();
  const look = (named: NamedWard): string | null => {
    const before = found.get(key(named));
    if (before !== undefined) return before;
    const wards = new Map([...book.wards, ...made]);
    const ward = findWard({ ...book, wards }, named)?.code ?? null;
    if (ward !== null) found.set(key(named), ward);
    return ward;
  };
  const make = (named: NamedWard): { ward: string } | { field: string; code: string } => {
    const code = newWardCode(new Set([...book.wards.keys(), ...made.keys()]), named);
    if (code === null) return { field: 'ward', code: 'malformed' };
    made.set(code, newWard(code, named, beds.get(key(named)) ?? [], takenAt));
    found.set(key(named), code);
    return { ward: code };
  };
  return {
    known: look,
    find: (named: NamedWard) => {
      const ward = look(named);
      if (ward !== null) return { ward };
      return createWards ? make(named) : { field: 'ward', code: 'ward-unknown' };
    },
    made: () => [...made.values()],
  };
}
