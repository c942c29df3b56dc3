import type { CensusAnswer } from '#contracts';
import type { InstantText, ReferenceBook, WardEntry } from '#domain';
import { instantText } from '#domain';
import type { CensusRow } from '#interop';
import { breath } from '#platform';
import type { CensusFile, FileWard } from './census-file.js';
import { namedIn } from './census-file.js';
import type { FileIndex, PlacedRow, Traces } from './census.types.js';
import { particularsOf } from './particulars.js';
import type { LinedRow } from './row-spool.js';
import { WardNames, findBed, newWard, newWardCode } from './wards.js';

type RefusedRow = CensusAnswer['refused'][number];

/** A file's rows of one organisation, in wards of the book or in wards to be made. */
export interface PlacedFile {
  /** What the file calls each ward of the house, once or more than once. */
  readonly wards: ReadonlyMap<string, readonly FileWard[]>;
  readonly refused: readonly RefusedRow[];
  readonly traces: readonly Traces[];
  readonly newWards: readonly WardEntry[];
  /** Wards that nobody knows and that are not to be made, with the rows that are refused for it. */
  readonly unknownWards: readonly { readonly name: string; readonly rows: number }[];
  readonly index: FileIndex;
}

export interface Placing {
  readonly organisation: string;
  readonly takenAt: InstantText;
  readonly book: ReferenceBook;
  readonly createWards: boolean;
  /** Whose names of wards and beds an administrator may have mapped. */
  readonly source: string;
}

/** Finds the house's ward for each ward of the file, and notes which patients the file names where. */
export async function placeFile(file: CensusFile, placing: Placing): Promise<PlacedFile> {
  const { organisation, source } = placing;
  const wards = new Map<string, FileWard[]>();
  const refused: RefusedRow[] = [];
  const traces: Traces[] = [];
  const unknownWards: { name: string; rows: number }[] = [];
  const finder = wardFinder(placing);
  const breathe = breath();
  for (const ward of file.wards) {
    await breathe();
    if (ward.named.organisation !== organisation) continue;
    const found = finder.find(ward);
    if ('code' in found) {
      for (const { line, row } of ward.spool.rows()) {
        refused.push({ line, field: found.field, code: found.code });
        traces.push(tracesOf(row, null));
      }
      const { named, spool } = ward;
      if (found.code === 'ward-unknown') unknownWards.push({ name: named.name, rows: spool.count });
      continue;
    }
    const known = wards.get(found.ward);
    if (known === undefined) wards.set(found.ward, [ward]);
    else known.push(ward);
  }
  for (const { line, field, code, traces: left } of file.refused) {
    if (left.organisation !== undefined && left.organisation !== organisation) continue;
    refused.push({ line, field, code });
    const named = { ...namedIn({ ...left, organisation, ward: left.ward ?? '' }), source };
    traces.push(tracesOf(left, left.ward === undefined ? null : finder.known(named)));
  }
  const { index, doubled } = await indexOf([...wards.values()].flat());
  for (const line of doubled) refused.push({ line, field: 'local_id', code: 'row-doubled' });
  return { wards, refused, traces, newWards: finder.made(), unknownWards, index };
}

/** Which line of the file speaks first of each number: where two do, the first one counts. */
async function indexOf(
  wards: readonly FileWard[],
): Promise<{ index: FileIndex; doubled: number[] }> {
  const breathe = breath();
  const localIds = new Map<string, number>();
  const nhsNumbers = new Map<string, number>();
  const doubled: number[] = [];
  const first = (lines: Map<string, number>, key: string, line: number) => {
    const known = lines.get(key);
    if (known === undefined || line < known) lines.set(key, line);
    return known;
  };
  for (const { spool } of wards)
    for (const { line, row } of spool.rows()) {
      await breathe();
      const known = first(localIds, row.localId, line);
      if (known !== undefined) doubled.push(Math.max(known, line));
    }
  for (const { spool } of wards)
    for (const { line, row } of spool.rows()) {
      await breathe();
      if (row.nhsNumber !== undefined && localIds.get(row.localId) === line)
        first(nhsNumbers, row.nhsNumber, line);
    }
  return { index: { localIds, nhsNumbers }, doubled };
}

/** The rows of a ward that count, as the file orders them. */
export function rowsOf(
  { wards, index }: PlacedFile,
  ward: string,
  { book, source }: Pick<Placing, 'book' | 'source'>,
): PlacedRow[] {
  const rows: PlacedRow[] = [];
  for (const { spool } of wards.get(ward) ?? [])
    for (const one of spool.rows()) {
      if (index.localIds.get(one.row.localId) !== one.line) continue;
      rows.push(placed(one, ward, findBed(book, source, ward, one.row.bed ?? null)));
    }
  return rows.sort((a, b) => a.line - b.line);
}

function placed({ line, row }: LinedRow, ward: string, bed: string | null): PlacedRow {
  const { localId, nhsNumber, familyName, givenName, dateOfBirth, sex } = row;
  return {
    line,
    ward,
    bed,
    admittedAt: instantText(row.admittedAt),
    particulars: particularsOf(row),
    words: { localId, nhsNumber, familyName, givenName, dateOfBirth, sex },
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
function wardFinder({ takenAt, book, createWards, source }: Placing) {
  const names = new WardNames(book);
  const taken = new Set(book.wards.keys());
  const made: WardEntry[] = [];
  return {
    known: (named: FileWard['named']): string | null => names.find(named)?.code ?? null,
    find: ({
      named: told,
      spool,
    }: FileWard): { ward: string } | { field: string; code: string } => {
      const named = { ...told, source };
      const ward = names.find(named);
      if (ward !== null) return { ward: ward.code };
      if (!createWards) return { field: 'ward', code: 'ward-unknown' };
      const code = newWardCode(taken, named);
      if (code === null) return { field: 'ward', code: 'malformed' };
      const beds = [...spool.rows()].flatMap(({ row }) => row.bed ?? []);
      const entry = newWard(code, named, beds, takenAt);
      made.push(entry);
      taken.add(code);
      names.add(entry);
      return { ward: code };
    },
    made: () => made,
  };
}
