import { addDays, isWholeBucket } from '#domain';
import type { LocalDate } from '#domain';
import type { Trend, TrendTotal } from '#contracts';

/** Sentences of the weekly page. They compare two whole weeks and claim nothing more. */

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** "1,055", or "hidden" for a number that is kept from those who may know no person. */
export function count(value: number | null): string {
  return value === null ? 'hidden' : whole.format(value);
}

/** "43%" */
export function percent(share: number | null): string {
  return share === null ? '' : `${whole.format(share * 100)}%`;
}

/** Why two weeks are not set beside each other, or nothing. */
export type Uncompared = 'this week is not whole' | 'the week before is not whole' | null;

const NOT_TOLD = 'the week before cannot be compared';

/** "17 more than the week before"; of numbers to the nearest 5 "about 15 more": the difference is rougher than they. */
export function difference(
  now: number | null,
  before: number | null,
  uncompared: Uncompared = null,
  rounded = false,
): string {
  return compared(now, before, uncompared, (a, b) => {
    if (a === b) return `${rounded ? 'about ' : ''}as many as the week before`;
    return `${rounded ? 'about ' : ''}${whole.format(Math.abs(a - b))} ${a > b ? 'more' : 'fewer'} than the week before`;
  });
}

/** "2 points more than the week before", of shares as they are shown: whole percent. */
export function pointsDifference(
  now: number | null,
  before: number | null,
  uncompared: Uncompared = null,
  rounded = false,
): string {
  return compared(now, before, uncompared, (a, b) => {
    const points = Math.round(a * 100) - Math.round(b * 100);
    if (points === 0) return `${rounded ? 'about ' : ''}the same as the week before`;
    const unit = Math.abs(points) === 1 ? 'point' : 'points';
    return `${rounded ? 'about ' : ''}${Math.abs(points)} ${unit} ${points > 0 ? 'more' : 'less'} than the week before`;
  });
}

/** What is said of two weeks, or why they are not set beside each other. */
function compared(
  now: number | null,
  before: number | null,
  uncompared: Uncompared,
  say: (now: number, before: number) => string,
): string {
  if (uncompared !== null) return `not compared: ${uncompared}`;
  return now === null || before === null ? NOT_TOLD : say(now, before);
}

/** A span of weeks and what of it is closed. */
export type Span = Pick<Trend<TrendTotal>, 'from' | 'to' | 'state'>;

/** Whether all days of a week are closed: a week that began before the house did, or that runs, is not. */
export function isWhole(week: LocalDate, { from, to, state }: Span): boolean {
  return isWholeBucket(week, 'week', { from, to, ...state });
}

/** Whether a week may be set beside the one before it. */
export function uncomparedOf(week: LocalDate, span: Span): Uncompared {
  if (!isWhole(week, span)) return 'this week is not whole';
  return isWhole(addDays(week, -7), span) ? null : 'the week before is not whole';
}

export const ATTRIBUTIONS = [
  { key: 'nhs', name: 'NHS', pattern: 'nhs' },
  { key: 'la', name: 'Social care', pattern: 'la' },
  { key: 'joint', name: 'Joint', pattern: 'joint' },
] as const;

/** The row of a bucket, and of a group where one is asked; nothing was counted where there is none. */
export function rowOf<R extends { readonly bucket: string }>(
  rows: readonly R[],
  bucket: string,
  matches: (row: R) => boolean = () => true,
): R | null {
  return rows.find((row) => row.bucket === bucket && matches(row)) ?? null;
}

/** A count of what may have no row: none were counted. */
export function daysOf(row: { readonly days: number | null } | null): number | null {
  return row === null ? 0 : row.days;
}

/** The page's title: the week's number and how it differs, nothing that would need a test. */
export function finding(
  now: number | null,
  before: number | null,
  uncompared: Uncompared = null,
  rounded = false,
): string {
  if (now === null) return 'Delayed bed days of the week are too few to be shown';
  const noun = now === 1 ? 'delayed bed day' : 'delayed bed days';
  if (uncompared === 'this week is not whole')
    return `${whole.format(now)} ${noun} in part of the week, which is not whole`;
  return `${whole.format(now)} ${noun} in the week, ${difference(now, before, uncompared, rounded)}`;
}

export interface Group {
  readonly key: string;
  readonly name: string;
  readonly days: number | null;
  readonly patients: number | null;
  readonly before: number | null;
  /** What the service calls the group, to open its stays. */
  readonly filter: Readonly<Record<string, string | null>>;
}

/** The groups of a week beside the week before, most days first; hidden ones last. */
export function groupsOf<
  R extends { days: number | null; patients: number | null; bucket: string },
>(
  rows: readonly R[],
  weeks: { readonly week: string; readonly before: string },
  named: (row: R) => Pick<Group, 'key' | 'name' | 'filter'>,
): Group[] {
  const earlier = new Map(
    rows.filter(({ bucket }) => bucket === weeks.before).map((row) => [named(row).key, row.days]),
  );
  return rows
    .filter(({ bucket }) => bucket === weeks.week)
    .map((row) => {
      const { key, name, filter } = named(row);
      const before = earlier.has(key) ? (earlier.get(key) ?? null) : 0;
      return { key, name, filter, days: row.days, patients: row.patients, before };
    })
    .filter(({ days }) => days !== 0)
    .sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || (a.name < b.name ? -1 : 1));
}

/** One place's days of a week, with the red share of the week before. */
interface PlaceRow<R> {
  readonly code: string | null;
  readonly row: R;
  readonly redBefore: number | null;
}

/** The places of a week: the largest share of red first, those whose numbers are hidden last. */
export function placesOf<
  R extends { readonly bucket: string; readonly redShare: number | null },
  N extends string,
>(
  rows: readonly (R & { readonly [name in N]?: string | null })[],
  weeks: { readonly week: string; readonly before: string },
  place: N,
): PlaceRow<R>[] {
  const codeOf = (row: { readonly [name in N]?: string | null }) => row[place] ?? null;
  const earlier = new Map(
    rows
      .filter(({ bucket }) => bucket === weeks.before)
      .map((row) => [codeOf(row), row.redShare] as const),
  );
  return rows
    .filter(({ bucket }) => bucket === weeks.week)
    .map((row) => ({ code: codeOf(row), row, redBefore: earlier.get(codeOf(row)) ?? null }))
    .sort((a, b) => (b.row.redShare ?? -1) - (a.row.redShare ?? -1));
}
