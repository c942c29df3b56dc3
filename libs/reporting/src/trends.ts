import type {
  DelayedTotal,
  Dimension,
  RedTotal,
  Trend,
  TrendQuery,
  TrendRow,
  TrendState,
  TrendStays,
  TrendStaysQuery,
  TrendTotal,
} from '#contracts';
import type { Identity, InstantText, LocalDate, Person, ReferenceBook, StayView } from '#domain';
import {
  addDays,
  audienceOf,
  compareInstants,
  accept,
  londonDate,
  lockedFrom,
  patientFor,
  shows,
  subjectOf,
} from '#domain';
import type { Cell, DelayedCell, RedCell } from './cells.js';
import { delayedTotal, redTotal } from './cells.js';
import type { Asked } from './question.js';
import { SPAN, askedBy, filtersOf, isSpan, no, scopeOf, wardRows } from './question.js';
import type { Ask, ReportingDesk } from './run.js';
import { queryText } from './run.js';
import { suppressedDelayed, suppressedRed } from './suppression.js';

const DELAYED = queryText('closed-days', 'delayed-days');
const RED = queryText('closed-days', 'red-days');
const STAYS = queryText('closed-days', 'trend-stays');
const STATE = queryText('trend-state');

const STAYS_MAX = 500;

/** Who asks, when, and the book that says where wards lie. */
export interface Asking {
  readonly person: Person;
  readonly book: ReferenceBook;
  readonly now: InstantText;
}

interface Hidden<T> {
  readonly rows: readonly T[];
  readonly total: T;
}

/** Delayed bed days: nights with an open delay, each counted once under its primary delay. */
export function delayedDays(
  desk: ReportingDesk,
  asking: Asking,
  query: TrendQuery,
): Promise<Asked<Trend<DelayedTotal>>> {
  if (query.by.includes('constraint') || query.constraint !== undefined)
    return Promise.resolve(
      no('malformed', { issues: [{ place: 'by', message: 'delayed days have no constraint' }] }),
    );
  return trend<DelayedCell, DelayedTotal>(desk, asking, query, {
    text: DELAYED,
    told: delayedTotal,
    hide: suppressedDelayed,
  });
}

/** Days on which a round was due: red, green and not reviewed. */
export function redDays(
  desk: ReportingDesk,
  asking: Asking,
  query: TrendQuery,
): Promise<Asked<Trend<RedTotal>>> {
  const redOnly = query.by.includes('constraint');
  return trend<RedCell, RedTotal>(desk, asking, query, {
    text: RED,
    told: (cell) => redTotal(cell, redOnly),
    hide: (rows, total) => suppressedRed(rows, total, redOnly),
  });
}

interface Series<C extends Cell, T> {
  readonly text: string;
  readonly told: (cell: C) => T;
  readonly hide: (rows: readonly C[], total: C) => Hidden<T>;
}

async function trend<C extends Cell, T extends TrendTotal>(
  desk: ReportingDesk,
  asking: Asking,
  asked: TrendQuery,
  series: Series<C, T>,
): Promise<Asked<Trend<T>>> {
  const may = askedBy(asking.person, asked);
  if (!may.ok) return may;
  const query = may.value;
  const suppressed = audienceOf(asking.person).sight === 'suppressed-counts';
  const { cells, state } = await desk.look(asking.person, async (ask) => ({
    cells: await ask<C>(series.text, [...common(asking, query, query.bucket), query.by]),
    state: await stateOf(ask, asking, query),
  }));
  const grouped = cells.map((cell) => ({ ...cell, group: groupOf(cell, query.by) }));
  const rows = grouped.filter(({ total }) => !total);
  const [total] = grouped.filter((cell) => cell.total);
  if (total === undefined) throw new Error('a sum over nothing is a sum too');
  const told = suppressed
    ? series.hide(rows, total)
    : { rows: rows.map(series.told), total: series.told(total) };
  return accept({
    from: query.from,
    to: query.to,
    bucket: query.bucket,
    by: query.by,
    population: null,
    whyNoRate: 'no-population',
    suppressed,
    state,
    rows: rows.map((row, index) => rowOf(row, query.by, told.rows[index] ?? told.total)),
    total: told.total,
  });
}

/** The codes a cell is grouped under, by dimension; columns of the database's answer. */
type Codes = Readonly<Partial<Record<Dimension | 'list', string | null>>>;

const codesOf = (cell: Cell): Codes => cell as unknown as Codes;

/** The columns of a grouping: a reason's code says something only with its list. */
function columnsOf(by: readonly Dimension[]): readonly (Dimension | 'list')[] {
  return by.flatMap((name) => (name === 'reason' ? (['list', 'reason'] as const) : [name]));
}

function groupOf(cell: Cell, by: readonly Dimension[]): string {
  return JSON.stringify(columnsOf(by).map((name) => codesOf(cell)[name] ?? null));
}

function rowOf<T extends TrendTotal>(cell: Cell, by: readonly Dimension[], told: T): TrendRow<T> {
  const codes = Object.fromEntries(
    columnsOf(by).map((name) => [name, codesOf(cell)[name] ?? null]),
  );
  return { bucket: cell.bucket, ...codes, ...told };
}

/** The parameters that every query over `closed` begins with. */
function common(
  { person, book }: Asking,
  query: TrendQuery | TrendStaysQuery,
  bucket: string,
): unknown[] {
  return [
    query.from,
    query.to,
    bucket,
    JSON.stringify(scopeOf(person)),
    wardRows(book),
    JSON.stringify(filtersOf(query)),
  ];
}

async function stateOf(
  ask: Ask,
  { person, now }: Asking,
  { from, to, ward, organisation }: TrendQuery,
): Promise<TrendState> {
  const scope = scopeOf(person);
  const [state] = await ask<Omit<TrendState, 'provisionalFrom'>>(STATE, [
    from,
    to,
    scope.ward ?? ward ?? null,
    scope.organisation ?? organisation ?? null,
  ]);
  if (state === undefined) throw new Error('a count of nothing is a count too');
  return { provisionalFrom: provisionalFrom(now, from, to), ...state };
}

/** The first date of the span that is not locked yet, if any. */
function provisionalFrom(now: InstantText, from: LocalDate, to: LocalDate): LocalDate | null {
  const today = londonDate(now);
  const yesterday = addDays(today, -1);
  const first = compareInstants(now, lockedFrom(yesterday)) < 0 ? yesterday : today;
  if (first > to) return null;
  return first < from ? from : first;
}

interface StayBehind {
  readonly organisation: string;
  readonly stay: string;
  readonly ward: string;
  readonly days: number;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly view: StayView;
  readonly patient: Identity | null;
}

/** The stays behind a number, most days first, each by the asker's right of today. */
export async function staysBehind(
  desk: ReportingDesk,
  asking: Asking,
  series: 'delayed-days' | 'red-days',
  query: TrendStaysQuery,
): Promise<Asked<TrendStays>> {
  const audience = audienceOf(asking.person);
  if (audience.sight === 'suppressed-counts') return no('not-allowed');
  if (!isSpan(query)) return no('malformed', SPAN);
  const found = await desk.look(asking.person, (ask) =>
    ask<StayBehind>(STAYS, [
      ...common(asking, query, 'day'),
      series === 'delayed-days' ? series : query.colour,
      STAYS_MAX + 1,
    ]),
  );
  const today = londonDate(asking.now);
  const items = found.slice(0, STAYS_MAX).map(({ view, patient, ...one }) => ({
    ...one,
    // Who has moved out of the asker's right keeps the days that were counted there, without a name.
    patient: shows(audience, subjectOf(view))
      ? patientFor(audience, patient, today)
      : { displayName: '', similarName: false },
  }));
  return accept({ items, more: found.length > STAYS_MAX, asOf: asking.now });
}
