import type { Colour, MarkKind, NewFact, Sealed } from '../fact/fact.js';
import { lastDoneOn } from '../action/act-on.js';
import { reasonIn, ownerIn } from '../reference/reference.js';
import type { ReferenceBook } from '../reference/reference.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';
import type { StayState } from '../stay/state.js';
import { compareInstants, epochMs, londonDate } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';
import { lockedFrom } from './day.js';

/** How far back a person may say that they acted: a tablet that was without a network for a day and a half. */
export const AT_OLD_HOURS_MAX = 36;

export interface MarkDay {
  readonly date: LocalDate;
  readonly ifVersion: number;
  readonly kind: MarkKind;
  readonly colour: Colour;
  readonly constraint?: string;
  readonly otherConstraints?: readonly string[];
  readonly value?: string;
  readonly note?: Sealed;
  readonly owner?: string;
  readonly dueAt?: InstantText;
  readonly late?: Sealed;
  readonly at?: InstantText;
}

export interface MarkContext {
  readonly now: InstantText;
  readonly book: ReferenceBook;
}

/**
 * Marks a day of a stay red or green, as the morning's plan or as the final word (Red2Green).
 * A red says what it waits for, a final red inherits the planned one; a final green says what the
 * day gave, or rests on an action done that day. After the lock the mark needs a reason for being late.
 */
export function markDay(
  stay: StayState,
  asked: MarkDay,
  context: MarkContext,
): Result<NewFact<'day-marked'>> {
  const inTime = checkTime(stay, asked, context.now);
  if (!inTime.ok) return inTime;
  const day = stay.days[asked.date];
  const version = day?.version ?? 0;
  if (asked.ifVersion !== version) return refuse('day-changed');
  const constraint =
    asked.constraint ??
    (asked.kind === 'final' && day?.planned?.colour === 'red' ? day.planned.constraint : null);
  if (asked.colour === 'red' && (constraint === null || constraint === ''))
    return refuse('constraint-required');
  const needsValue =
    asked.colour === 'green' && asked.kind === 'final' && asked.value === undefined;
  const done = needsValue ? lastDoneOn(stay, asked.date) : null;
  if (needsValue && done === null) return refuse('value-required');
  const known = checkCodes(asked, constraint, context.book);
  if (!known.ok) return known;
  const rests = done === null ? {} : { action: done.action };
  return accept({ type: 'day-marked', body: { ...bodyOf(asked, constraint), ...rests } });
}

/** A person acts now or up to a day and a half ago, on a day the stay touches, before it is locked or with a reason. */
function checkTime(
  stay: StayState,
  asked: Pick<MarkDay, 'date' | 'at' | 'late'>,
  now: InstantText,
): Result<null> {
  const at = asked.at ?? now;
  const acted = checkActedAt(at, now);
  if (!acted.ok) return acted;
  // Nobody judged a day before it began, however late a device tells of it.
  if (asked.date > londonDate(at) || asked.date < stay.admittedOn)
    return refuse('day-not-in-stay', { date: asked.date });
  if (stay.leftOn !== null && asked.date > stay.leftOn)
    return refuse('day-not-in-stay', { date: asked.date });
  const locked = lockedFrom(asked.date);
  if (asked.late === undefined && compareInstants(at, locked) >= 0)
    return refuse('late-reason-required', { lockedAt: locked });
  return accept(null);
}

/** When a person says they acted: not in the future, at most 36 hours ago. */
export function checkActedAt(at: InstantText, now: InstantText): Result<null> {
  const age = epochMs(now) - epochMs(at);
  if (age < 0) return refuse('at-in-future');
  if (age > AT_OLD_HOURS_MAX * 3_600_000) return refuse('at-too-old');
  return accept(null);
}

function checkCodes(asked: MarkDay, constraint: string | null, book: ReferenceBook): Result<null> {
  const red = asked.colour === 'red' ? [constraint, ...(asked.otherConstraints ?? [])] : [];
  for (const code of red)
    if (code !== null && reasonIn(book, 'red-constraints', code, asked.date) === null)
      return refuse('reason-not-in-list', { list: 'red-constraints' });
  if (asked.value !== undefined && reasonIn(book, 'green-values', asked.value, asked.date) === null)
    return refuse('value-not-in-list', { list: 'green-values' });
  if (asked.owner !== undefined && ownerIn(book, asked.owner) === null)
    return refuse('owner-unknown', { owner: asked.owner });
  return accept(null);
}

function bodyOf(asked: MarkDay, constraint: string | null): NewFact<'day-marked'>['body'] {
  const red = asked.colour === 'red';
  return {
    date: asked.date,
    kind: asked.kind,
    colour: asked.colour,
    ...(red && constraint !== null ? { constraint } : {}),
    ...(red && asked.otherConstraints?.length ? { otherConstraints: asked.otherConstraints } : {}),
    ...(asked.value === undefined ? {} : { value: asked.value }),
    ...(asked.note === undefined ? {} : { note: asked.note }),
    ...(asked.owner === undefined ? {} : { owner: asked.owner }),
    ...(asked.dueAt === undefined ? {} : { dueAt: asked.dueAt }),
    ...(asked.late === undefined ? {} : { late: asked.late }),
  };
}

export interface AsPlanned {
  readonly date: LocalDate;
  readonly ifVersion: number;
  readonly value?: string;
  readonly at?: InstantText;
}

/**
 * Confirms at the huddle what the morning planned: the final word is the planned one, with everything
 * that was said of it. A plan is no evidence that a green day gave something: that is said now, or an
 * action done that day says it.
 */
export function confirmAsPlanned(
  stay: StayState,
  asked: AsPlanned,
  context: MarkContext,
): Result<NewFact<'day-marked'>> {
  const day = stay.days[asked.date];
  if ((day?.version ?? 0) !== asked.ifVersion) return refuse('day-changed');
  const planned = day?.planned ?? null;
  if (planned === null) return refuse('day-not-planned');
  const value = asked.value ?? planned.value;
  return markDay(
    stay,
    {
      ...asked,
      kind: 'final',
      colour: planned.colour,
      otherConstraints: planned.otherConstraints,
      ...(planned.constraint === null ? {} : { constraint: planned.constraint }),
      ...(planned.colour === 'red' || value === null ? {} : { value }),
      ...(planned.owner === null ? {} : { owner: planned.owner }),
      ...(planned.dueAt === null ? {} : { dueAt: planned.dueAt }),
    },
    context,
  );
}

export interface WithdrawMark {
  readonly date: LocalDate;
  readonly ifVersion?: number;
  readonly because: Sealed;
}

/** Takes back what was entered in error: the final word if there is one, else the plan. It counts nothing and stays in the history. */
export function withdrawMark(
  stay: StayState,
  asked: WithdrawMark,
): Result<NewFact<'day-mark-withdrawn'>> {
  const day = stay.days[asked.date];
  if (day === undefined || (day.final === null && day.planned === null))
    return refuse('day-not-marked');
  if (asked.ifVersion !== undefined && asked.ifVersion !== day.version)
    return refuse('day-changed');
  const kind = day.final === null ? 'planned' : 'final';
  return accept({
    type: 'day-mark-withdrawn',
    body: { date: asked.date, kind, because: asked.because },
  });
}
