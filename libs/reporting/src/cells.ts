import { DIMENSIONS } from '#contracts';
import type { DelayedTotal, Dimension, RedTotal } from '#contracts';

/** What a row may be grouped under, a reason with its list, in the order in which `closed-days.sql` lays the codes. */
const GROUP_COLUMNS = DIMENSIONS.flatMap((name): readonly (Dimension | 'list')[] =>
  name === 'reason' ? ['list', name] : [name],
);

/** The codes a cell is grouped under, by dimension. */
export type Codes = Readonly<Partial<Record<Dimension | 'list', string | null>>>;

/** The codes of what was asked: a reason's says something only with its list. */
export function codesOf({ codes }: Cell, by: readonly Dimension[]): Codes {
  return Object.fromEntries(
    GROUP_COLUMNS.flatMap((name, n) =>
      by.some((one) => one === name || (one === 'reason' && name === 'list'))
        ? [[name, codes?.[n] ?? null]]
        : [],
    ),
  );
}

/** One group of one bucket as the database sums it, before anything is hidden. */
export interface Cell {
  readonly total: boolean;
  readonly bucket: string;
  /** The codes it is grouped under, in the order of the columns; null for the total. */
  readonly codes: readonly (string | null)[] | null;
  readonly days: number;
  readonly patients: number;
}

export interface DelayedCell extends Cell {
  readonly notAgreed: number;
}

export interface RedCell extends Cell {
  readonly green: number;
  readonly greenPatients: number;
  readonly unreviewed: number;
  readonly unreviewedPatients: number;
  readonly plannedOnly: number;
}

/** Populations come with the published history; until then there is no rate, and none is made up. */
const NO_RATE = { ratePerDayPer100k: null } as const;

export function delayedTotal({ days, patients, notAgreed }: DelayedCell): DelayedTotal {
  return { days, patients, ...NO_RATE, notAgreed };
}

/** `redOnly`: a Pareto of constraints speaks of red days alone. */
export function redTotal(cell: RedCell, redOnly: boolean): RedTotal {
  const { days, patients, green, unreviewed, plannedOnly } = cell;
  const reviewed = days + green;
  const unless = (n: number | null) => (redOnly ? null : n);
  return {
    days,
    patients,
    ...NO_RATE,
    green: unless(green),
    unreviewed: unless(unreviewed),
    plannedOnly,
    redShare: unless(share(days, reviewed)),
    reviewedShare: unless(share(reviewed, reviewed + unreviewed)),
    plannedOnlyShare: share(plannedOnly, reviewed),
  };
}

/** Of whole numbers as they were counted; null of nothing. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
