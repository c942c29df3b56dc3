import type { Fact, ReferenceBook, Round, StayFact, StayState } from '#domain';
import { closeWardDay, evolveRound, evolveStay, referenceRow } from '#domain';
import { canonical } from './digest.js';
import {
  actionRow,
  bedDayRow,
  dayRow,
  delayRow,
  referenceTableRow,
  roundRow,
  stayRow,
} from './rows.js';
import type { BedDayRow, ProjectedRows } from './rows.js';

/** What a projection may look at: the house as the facts before this one left it. */
export interface Known {
  /** The stay of a stream, with at least the days that the fact touches, and the stream's length before it. */
  stay(stream: string): { readonly state: StayState | null; readonly seq: number };
  /** Every stay that lay in the ward at some time and touches the date. */
  staysTouching(ward: string, date: string): Iterable<StayState>;
  /** The rows that hold for a closed date of a ward. */
  closedRows(ward: string, date: string): readonly BedDayRow[];
  /** A round as it was before the fact. */
  round(id: string): Round | null;
  book(): ReferenceBook;
}

export interface Projection {
  readonly rows: ProjectedRows;
  /** The stay after the fact, for facts of a stay. */
  readonly state: StayState | null;
}

/**
 * The rows that one fact makes. The only writer of projections: the live path, the bulk load and the
 * rebuild all call it, so that a rebuilt house equals the living one.
 */
export function project(fact: Fact, known: Known): Projection {
  switch (fact.type) {
    case 'reference-set':
      return { rows: { reference: [referenceTableRow(referenceRow(fact.body))] }, state: null };
    case 'seal':
      return { rows: {}, state: null };
    case 'day-closed':
      return { rows: closing(fact, known), state: null };
    case 'round-started':
    case 'round-attended':
    case 'round-finished':
      return {
        rows: { round: [roundRow(evolveRound(known.round(fact.body.round), fact))] },
        state: null,
      };
    default:
      return ofStay(fact, known);
  }
}

function ofStay(fact: StayFact, known: Known): Projection {
  const { state: before, seq } = known.stay(fact.stream);
  const state = evolveStay(before, fact);
  const days = Object.values(state.days).filter((day) => before?.days[day.date] !== day);
  const delays = state.delays.filter((delay) => !before?.delays.includes(delay));
  const actions = (state.actions ?? []).filter((action) => !before?.actions?.includes(action));
  const rows: ProjectedRows = { stay: [stayRow(state, seq + 1)] };
  if (days.length > 0) rows.day = days.map((day) => dayRow(state.stay, day));
  if (delays.length > 0) rows.delay = delays.map((delay) => delayRow(state.stay, delay));
  if (actions.length > 0) rows.action = actions.map((action) => actionRow(state.stay, action));
  return { rows, state };
}

function closing({ body, stream, at }: Fact<'day-closed'>, known: Known): ProjectedRows {
  const ward = stream.slice('ward:'.length);
  const held = new Map(known.closedRows(ward, body.date).map((row) => [row.stay, row]));
  const now = closeWardDay(ward, body.date, known.staysTouching(ward, body.date), known.book());
  const fresh: BedDayRow[] = [];
  for (const day of now) {
    const row = bedDayRow(day, body.revision, at, body.because);
    const old = held.get(day.stay);
    if (old === undefined || !sameDay(old, row)) fresh.push(row);
    else held.delete(day.stay);
  }
  const superseded = [...held.values()].map((row) => ({ ...row, superseded_at: at }));
  const bedDays = [...superseded, ...fresh];
  return {
    closed_day: [
      {
        ward,
        date: body.date,
        revision: body.revision,
        rows: body.rows,
        digest: body.digest,
        closed_at: at,
        because: body.because,
      },
    ],
    ...(bedDays.length > 0 ? { bed_day: bedDays } : {}),
  };
}

/** Equal in everything that is counted; revision and times are the row's history, not its content. */
function sameDay(a: BedDayRow, b: BedDayRow): boolean {
  const content = ({
    revision: _r,
    closed_at: _c,
    superseded_at: _s,
    because: _b,
    ...rest
  }: BedDayRow) => canonical(rest);
  return content(a) === content(b);
}

/** Rows of several facts of one command in one: the last row of a key holds. */
export function mergeRows(all: readonly ProjectedRows[]): ProjectedRows {
  if (all.length === 1) return all[0] ?? {};
  const merged: ProjectedRows = {};
  const latest = <T>(rows: readonly (readonly T[] | undefined)[], key: (row: T) => string): T[] => [
    ...new Map(rows.flatMap((some) => some ?? []).map((row) => [key(row), row])).values(),
  ];
  const put = <K extends keyof ProjectedRows>(
    table: K,
    key: (row: NonNullable<ProjectedRows[K]>[number]) => string,
  ) => {
    const rows = latest(
      all.map((one) => one[table] as readonly NonNullable<ProjectedRows[K]>[number][] | undefined),
      key,
    );
    if (rows.length > 0) merged[table] = rows as NonNullable<ProjectedRows[K]>;
  };
  put('stay', (row) => row.stay);
  put('day', (row) => `${row.stay}|${row.date}`);
  put('delay', (row) => row.delay);
  put('action', (row) => row.action);
  put('round', (row) => row.round);
  put('closed_day', (row) => `${row.ward}|${row.date}|${row.revision}`);
  put('bed_day', (row) => `${row.ward}|${row.date}|${row.stay}|${row.revision}`);
  put('reference', (row) => `${row.kind}|${row.code}|${row.valid_from}`);
  return merged;
}
