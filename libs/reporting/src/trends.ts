import type {
  DelayedTotal,
  Dimension,
  RedTotal,
  Trend,
  TrendQuery,
  TrendState,
  TrendStays,
  TrendStaysQuery,
  TrendTotal,
} from '#contracts';
import type { Identity, InstantText, LocalDate, Person, ReferenceBook, StayView } from '#domain';
import {
  addDays,
  audienceOf,
  readsLists,
  readsNumbers,
  compareInstants,
  accept,
  isWholeBucket,
  londonDate,
  lockedFrom,
  patientFor,
  shows,
  subjectOf,
} from '#domain';
import type { Cell, DelayedCell, RedCell } from './cells.js';
import { codesOf, delayedTotal, redTotal } from './cells.js';
import type { Asked } from './question.js';
import { SPAN, askedBy, filtersOf, isSpan, no, scopeOf, unknownIn, wardRows } from './question.js';
import type { Ask, ReportingDesk } from './run.js';
import { queryText } from './run.js';
import { veilFor, veiledDelayed, veiledRed } from './suppression.js';

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
    rests: ({ patients }) => [patients],
    told: delayedTotal,
    veiled: veiledDelayed,
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
    rests: ({ patients, greenPatients, unreviewedPatients }) => [
      patients,
      greenPatients,
      unreviewedPatients,
    ],
    told: (cell) => redTotal(cell, redOnly),
    veiled: (cell, hidden) => veiledRed(cell, hidden, redOnly),
  });
}

interface Series<C extends Cell, T> {
  readonly text: string;
  /** The patients that each number of a cell rests on. */
  readonly rests: (cell: C) => readonly number[];
  readonly told: (cell: C) => T;
  readonly veiled: (cell: C, hidden: boolean) => T;
}

async function trend<C extends Cell, T extends TrendTotal>(
  desk: ReportingDesk,
  asking: Asking,
  asked: TrendQuery,
  series: Series<C, T>,
): Promise<Asked<Trend<T>>> {
  if (!readsNumbers(audienceOf(asking.person))) return no('not-allowed');
  const may = askedBy(asking.person, asked, asking.book);
  if (!may.ok) return may;
  const query = may.value;
  const suppressed = audienceOf(asking.person).sight === 'suppressed-counts';
  return desk.look(asking.person, async (ask) => {
    const count = (by: readonly Dimension[], of: TrendQuery = query) =>
      ask<C>(series.text, [...common(asking, of, query.bucket, by)]);
    const cells = await count(query.by);
    const total = cells.find((cell) => cell.total);
    if (total === undefined) throw new Error('a sum over nothing is a sum too');
    const rows = cells.filter((cell) => !cell.total);
    const veil = suppressed
      ? await veilFor(query, series.rests, (by) => count(by, { ...query, organisation: undefined }))
      : null;
    const told = (cell: C) =>
      veil === null ? series.told(cell) : series.veiled(cell, veil.hides(cell));
    const state = await stateOf(ask, asking, query);
    return accept({
      from: query.from,
      to: query.to,
      bucket: query.bucket,
      by: query.by,
      population: null,
      whyNoRate: 'no-population',
      suppressed,
      state,
      rows: rows.map((cell) => ({
        bucket: cell.bucket,
        whole: isWholeBucket(cell.bucket, query.bucket, { ...query, ...state }),
        ...codesOf(cell, query.by),
        ...told(cell),
      })),
      total: told(total),
    });
  });
}

/** The parameters that every query over `closed` begins with. */
function common(
  { person, book }: Asking,
  query: TrendQuery | TrendStaysQuery,
  bucket: string,
  by: readonly Dimension[] = [],
): unknown[] {
  return [
    query.from,
    query.to,
    bucket,
    JSON.stringify(scopeOf(person)),
    wardRows(book),
    JSON.stringify(filtersOf(query)),
    by,
  ];
}

async function stateOf(
  ask: Ask,
  { person, now, book }: Asking,
  query: TrendQuery,
): Promise<TrendState> {
  const { from, to } = query;
  const [state] = await ask<Omit<TrendState, 'provisionalFrom'>>(STATE, [
    from,
    to,
    JSON.stringify(scopeOf(person)),
    wardRows(book),
    JSON.stringify(filtersOf(query)),
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

const NO_AGREEMENT = {
  issues: [{ place: 'notAgreed', message: 'only delayed days are agreed upon' }],
};

/** Which days are looked for: the series, the part of it that is not agreed, or a colour. */
function kindOf(
  series: 'delayed-days' | 'red-days',
  { colour, notAgreed }: TrendStaysQuery,
): string {
  if (series === 'red-days') return colour;
  return notAgreed === undefined ? series : 'not-agreed';
}

/** The stays behind a number, most days first, each by the asker's right of today. */
export async function staysBehind(
  desk: ReportingDesk,
  asking: Asking,
  series: 'delayed-days' | 'red-days',
  query: TrendStaysQuery,
): Promise<Asked<TrendStays>> {
  const audience = audienceOf(asking.person);
  if (!readsLists(audience)) return no('not-allowed');
  if (!isSpan(query)) return no('malformed', SPAN);
  if (series === 'red-days' && query.notAgreed !== undefined) return no('malformed', NO_AGREEMENT);
  const unknown = unknownIn(query, asking.book);
  if (unknown !== null) return no('not-found', { field: unknown });
  const found = await desk.look(asking.person, (ask) =>
    ask<StayBehind>(STAYS, [...common(asking, query, 'day'), kindOf(series, query), STAYS_MAX + 1]),
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
