import { parse } from 'csv-parse/sync';
import type { CensusColumn, CensusWarning, FileRefused } from './census.types.js';
import { COLUMN_NAMES, COLUMNS, findColumn } from './columns.js';

export type Separator = ',' | ';' | '\t';

/** Where each known column stands, and the headings of the others. */
export interface Header {
  readonly width: number;
  readonly known: ReadonlyMap<CensusColumn, number>;
  readonly others: readonly { readonly index: number; readonly heading: string }[];
}

export type HeaderReading =
  | { readonly ok: true; readonly header: Header; readonly warnings: readonly CensusWarning[] }
  | { readonly ok: false; readonly refused: FileRefused };

const COLUMNS_MAX = 500;
const HEADING_MAX = 60;
const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/** The separator under which a header line has most columns we know, then most columns at all. */
export function findSeparator(line: string): Separator {
  const scored = SEPARATORS.map((separator) => {
    const headings = splitHeadings(line, separator);
    const known = headings.filter((heading) => findColumn(heading) !== undefined).length;
    return { separator, known, width: headings.length };
  });
  scored.sort((a, b) => b.known - a.known || b.width - a.width);
  return scored[0]?.separator ?? ',';
}

/** Spreadsheets may write their separator in a line of its own before the header: `sep=;`. */
export function declaredSeparator(line: string): Separator | undefined {
  const declared = /^"?sep=(.)"?\s*$/i.exec(line)?.[1];
  return SEPARATORS.find((separator) => separator === declared);
}

function splitHeadings(line: string, delimiter: Separator): string[] {
  const records: string[][] = parse(line, {
    delimiter,
    relax_quotes: true,
    skip_records_with_error: true,
    to: 1,
  });
  return records[0] ?? [];
}

/** Reads the header record. Its headings are only repeated when it is one: else they are data. */
export function readHeader(headings: readonly string[]): HeaderReading {
  if (headings.length > COLUMNS_MAX) return refuse({ code: 'too-many-columns' });
  const known = new Map<CensusColumn, number>();
  const others: { index: number; heading: string }[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = findColumn(heading);
    if (column === undefined) {
      others.push({
        index,
        heading: heading
          .trim()
          .replace(/\p{Cc}/gu, ' ')
          .slice(0, HEADING_MAX),
      });
    } else if (known.has(column)) {
      return refuse({ code: 'column-doubled', field: column });
    } else {
      known.set(column, index);
    }
  }
  if (known.size === 0) return refuse({ code: 'no-header' });
  const missing = COLUMN_NAMES.find((name) => COLUMNS[name].required && !known.has(name));
  if (missing !== undefined) return refuse({ code: 'column-missing', field: missing });
  const warnings = others
    .filter(({ heading }) => heading !== '')
    .map(({ heading }) => ({ kind: 'warning', code: 'column-ignored', field: heading }) as const);
  return { ok: true, header: { width: headings.length, known, others }, warnings };
}

function refuse(why: Omit<FileRefused, 'kind'>): HeaderReading {
  return { ok: false, refused: { kind: 'file-refused', ...why } };
}
