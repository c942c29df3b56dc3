import { isOpen } from '../delay/delay.js';
import type { NewFact, Sealed } from '../fact/fact.js';
import { ownerIn, reasonIn } from '../reference/reference.js';
import type { ReferenceBook } from '../reference/reference.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';
import type { StayState } from '../stay/state.js';
import { londonDate } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';
import { doneOn } from './action.js';
import type { Action, ActionState } from './action.js';
import type { ActionFact } from './evolve-action.js';

type OpenedBody = Extract<ActionFact, { readonly type: 'action-opened' }>['body'];

/**
 * Asks somebody to do something for a patient. It may say which wait it is to move: the reason of a
 * red day, or an open delay. A council is asked only for its own residents.
 */
export function openAction(
  stay: StayState,
  asked: OpenedBody,
  { now, book }: { readonly now: InstantText; readonly book: ReferenceBook },
): Result<NewFact<'action-opened'>> {
  if (stay.leftAt !== null) return refuse('stay-ended');
  const owner = checkOwner(stay, asked.owner, book);
  if (!owner.ok) return owner;
  const { constraint, delay } = asked;
  if (
    constraint !== undefined &&
    reasonIn(book, 'red-constraints', constraint, londonDate(now)) === null
  )
    return refuse('reason-not-in-list', { list: 'red-constraints' });
  if (delay !== undefined && !stay.delays.some((one) => one.delay === delay && isOpen(one)))
    return refuse('delay-not-open');
  return accept({ type: 'action-opened', body: asked });
}

function checkOwner(stay: StayState, code: string, book: ReferenceBook): Result<null> {
  const owner = ownerIn(book, code);
  if (owner === null) return refuse('owner-unknown', { owner: code });
  const elsewhere =
    owner.kind === 'council' &&
    stay.responsibleAuthority !== null &&
    stay.responsibleAuthority !== code;
  return elsewhere ? refuse('owner-not-responsible', { owner: code }) : accept(null);
}

/** What may be done to an action, each with the states in which it may be. */
export type ActOn =
  | { readonly do: 'update'; readonly said: Sealed; readonly nextAt?: InstantText }
  | {
      readonly do: 'answer';
      readonly offer?: Sealed;
      readonly offerAt?: InstantText;
      readonly question?: Sealed;
    }
  | {
      readonly do: 'reassign';
      readonly owner: string;
      readonly person?: string;
      readonly dueAt?: InstantText;
    }
  | { readonly do: 'done' }
  | { readonly do: 'reopen' }
  | { readonly do: 'withdraw'; readonly because: Sealed };

const MAY_FROM = {
  update: ['open'],
  answer: ['open'],
  reassign: ['open'],
  done: ['open'],
  reopen: ['done'],
  withdraw: ['open', 'done'],
} as const satisfies Record<ActOn['do'], readonly ActionState[]>;

/**
 * Does something to an action. Open ones are updated, answered, handed on and done; one that is done
 * can be opened again; an open or a done one can be withdrawn as entered in error, and then rests.
 */
export function actOn(
  stay: StayState,
  asked: { readonly action: string; readonly ifVersion?: number; readonly act: ActOn },
  book: ReferenceBook,
): Result<NewFact<ActionFact['type']>> {
  const held = stay.actions?.find((one) => one.action === asked.action);
  if (held === undefined) return refuse('action-changed', { current: null });
  const { act, ifVersion } = asked;
  const mayFrom: readonly ActionState[] = MAY_FROM[act.do];
  if ((ifVersion !== undefined && ifVersion !== held.version) || !mayFrom.includes(held.state))
    return refuse('action-changed', { current: currentOf(held) });
  if (act.do === 'reassign') {
    const owner = checkOwner(stay, act.owner, book);
    if (!owner.ok) return owner;
  }
  return accept(factOf(asked.action, act));
}

/** An action as a conflict tells it: codes and times, no words. */
function currentOf({ version, state, owner, person, dueAt, settledAt, settledBy }: Action) {
  return { version, state, owner, person, dueAt, settledAt, settledBy };
}

function factOf(action: string, act: ActOn): NewFact<ActionFact['type']> {
  const { do: what, ...said } = act;
  const body = { action, ...said };
  switch (what) {
    case 'update':
      return { type: 'action-updated', body } as NewFact<'action-updated'>;
    case 'answer':
      return { type: 'action-answered', body };
    case 'reassign':
      return { type: 'action-reassigned', body } as NewFact<'action-reassigned'>;
    case 'done':
      return { type: 'action-done', body };
    case 'reopen':
      return { type: 'action-reopened', body };
    case 'withdraw':
      return { type: 'action-withdrawn', body } as NewFact<'action-withdrawn'>;
  }
}

/** The action last done on a date: what the day gave, when a person says no other value. */
export function lastDoneOn(stay: Pick<StayState, 'actions'>, date: LocalDate): Action | null {
  return (stay.actions ?? []).findLast((one) => doneOn(one) === date) ?? null;
}
