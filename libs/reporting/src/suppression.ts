import type { DelayedTotal, RedTotal } from '#contracts';
import { PATIENTS_MIN, hiddenCells } from '#domain';
import type { Resting } from '#domain';
import type { DelayedCell, RedCell } from './cells.js';
import { redTotal } from './cells.js';

/** To the nearest 5, as all counts of people are shown to those who may know none. */
const rounded = (count: number) => Math.round(count / 5) * 5;

const NO_RATE = { ratePerDayPer100k: null } as const;

type Measure<C> = (cell: C) => { readonly days: number; readonly patients: number };

/** Which rows hide one of their counts; the total hides its own by its own patients. */
function hiddenRows<C extends { readonly bucket: string; readonly group: string }>(
  rows: readonly C[],
  measure: Measure<C>,
): ReadonlySet<C> {
  const cells = rows.map((row) => ({ row, bucket: row.bucket, group: row.group, ...measure(row) }));
  const hidden: ReadonlySet<Resting> = hiddenCells(cells);
  return new Set(cells.filter((cell) => hidden.has(cell)).map(({ row }) => row));
}

const rests = (patients: number) => patients === 0 || patients >= PATIENTS_MIN;

export function suppressedDelayed(
  rows: readonly DelayedCell[],
  total: DelayedCell,
): { rows: DelayedTotal[]; total: DelayedTotal } {
  const hidden = hiddenRows(rows, ({ days, patients }) => ({ days, patients }));
  const shown = ({ days, patients }: DelayedCell, visible: boolean): DelayedTotal => ({
    days: visible ? rounded(days) : null,
    patients: visible ? rounded(patients) : null,
    ...NO_RATE,
    // How many of the days are agreed rests on fewer patients than the days do, and is not told.
    notAgreed: null,
  });
  return {
    rows: rows.map((row) => shown(row, !hidden.has(row))),
    total: shown(total, rests(total.patients)),
  };
}

const RED: Measure<RedCell> = ({ days, patients }) => ({ days, patients });
const GREEN: Measure<RedCell> = (cell) => ({
  days: cell.green,
  patients: cell.greenPatients,
});
const UNREVIEWED: Measure<RedCell> = (cell) => ({
  days: cell.unreviewed,
  patients: cell.unreviewedPatients,
});

/** A row tells all of its counts or none: from the others and the shares a hidden one could be worked out. */
export function suppressedRed(
  rows: readonly RedCell[],
  total: RedCell,
  redOnly: boolean,
): { rows: RedTotal[]; total: RedTotal } {
  const measures = redOnly ? [RED] : [RED, GREEN, UNREVIEWED];
  const hidden = new Set(measures.flatMap((one) => [...hiddenRows(rows, one)]));
  const shown = (cell: RedCell, visible: boolean): RedTotal => {
    const exact = redTotal(cell, redOnly);
    const count = (n: number | null) => (visible && n !== null ? rounded(n) : null);
    const share = (n: number | null) => (visible && n !== null ? Math.round(n * 100) / 100 : null);
    return {
      days: count(cell.days),
      patients: count(cell.patients),
      ...NO_RATE,
      green: count(exact.green),
      unreviewed: count(exact.unreviewed),
      plannedOnly: null,
      redShare: share(exact.redShare),
      reviewedShare: share(exact.reviewedShare),
      plannedOnlyShare: null,
    };
  };
  return {
    rows: rows.map((row) => shown(row, !hidden.has(row))),
    total: shown(
      total,
      measures.every((measure) => rests(measure(total).patients)),
    ),
  };
}
