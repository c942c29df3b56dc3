import type { Colour, DayView, Judgement, MarkKind, Row } from '#domain';
import type { ErrorBody, MarkedDay } from '#contracts';
import type { Settled } from '../commands/queue.js';

/** What a person wants a day to say. */
export interface Wish {
  readonly kind: MarkKind;
  readonly colour: Colour;
  readonly constraint?: string;
  readonly value?: string;
  readonly note?: string;
  readonly otherConstraints?: readonly string[];
  readonly owner?: string;
  readonly dueAt?: string;
  /** The final word is what was planned, whole. */
  readonly asPlanned?: true;
  /** It stood before and is said again, because what came after it is undone. */
  readonly again?: true;
}

/** Why a wish was not kept: somebody was first, or a rule said no. */
export type Problem =
  | { readonly kind: 'conflict'; readonly theirs: DayView; readonly mine: Wish }
  | { readonly kind: 'refused'; readonly error: ErrorBody };

/** The last mark made here, while it can still be taken back. */
export interface Undoable {
  readonly id: string;
  readonly stay: string;
  /** The patient with the day as the mark left it. */
  readonly row: Row;
  /** What of the same kind stood before and comes back; null where this mark was the first. */
  readonly before: Wish | null;
  readonly words: string;
  /** The same for a small screen: bed and mark, no name. */
  readonly brief: string;
  /** Somebody else on the ward has almost this name. */
  readonly similarName: boolean;
}

/** Marks that waited and came through one after the other: they are said as one, and none is undone unseen. */
export interface CameThrough {
  readonly id: string;
  readonly count: number;
}

/** One that came through alone is told by its own name, with its undo. */
export function cameThroughWords(through: CameThrough | null): string | null {
  if (through === null || through.count < 2) return null;
  return `${through.count} marks that waited are kept now.`;
}

export interface Marking {
  /** Days as the service answered, shown until the feed brings them. */
  readonly answered: ReadonlyMap<string, DayView>;
  readonly problems: ReadonlyMap<string, Problem>;
  readonly undoable: Undoable | null;
  /** What came through since the foot of the screen was last empty; none is undoable from two on. */
  readonly cameThrough: CameThrough | null;
}

export const NO_MARKING: Marking = {
  answered: new Map(),
  problems: new Map(),
  undoable: null,
  cameThrough: null,
};

export type MarkingEvent =
  | { readonly type: 'made'; readonly stay: string }
  | {
      readonly type: 'settled';
      readonly row: Row;
      readonly wish: Wish;
      readonly settled: Settled;
      /** It was made while the line was down, or had to be sent more than once. */
      readonly waited: boolean;
      readonly id: string;
      readonly words: string;
      readonly brief: string;
    }
  | { readonly type: 'taken-back'; readonly stay: string; readonly settled: Settled }
  | { readonly type: 'forget-undo'; readonly id: string }
  | { readonly type: 'dismissed'; readonly stay: string };

export function markingStep(state: Marking, event: MarkingEvent): Marking {
  switch (event.type) {
    case 'made':
      // What is undone is the last mark: one that is overtaken no longer is.
      return {
        ...state,
        problems: without(state.problems, event.stay),
        undoable: state.undoable?.stay === event.stay ? null : state.undoable,
      };
    case 'dismissed':
      return { ...state, problems: without(state.problems, event.stay) };
    case 'settled':
      return event.settled.ok
        ? kept(state, event, (event.settled.body as MarkedDay).day)
        : refused(state, event.row.stay, problemOf(event, event.settled.error));
    case 'taken-back':
      return event.settled.ok
        ? {
            ...state,
            undoable: null,
            answered: put(state.answered, event.stay, (event.settled.body as MarkedDay).day),
          }
        : {
            ...refused(state, event.stay, { kind: 'refused', error: event.settled.error }),
            undoable: null,
          };
    case 'forget-undo':
      return {
        ...state,
        undoable: state.undoable?.id === event.id ? null : state.undoable,
        cameThrough: state.cameThrough?.id === event.id ? null : state.cameThrough,
      };
  }
}

function kept(
  state: Marking,
  event: Extract<MarkingEvent, { type: 'settled' }>,
  day: DayView,
): Marking {
  const { id, words, brief, row, wish } = event;
  const { stay, patient } = row;
  const { similarName } = patient;
  const stood = withAnswer(row, state.answered).day;
  const said = stood[wish.kind];
  const before = said === null ? null : saidAgain(wish.kind, said);
  // Taking back takes the final word first: a first plan beside one cannot be taken back by itself.
  const fixed = before === null && wish.kind === 'planned' && day.final !== null;
  const undoable = { id, stay, row: { ...row, day }, before, words, brief, similarName };
  const cameThrough = event.waited
    ? { id, count: (state.cameThrough?.count ?? 0) + 1 }
    : state.cameThrough;
  const together = event.waited && cameThrough !== null && cameThrough.count > 1;
  return {
    answered: put(state.answered, stay, day),
    problems: without(state.problems, stay),
    undoable: fixed || together ? null : undoable,
    cameThrough,
  };
}

/** A judgement as it stands, to be said once more. */
export function saidAgain(kind: MarkKind, said: Judgement): Wish {
  const { colour, constraint, value, note, otherConstraints, owner, dueAt } = said;
  return {
    kind,
    colour,
    ...(constraint === null ? {} : { constraint }),
    ...(otherConstraints.length === 0 ? {} : { otherConstraints }),
    ...(value === null ? {} : { value }),
    ...(note === null ? {} : { note }),
    ...(owner === null ? {} : { owner }),
    ...(dueAt === null ? {} : { dueAt }),
  };
}

function refused(state: Marking, stay: string, problem: Problem): Marking {
  return { ...state, problems: put(state.problems, stay, problem) };
}

function problemOf(event: Extract<MarkingEvent, { type: 'settled' }>, error: ErrorBody): Problem {
  const current = error.details['current'];
  if (error.code !== 'day-changed') return { kind: 'refused', error };
  const theirs = isDay(current) ? current : event.row.day;
  return { kind: 'conflict', theirs, mine: event.wish };
}

function isDay(value: unknown): value is DayView {
  return typeof value === 'object' && value !== null && 'version' in value && 'planned' in value;
}

/** A row with the day as it was answered here, until the feed has brought that day or a later one. */
export function withAnswer(row: Row, answered: ReadonlyMap<string, DayView>): Row {
  const day = answered.get(row.stay);
  if (day === undefined || day.date !== row.day.date || day.version <= row.day.version) return row;
  return { ...row, day };
}

function put<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map([...map, [key, value]]);
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  return new Map([...map].filter(([one]) => one !== key));
}
