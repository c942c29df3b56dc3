import type { Colour, Destination, VoidedBecause } from '../fact/fact.js';
import type { Action } from '../action/action.js';
import type { Delay } from '../delay/delay.js';
import type { Plan } from '../plan/plan.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** Where a patient lay, from when. */
export interface Place {
  readonly ward: string;
  readonly bed: string | null;
  readonly from: InstantText;
  /** Found there by somebody; no move that was told explains it. */
  readonly seen?: true;
}

/** When somebody saw the patient in a place. */
export interface Sighting extends Omit<Place, 'seen'> {
  readonly byHand?: true;
}

/** A word that takes a move back; `at` is when it was said. */
export interface MoveCancel {
  readonly ward: string | null;
  readonly from: InstantText | null;
  readonly at: InstantText;
}

/** Moves that were taken back, and the words that did so: a move told late may be one of them. */
export interface MovesTakenBack {
  readonly cancels: readonly MoveCancel[];
  readonly places: readonly Place[];
}

/** One judgement of a day: the morning's plan or the final word. */
export interface Judgement {
  readonly colour: Colour;
  readonly constraint: string | null;
  readonly otherConstraints: readonly string[];
  readonly value: string | null;
  readonly note: string | null;
  readonly owner: string | null;
  readonly dueAt: InstantText | null;
  readonly at: InstantText;
  readonly by: string;
  readonly late: boolean;
  /** The done action that a final green rests on, where no other value was said. */
  readonly action?: string;
}

/** What was said of one day of a stay. A day nobody marked has no record and version 0. */
export interface DayRecord {
  readonly date: LocalDate;
  /** Goes up by one with every accepted command on this day. */
  readonly version: number;
  readonly planned: Judgement | null;
  readonly final: Judgement | null;
  /** First day of the unbroken run of red judgements that this day continues; null when it is not red. */
  readonly redSince: LocalDate | null;
}

/**
 * A stay as the ledger tells it: the fold of the facts of one `stay:` stream.
 * `days` may be a window (the day in question, the last judged day before it and all after it):
 * that is all a rule ever needs, and it keeps a mark's reading small.
 */
export interface StayState {
  readonly stay: string;
  readonly organisation: string;
  readonly patient: string;
  readonly source: string;
  readonly visit: string | null;
  readonly ward: string;
  readonly bed: string | null;
  readonly places: readonly Place[];
  readonly admittedAt: InstantText;
  readonly admittedOn: LocalDate;
  readonly leftAt: InstantText | null;
  readonly leftOn: LocalDate | null;
  readonly leftTo: Destination | null;
  /** Who left by absence from a census left between these instants, at no known hour. */
  readonly leftBetween: readonly [InstantText, InstantText] | null;
  /** The stay that began without anybody having told that this one was over. */
  readonly followedBy?: string;
  /** On leave since; null when in the bed. */
  readonly awaySince: InstantText | null;
  /** Never was: counts nothing, is on no board. */
  readonly voided: {
    readonly at: InstantText;
    readonly because: VoidedBecause;
    /** The stay that goes on in its stead. */
    readonly into?: string;
  } | null;
  readonly careType: 'acute' | 'non-acute' | null;
  readonly specialty: string | null;
  readonly consultant: string | null;
  readonly responsibleAuthority: string | null;
  readonly expectedDischargeDate: LocalDate | null;
  /** By the hospital's own system: whether the patient still needs this kind of bed. */
  readonly criteriaToReside?: boolean | null;
  readonly plan?: Plan;
  readonly delays: readonly Delay[];
  /** Those that are open, and those that were settled in the last days. */
  readonly actions?: readonly Action[];
  /** When the last word was said on each thing that feeds speak of: an older word changes it no more. */
  readonly told?: Readonly<Record<string, InstantText>>;
  readonly movesTakenBack?: MovesTakenBack;
  /** When and where somebody saw the patient, in time: what a move told later than it cannot outlast. */
  readonly seen?: readonly Sighting[];
  /** Version of the stay itself (place, particulars, leaving): 0 at admission, plus one a command. */
  readonly version: number;
  readonly lastConfirmedAt: InstantText;
  readonly days: Readonly<Record<LocalDate, DayRecord>>;
}

/** What a board needs of the days: the last day touched, and the last judged day before it. */
export interface DayHeads {
  readonly latest: DayRecord | null;
  readonly before: DayRecord | null;
}

/** A stay as its projected row holds it: everything but the days, the two heads of them, and the notes it shows. */
export type StayView = Omit<StayState, 'days'> &
  DayHeads & {
    /** Ids of the notes that a board may show. */
    readonly words?: readonly string[];
  };

/** The judgement that counts: final, else planned. */
export function judgementOf(day: DayRecord | null | undefined): Judgement | null {
  return day?.final ?? day?.planned ?? null;
}

/** The two heads of a stay's days. */
export function dayHeads(days: Readonly<Record<LocalDate, DayRecord>>): DayHeads {
  const dates = Object.keys(days).sort();
  const latestDate = dates.at(-1);
  if (latestDate === undefined) return { latest: null, before: null };
  const before = dates
    .slice(0, -1)
    .reverse()
    .map((date) => days[date] ?? null)
    .find((day) => judgementOf(day) !== null);
  return { latest: days[latestDate] ?? null, before: before ?? null };
}

/** The row form of a stay. */
export function viewOf(state: StayState): StayView {
  const { days, ...rest } = state;
  const heads = dayHeads(days);
  const words = shownWords(state, heads.latest);
  return { ...rest, ...heads, ...(words.length === 0 ? {} : { words }) };
}

/** Notes that a board may show: of the latest day, of the criteria for discharge, and of actions. */
function shownWords({ plan, actions = [] }: StayState, latest: DayRecord | null): string[] {
  const ids = [
    latest?.planned?.note,
    latest?.final?.note,
    plan?.physiological,
    plan?.functional,
    ...actions
      .filter(({ state }) => state !== 'withdrawn')
      .flatMap(({ what, update, answer }) => [
        what,
        update?.said,
        answer?.offer?.what,
        answer?.question,
      ]),
  ];
  return ids.filter((id) => id != null);
}

/** The stay with the days that were read for a command; the heads that its row holds are always among them. */
export function stateOf(view: StayView, days: readonly DayRecord[]): StayState {
  const { latest, before, words: _words, ...rest } = view;
  const heads = [latest, before].filter((day) => day !== null);
  return { ...rest, days: Object.fromEntries([...heads, ...days].map((day) => [day.date, day])) };
}

/** The place in which a stay was at the end of a date, or when it left on that date. */
export function placeOn(
  stay: Pick<StayState, 'places'>,
  endOfDate: number,
  toMs: (i: InstantText) => number,
): Place {
  const first = stay.places[0];
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  return stay.places.reduce(
    (found, place) => (toMs(place.from) < endOfDate ? place : found),
    first,
  );
}
