import type { InstantText, LocalDate } from '../time/london.js';
import { addDays } from '../time/london.js';

/** Whether a patient goes home on a day: a promise, a hope, or not. */
export type DischargeWord = 'definite' | 'potential' | 'no';
export type CheckState = 'not-needed' | 'asked' | 'done';

/** What was said of leaving on one date. */
export interface TodayPlan {
  readonly date: LocalDate;
  readonly discharge: DischargeWord;
  readonly expectedAt: InstantText | null;
  readonly transport: string | null;
  readonly lounge: boolean | null;
  readonly at: InstantText;
  readonly by: string;
}

/** What was said on one day of leaving on the next; `date` is that next day. */
export interface TomorrowPlan {
  readonly date: LocalDate;
  readonly discharge: DischargeWord;
  /** Leaves before the others, so that the bed is free when the day begins. */
  readonly firstOut: boolean;
  readonly at: InstantText;
  readonly by: string;
}

/** One thing that must be ready before the patient leaves. */
export interface Check {
  readonly code: string;
  readonly state: CheckState;
  readonly at: InstantText;
  readonly by: string;
}

/** What the ward intends for a patient. A stay without a word on it has no plan and version 0. */
export interface Plan {
  /** Goes up by one with every accepted command on the plan. */
  readonly version: number;
  /** The ward's own word; it stands over what a feed says. */
  readonly expected: { readonly date: LocalDate | null; readonly at: InstantText } | null;
  /** Ids of the notes that hold the criteria for discharge. */
  readonly physiological: string | null;
  readonly functional: string | null;
  readonly pathway: string | null;
  readonly destination: string | null;
  readonly today: TodayPlan | null;
  readonly tomorrow: TomorrowPlan | null;
  readonly checks: readonly Check[];
}

export const NO_PLAN: Plan = {
  version: 0,
  expected: null,
  physiological: null,
  functional: null,
  pathway: null,
  destination: null,
  today: null,
  tomorrow: null,
  checks: [],
};

/** Leaving today as a board shows it. */
export interface TodayView extends TodayPlan {
  readonly firstOut: boolean;
  /** Nobody has said it today: it is what was said yesterday of the next day. */
  readonly carriedOver: boolean;
}

/** What of a stay its plan is read from. */
export interface Planned {
  readonly plan?: Plan;
}

/** The date on which the patient is expected to leave: the ward's own word, else the feed's. */
export function expectedDate({
  plan,
  expectedDischargeDate,
}: Planned & { readonly expectedDischargeDate: LocalDate | null }): LocalDate | null {
  return plan?.expected?.date ?? expectedDischargeDate;
}

/** What is said of leaving on a date; yesterday's word on the next day holds until somebody says otherwise. */
export function todayOn({ plan }: Planned, date: LocalDate): TodayView | null {
  const said = plan?.tomorrow?.date === date ? plan.tomorrow : null;
  if (plan?.today?.date === date)
    return { ...plan.today, firstOut: said?.firstOut ?? false, carriedOver: false };
  if (said === null) return null;
  return { ...said, expectedAt: null, transport: null, lounge: null, carriedOver: true };
}

/** What is said on a date of leaving on the next. */
export function tomorrowOn({ plan }: Planned, date: LocalDate): TomorrowPlan | null {
  return plan?.tomorrow?.date === addDays(date, 1) ? plan.tomorrow : null;
}
