import type { CensusAnswer } from '#contracts';
import type { InstantText } from '#domain';
import { addDays, compareInstants, instantText, londonDate } from '#domain';
import { readCensus } from '#interop';
import type { CensusRow, FileRefused } from '#interop';
import { breath } from '#platform';
import { RowSpool } from './row-spool.js';
import type { NamedWard } from './wards.js';

type Remark = CensusAnswer['warnings'][number];

/** A row that is not taken, with what it still says of whom it spoke. */
interface RefusedLine {
  readonly line: number;
  readonly field: string | null;
  readonly code: string;
  readonly traces: Partial<Omit<CensusRow, 'others'>>;
}

/** A ward as a file names it, with the rows that lie in it. */
export interface FileWard {
  readonly named: NamedWard;
  readonly spool: RowSpool;
}

/** A census file as its bytes say it, before anything is known of the house. */
export interface CensusFile {
  readonly wards: readonly FileWard[];
  readonly rows: number;
  readonly refused: readonly RefusedLine[];
  readonly warnings: readonly Remark[];
  readonly fault: FileRefused | null;
}

export interface FileTimes {
  readonly takenAt: InstantText;
  readonly now: InstantText;
}

/** An admission before this many years is a wrong date, not a long stay. */
const STAY_YEARS_MAX = 40;

/** Reads a file ward by ward: its good rows are put away, so that no more than a few are held at once. */
export async function readFile(bytes: Uint8Array, times: FileTimes): Promise<CensusFile> {
  const wards = new Map<string, FileWard>();
  const refused: RefusedLine[] = [];
  const warnings: Remark[] = [];
  let fault: FileRefused | null = null;
  let rows = 0;
  const earliest = addDays(londonDate(times.takenAt), -STAY_YEARS_MAX * 366);
  const breathe = breath();
  for await (const item of readCensus(bytes)) {
    await breathe();
    if (item.kind === 'row') {
      const { others: _others, ...row } = item.row;
      const code = wrongTime(row, times.now, earliest);
      if (code === null) spoolFor(wards, row).add({ line: item.line, row });
      else refused.push({ line: item.line, field: 'admitted_at', code, traces: row });
      rows += 1;
    } else if (item.kind === 'refused') {
      const { line, field, code, traces } = item;
      refused.push({ line, field: field === '' ? null : field, code, traces });
      rows += 1;
    } else if (item.kind === 'file-refused') fault = item;
    else {
      const { kind: _kind, ...warning } = item;
      warnings.push(warning);
    }
  }
  for (const { spool } of wards.values()) spool.close();
  return { wards: [...wards.values()], rows, refused, warnings, fault };
}

function spoolFor(wards: Map<string, FileWard>, row: CensusRow): RowSpool {
  const named = namedIn(row);
  const key = JSON.stringify([named.organisation, named.site, named.name]);
  const known = wards.get(key);
  if (known !== undefined) return known.spool;
  const spool = new RowSpool();
  wards.set(key, { named, spool });
  return spool;
}

/** The ward that a row, or what is left of one, names. */
export function namedIn(
  row: Pick<CensusRow, 'organisation' | 'ward' | 'site' | 'wardName'>,
): NamedWard {
  return {
    organisation: row.organisation,
    site: row.site ?? null,
    name: row.ward,
    longName: row.wardName,
  };
}

function wrongTime(row: CensusRow, now: InstantText, earliest: string): string | null {
  const admittedAt = instantText(row.admittedAt);
  if (compareInstants(admittedAt, now) > 0) return 'time-in-future';
  return londonDate(admittedAt) < earliest ? 'time-too-old' : null;
}
