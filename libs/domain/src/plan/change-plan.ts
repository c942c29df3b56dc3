import type { NewFact, Sealed } from '../fact/fact.js';
import { reasonIn } from '../reference/reference.js';
import type { ReferenceBook } from '../reference/reference.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';
import type { StayState } from '../stay/state.js';
import { addDays, instantText, londonDate, londonInstant } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';
import type { CheckState, DischargeWord } from './plan.js';

/** What a person says of a plan; what is left out stays as it is, null takes it back. */
export interface ChangePlan {
  readonly ifVersion: number;
  readonly expectedDischargeDate?: LocalDate | null;
  readonly slip?: Sealed;
  readonly physiological?: Sealed | null;
  readonly functional?: Sealed | null;
  readonly pathway?: string | null;
  readonly destination?: string | null;
  readonly today?: {
    readonly discharge: DischargeWord;
    /** An instant of that day, or `hh:mm` in London. */
    readonly expectedAt?: string;
    readonly transport?: string;
    readonly lounge?: boolean;
  };
  readonly tomorrow?: { readonly discharge: DischargeWord; readonly firstOut?: boolean };
  readonly checks?: readonly { readonly code: string; readonly state: CheckState }[];
}

interface Context {
  /** When the person acted: "today" is that day. */
  readonly at: InstantText;
  readonly book: ReferenceBook;
}

/**
 * Changes the plan of a stay. Each version is built on once: of any number of people who saw the
 * same plan exactly one changes it, and the others are shown what stands.
 */
export function changePlan(
  stay: StayState,
  asked: ChangePlan,
  { at, book }: Context,
): Result<NewFact<'plan-changed'>> {
  if (stay.leftAt !== null) return refuse('stay-ended');
  if (asked.ifVersion !== (stay.plan?.version ?? 0)) return refuse('plan-changed');
  const date = londonDate(at);
  const expected = asked.expectedDischargeDate;
  if (expected != null && expected < stay.admittedOn) return refuse('expected-before-admission');
  const known = checkCodes(asked, book, date);
  if (!known.ok) return known;
  const expectedAt = timeOf(asked.today?.expectedAt, date);
  if (!expectedAt.ok) return expectedAt;
  const { ifVersion: _ifVersion, today, tomorrow, ...rest } = asked;
  return accept({
    type: 'plan-changed',
    body: {
      ...rest,
      ...(today === undefined ? {} : { today: todayOf(today, date, expectedAt.value) }),
      ...(tomorrow === undefined
        ? {}
        : {
            tomorrow: {
              date: addDays(date, 1),
              discharge: tomorrow.discharge,
              firstOut: tomorrow.firstOut ?? false,
            },
          }),
    },
  });
}

function todayOf(
  { discharge, transport, lounge }: NonNullable<ChangePlan['today']>,
  date: LocalDate,
  expectedAt: InstantText | null,
) {
  return { date, discharge, expectedAt, transport: transport ?? null, lounge: lounge ?? null };
}

/** A time of the day in question: leaving today has none of tomorrow. */
function timeOf(said: string | undefined, date: LocalDate): Result<InstantText | null> {
  if (said === undefined) return accept(null);
  const at = instantText(said.includes('T') ? said : londonInstant(date, said));
  return londonDate(at) === date ? accept(at) : refuse('time-not-on-day', { date });
}

function checkCodes(asked: ChangePlan, book: ReferenceBook, date: LocalDate): Result<null> {
  const lists = [
    ['pathways', asked.pathway],
    ['destinations', asked.destination],
    ['discharge-transport', asked.today?.transport],
  ] as const;
  for (const [list, code] of lists)
    if (code != null && reasonIn(book, list, code, date) === null)
      return refuse('reason-not-in-list', { list });
  for (const { code } of asked.checks ?? [])
    if (!book.checks.has(code)) return refuse('check-unknown', { check: code });
  return accept(null);
}
