import type { InstantText, LocalDate } from '../time/london.js';
import { londonDate } from '../time/london.js';

export type ActionState = 'open' | 'done' | 'withdrawn';

/** One thing that somebody was asked to do for a patient. Words are ids of notes. */
export interface Action {
  readonly action: string;
  readonly what: string;
  readonly owner: string;
  readonly person: string | null;
  readonly dueAt: InstantText;
  /** The red day's reason, or the delay, that it is to move. */
  readonly constraint: string | null;
  readonly delay: string | null;
  readonly state: ActionState;
  readonly openedAt: InstantText;
  readonly openedBy: string;
  readonly settledAt: InstantText | null;
  readonly settledBy: string | null;
  /** The last word on how far it is. */
  readonly update: {
    readonly said: string;
    readonly nextAt: InstantText | null;
    readonly at: InstantText;
    readonly by: string;
  } | null;
  /** The last answer of whoever was asked: an offer, or a question back. */
  readonly answer: {
    readonly offer: { readonly at: InstantText; readonly what: string } | null;
    readonly question: string | null;
    readonly at: InstantText;
    readonly by: string;
  } | null;
  readonly version: number;
}

/** The date on which an action was done, or null. */
export function doneOn(action: Action): LocalDate | null {
  return action.state === 'done' && action.settledAt !== null ? londonDate(action.settledAt) : null;
}

/** Whether a board shows an action on a date: while it is open, and on the day on which it was done. */
export function isShownOn(action: Action, date: LocalDate): boolean {
  return action.state === 'open' || doneOn(action) === date;
}
