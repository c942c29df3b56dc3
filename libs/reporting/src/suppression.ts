import type { DelayedTotal, Dimension, RedTotal, TrendQuery } from '#contracts';
import { PATIENTS_MIN, hiddenRows } from '#domain';
import type { Resting } from '#domain';
import type { Cell, DelayedCell, RedCell } from './cells.js';
import { codesOf, redTotal } from './cells.js';

/** To the nearest 5, as all counts of people are shown to those who may know none. */
const rounded = (count: number) => Math.round(count / 5) * 5;

const NO_RATE = { ratePerDayPer100k: null } as const;

/** What is kept from those who may know no person, cell by cell of the answer. */
interface Veil<C> {
  readonly hides: (cell: C) => boolean;
}

type Rests<C> = (cell: C) => readonly number[];
type CellsBy<C> = (by: readonly Dimension[]) => Promise<readonly C[]>;

/** The tables, as they nest: of everything, of each organisation, then of what is asked, of its wards last. */
type Table = readonly Dimension[];

/** By which dimensions the tables go that the answer could be compared with. */
function tablesOf([asked]: readonly Dimension[]): readonly (readonly Table[])[] {
  const whole: readonly (readonly Table[])[] = [[[]], [['organisation']]];
  if (asked === undefined || asked === 'organisation') return whole;
  const crossed = (by: Dimension) => [...whole, [[by], ['organisation', by]] as const];
  return asked === 'ward'
    ? [...crossed('site'), [['organisation', 'site', 'ward']]]
    : crossed(asked);
}

/**
 * Decides with all tables that any question of this kind can show, whatever it is narrowed to, so that what
 * one page hides no other tells. A total over several buckets is told when each of them is.
 */
export async function veilFor<C extends Cell>(
  query: TrendQuery,
  rests: Rests<C>,
  cellsBy: CellsBy<C>,
): Promise<Veil<C>> {
  const levels: Resting[][] = [];
  for (const tables of tablesOf(query.by)) {
    const level: Resting[] = [];
    for (const by of tables)
      for (const cell of await cellsBy(by)) if (!cell.total) level.push(restingOf(cell, by, rests));
    levels.push(level);
  }
  const hidden = new Set([...hiddenRows(levels)].map(({ key }) => key));
  const narrowed = query.organisation === undefined ? {} : { organisation: query.organisation };
  const buckets = new Set(levels[0]?.map(({ bucket }) => bucket));
  const untold = [...buckets].some((bucket) => hidden.has(keyOf(bucket, narrowed)));
  return {
    hides: (cell) =>
      cell.total
        ? untold || rests(cell).some((count) => count > 0 && count < PATIENTS_MIN)
        : hidden.has(keyOf(cell.bucket, placed({ ...codesOf(cell, query.by), ...narrowed }))),
  };
}

type Codes = Readonly<Record<string, string | null>>;

function restingOf<C extends Cell>(cell: C, by: Table, rests: Rests<C>): Resting {
  const codes: Codes = codesOf(cell, by);
  const only = (...names: readonly string[]) =>
    keyOf(cell.bucket, Object.fromEntries(names.map((name) => [name, codes[name] ?? null])));
  return {
    bucket: cell.bucket,
    key: keyOf(cell.bucket, placed(codes)),
    wholes: wholesOf(Object.keys(codes), only),
    patients: rests(cell),
  };
}

/** The sums that a row of these columns goes into. */
function wholesOf(
  columns: readonly string[],
  only: (...names: readonly string[]) => string,
): readonly string[] {
  if (columns.includes('ward')) return [only('organisation', 'site')];
  const own = columns.filter((name) => name !== 'organisation');
  const parted = own.length < columns.length;
  if (own.length === 0) return parted ? [only()] : [];
  return parted ? [only('organisation'), only(...own)] : [only()];
}

/** A ward lies in one organisation and one site: its own code says where. */
function placed(codes: Codes): Codes {
  return codes.ward === undefined ? codes : { ward: codes.ward };
}

function keyOf(bucket: string, codes: Codes): string {
  const names = Object.keys(codes).sort();
  return JSON.stringify([bucket, ...names.map((name) => [name, codes[name]])]);
}

export function veiledDelayed({ days, patients }: DelayedCell, hidden: boolean): DelayedTotal {
  return {
    days: hidden ? null : rounded(days),
    patients: hidden ? null : rounded(patients),
    ...NO_RATE,
    // How many of the days are agreed rests on fewer patients than the days do, and is not told.
    notAgreed: null,
  };
}

/** A row tells all of its counts or none: from the others and the shares a hidden one could be worked out. */
export function veiledRed(cell: RedCell, hidden: boolean, redOnly: boolean): RedTotal {
  const exact = redTotal(cell, redOnly);
  const count = (n: number | null) => (hidden || n === null ? null : rounded(n));
  const share = (n: number | null) => (hidden || n === null ? null : Math.round(n * 100) / 100);
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
}
