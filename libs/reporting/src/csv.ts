import type { Trend, TrendTotal } from '#contracts';

/** What a spreadsheet would run as a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** One cell: never a formula, quoted where it must be. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const LINE_END = '\r\n';

/** The rows of an answer as a table: bucket and whether it is whole, groups, numbers; a hidden number is an empty cell. */
export function trendCsv<T extends TrendTotal>(trend: Trend<T>): string {
  const numbers = Object.keys(trend.total).filter((name) => name !== 'ratePerDayPer100k');
  const head = [
    'bucket',
    'whole',
    ...trend.by.flatMap((name) => (name === 'reason' ? ['list', name] : [name])),
    ...numbers,
  ];
  const rows = trend.rows.map((row) => {
    const cells = row as unknown as Readonly<Record<string, unknown>>;
    return head.map((name) => csvCell(cells[name])).join(',');
  });
  return [head.join(','), ...rows, ''].join(LINE_END);
}
