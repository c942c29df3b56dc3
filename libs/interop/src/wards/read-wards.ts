import { parse } from 'csv-parse/sync';

/** A line of a file of wards: each heading that is known, with the text that stands there. */
export interface WardLine {
  /** From 1, the header row being 1. */
  readonly line: number;
  readonly said: Readonly<Partial<Record<WardColumn, string>>>;
}

export type WardsReading =
  | { readonly ok: true; readonly lines: readonly WardLine[]; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly code: 'not-text' | 'unreadable' | 'empty' };

export const WARD_COLUMNS = [
  'ward',
  'name',
  'organisation',
  'site',
  'directorate',
  'service_line',
  'kind',
  'funded_beds',
  'open_beds',
  'beds',
  'red_green_from',
  'round_days',
  'round_at',
  'huddle_at',
  'receives_from_assessment',
  'checks',
] as const;

export type WardColumn = (typeof WARD_COLUMNS)[number];

/**
 * Reads a file of wards (`POST /wards`): UTF-8, a header row, comma, semicolon or tab, headings
 * without regard to case, spaces and underscores. Cells are text; what they mean is the house's.
 */
export function readWards(bytes: Uint8Array): WardsReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, code: 'not-text' };
  }
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  let rows: { readonly record: string[]; readonly info: { readonly lines: number } }[];
  try {
    rows = parse(text, {
      delimiter,
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof rows;
  } catch {
    return { ok: false, code: 'unreadable' };
  }
  const [header, ...others] = rows;
  if (header === undefined) return { ok: false, code: 'empty' };
  const columns = header.record.map(columnOf);
  return {
    ok: true,
    lines: others.map(({ record, info }) => ({
      line: info.lines,
      said: Object.fromEntries(
        record.flatMap((cell, index) => {
          const column = columns[index];
          return column === undefined || cell === '' ? [] : [[column, cell]];
        }),
      ),
    })),
    ignored: header.record.filter((_, index) => columns[index] === undefined),
  };
}

function columnOf(heading: string): WardColumn | undefined {
  const fold = (text: string) => text.toLowerCase().replace(/[\s_]/g, '');
  return WARD_COLUMNS.find((column) => fold(column) === fold(heading));
}
