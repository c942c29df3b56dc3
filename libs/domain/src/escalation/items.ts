import type { Audience } from '../access/access.js';
import { shows } from '../access/access.js';
import type { Identity, RowPatient } from '../board/row.js';
import { patientFor, subjectOf } from '../board/row.js';
import { isOpen } from '../delay/delay.js';
import type { Delay, DelayAttribution } from '../delay/delay.js';
import { dayView } from '../red-green/day.js';
import type { DayView } from '../red-green/day.js';
import { ownerIn, reasonIn } from '../reference/reference.js';
import type { ReferenceBook } from '../reference/reference.js';
import { judgementOf } from '../stay/state.js';
import type { StayView } from '../stay/state.js';
import { londonDate } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** One thing that somebody must move: a red day's wait or an open delay of one patient. */
export interface EscalationItem {
  readonly id: string;
  readonly kind: 'red' | 'delay';
  readonly stay: string;
  readonly organisation: string;
  readonly site: string | null;
  readonly ward: string;
  readonly bed: string | null;
  readonly patient: RowPatient;
  readonly authority: string | null;
  readonly waitsFor: { readonly list: string; readonly code: string; readonly name: string };
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly attribution: DelayAttribution | null;
  readonly state: Delay['state'] | null;
  readonly since: LocalDate;
  readonly due: InstantText | null;
  /** 0 until the ladder raises it. */
  readonly level: number;
  readonly reviewedToday: boolean;
  /** Why it is on the list, in one sentence. */
  readonly why: string;
}

export interface ItemContext {
  readonly audience: Audience;
  readonly date: LocalDate;
  readonly book: ReferenceBook;
}

/** What of a stay belongs on the list of those who must act: each open delay, and the red day no delay stands for. */
export function escalationItems(
  view: StayView,
  identity: Identity | null,
  context: ItemContext,
): EscalationItem[] {
  if (view.leftAt !== null || !shows(context.audience, subjectOf(view))) return [];
  const day = dayView(view, context.date);
  const base = {
    stay: view.stay,
    organisation: view.organisation,
    site: context.book.wards.get(view.ward)?.site ?? null,
    ward: view.ward,
    bed: view.bed,
    patient: patientFor(context.audience, identity, context.date),
    authority: view.responsibleAuthority,
    level: 0,
    reviewedToday: day.reviewed,
  };
  const delays = view.delays
    .filter(isOpen)
    .map((delay) => ({ ...base, ...delayPart(delay, context.book) }));
  const red = delays.length === 0 ? redPart(view, day, context.book) : null;
  return red === null ? delays : [{ ...base, ...red }];
}

function delayPart(delay: Delay, book: ReferenceBook) {
  const since = londonDate(delay.since);
  const name = reasonIn(book, delay.list, delay.reason, since)?.name ?? delay.reason;
  return {
    id: delay.delay,
    kind: 'delay' as const,
    waitsFor: { list: delay.list, code: delay.reason, name },
    owner: delay.owner,
    ownerName: nameOf(book, delay.owner),
    attribution: delay.attribution,
    state: delay.state,
    since,
    due: null,
    why: delay.owner === null ? 'Delayed, and nobody is named to act' : 'Could leave, and waits',
  };
}

function redPart(view: StayView, day: DayView, book: ReferenceBook) {
  if (day.colour !== 'red' || day.constraint === null || day.redSince === null) return null;
  const reason = reasonIn(book, 'red-constraints', day.constraint, day.redSince);
  const judgement = day.reviewed
    ? (day.final ?? day.planned)
    : (judgementOf(view.latest) ?? judgementOf(view.before));
  const council = reason?.attribution === 'la' ? view.responsibleAuthority : null;
  const owner = judgement?.owner ?? reason?.owner ?? council;
  return {
    id: `${view.stay}:red`,
    kind: 'red' as const,
    waitsFor: {
      list: 'red-constraints',
      code: day.constraint,
      name: reason?.name ?? day.constraint,
    },
    owner,
    ownerName: nameOf(book, owner),
    attribution: null,
    state: null,
    since: day.redSince,
    due: judgement?.dueAt ?? null,
    why: day.reviewed ? 'Red today' : 'Red when last reviewed, not yet reviewed today',
  };
}

function nameOf(book: ReferenceBook, owner: string | null): string | null {
  return owner === null ? null : (ownerIn(book, owner)?.name ?? owner);
}

/** Longest first; then by ward, bed and id, so that equal ages never change places. */
export function longestFirst(items: readonly EscalationItem[]): EscalationItem[] {
  return [...items].sort(
    (a, b) =>
      b.level - a.level ||
      order(a.since, b.since) ||
      order(a.ward, b.ward) ||
      order(a.bed ?? '', b.bed ?? '') ||
      order(a.id, b.id),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
