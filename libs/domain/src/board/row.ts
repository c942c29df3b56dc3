import type { Audience } from '../access/access.js';
import { shows } from '../access/access.js';
import { isShownOn } from '../action/action.js';
import type { Action } from '../action/action.js';
import { isOpen } from '../delay/delay.js';
import type { Delay } from '../delay/delay.js';
import { NO_PLAN, expectedDate, todayOn, tomorrowOn } from '../plan/plan.js';
import type { Check, TodayView, TomorrowPlan } from '../plan/plan.js';
import { softPrompts } from '../plan/prompts.js';
import type { PromptCode } from '../plan/prompts.js';
import { dayView } from '../red-green/day.js';
import type { DayView } from '../red-green/day.js';
import { thresholdsOn } from '../reference/reference.js';
import type { ReferenceBook, WardKind } from '../reference/reference.js';
import { bandOf, losDays } from '../stay/length.js';
import type { Band } from '../stay/length.js';
import type { Judgement, StayState, StayView } from '../stay/state.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** A patient's words as the erasable table holds them. */
export interface Identity {
  readonly patient: string;
  readonly localId: string | null;
  readonly nhsNumber: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly dateOfBirth: LocalDate | null;
  readonly sex: string | null;
  readonly similarName: boolean;
}

export interface RowPatient {
  readonly displayName: string;
  readonly nhsNumber?: string;
  readonly localId?: string;
  readonly age?: number;
  readonly similarName: boolean;
}

/** An action with its words, where they may be read. */
export interface ActionView extends Omit<Action, 'what' | 'update' | 'answer'> {
  readonly what: string | null;
  readonly update: Said<NonNullable<Action['update']>, 'said'> | null;
  readonly answer: {
    readonly offer: { readonly at: InstantText; readonly what: string | null } | null;
    readonly question: string | null;
    readonly at: InstantText;
    readonly by: string;
  } | null;
}

type Said<T, K extends keyof T> = Omit<T, K> & { readonly [key in K]: string | null };

/** One patient on a board. What a later issue brings is null until then. */
export interface Row {
  readonly stay: string;
  readonly ward: string;
  readonly bed: string | null;
  readonly patient: RowPatient;
  readonly admittedOn: LocalDate;
  /** An assessment ward counts hours from here. */
  readonly admittedAt: InstantText;
  readonly losDays: number;
  readonly continuousLosDays: number;
  readonly band: Band;
  readonly kind: WardKind | null;
  readonly specialty: string | null;
  readonly consultant: string | null;
  readonly responsibleAuthority: string | null;
  readonly expectedDischargeDate: LocalDate | null;
  /** Null when nobody said any; a part is null when it was not said, was erased, or may not be read. */
  readonly criteriaForDischarge: {
    readonly physiological: string | null;
    readonly functional: string | null;
  } | null;
  readonly pathway: string | null;
  readonly destination: string | null;
  readonly today: TodayView | null;
  readonly tomorrow: TomorrowPlan | null;
  readonly checks: readonly Check[];
  /** `ifVersion` of the next change of the plan; 0 when there is none. */
  readonly planVersion: number;
  /** Where the guide says red; never a block. */
  readonly prompts: readonly PromptCode[];
  readonly readiness: null;
  readonly day: DayView;
  readonly delays: readonly Delay[];
  /** Open ones, and those done today. */
  readonly actions: readonly ActionView[];
  readonly leadWorker: null;
  readonly alsoHeldBy: null;
  readonly lastContact: null;
  readonly lastConfirmedAt: InstantText;
  /** Missing from a census: the patient left between two of them. Shown to be confirmed until the day ends. */
  readonly gone: { readonly between: readonly [InstantText, InstantText] } | null;
  /** On leave since; the bed is held. */
  readonly away: InstantText | null;
  readonly escalationLevel: null;
  readonly version: number;
}

export interface RowContext {
  readonly audience: Audience;
  readonly date: LocalDate;
  readonly book: ReferenceBook;
  /** Words of the notes that the row names, by note id, where they are still held. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** The row of a stay for one audience, or null when that audience may not know of it. */
export function renderRow(
  view: StayView,
  identity: Identity | null,
  context: RowContext,
): Row | null {
  if (!isOnBoard(view, context.date)) return null;
  if (!shows(context.audience, subjectOf(view))) return null;
  const days = losDays(view.admittedOn, context.date);
  const kind = context.book.wards.get(view.ward)?.kind ?? null;
  return {
    stay: view.stay,
    ward: view.ward,
    bed: view.bed,
    patient: patientFor(context.audience, identity, context.date),
    admittedOn: view.admittedOn,
    admittedAt: view.admittedAt,
    losDays: days,
    continuousLosDays: days,
    band: bandOf(days, thresholdsOn(context.book, kind ?? 'acute', context.date)),
    kind,
    specialty: view.specialty,
    consultant: context.audience.sight === 'named' ? view.consultant : null,
    responsibleAuthority: view.responsibleAuthority,
    ...planPart(view, context),
    planVersion: view.plan?.version ?? 0,
    readiness: null,
    day: withNotes(dayView(view, context.date), context),
    delays: view.delays.filter(isOpen),
    actions: (view.actions ?? [])
      .filter((one) => isShownOn(one, context.date))
      .map((one) => actionView(one, context)),
    leadWorker: null,
    alsoHeldBy: null,
    lastContact: null,
    lastConfirmedAt: view.lastConfirmedAt,
    gone: view.leftBetween === null ? null : { between: view.leftBetween },
    away: view.awaySince,
    escalationLevel: null,
    version: view.version,
  };
}

/** The part of a row that the plan fills. */
export function planPart(
  view: Pick<StayState, 'plan' | 'expectedDischargeDate' | 'criteriaToReside'>,
  { audience, date, notes = {} }: Pick<RowContext, 'audience' | 'date' | 'notes'>,
) {
  const { physiological, functional, pathway, destination, checks } = view.plan ?? NO_PLAN;
  const words = wordsFor(isReadable(audience), notes);
  return {
    expectedDischargeDate: expectedDate(view),
    criteriaForDischarge:
      physiological === null && functional === null
        ? null
        : { physiological: words(physiological), functional: words(functional) },
    pathway,
    destination,
    today: todayOn(view, date),
    tomorrow: tomorrowOn(view, date),
    checks,
    prompts: softPrompts(view, date),
  };
}

/** An action as an audience may read it: a partner reads the words of what it was asked itself. */
export function actionView(
  action: Action,
  { audience, notes = {} }: Pick<RowContext, 'audience' | 'notes'>,
): ActionView {
  const asked = audience.of === 'residents' && audience.authority === action.owner;
  const words = wordsFor(isReadable(audience) || asked, notes);
  const { update, answer } = action;
  const offer = answer?.offer ?? null;
  return {
    ...action,
    what: words(action.what),
    update: update === null ? null : { ...update, said: words(update.said) },
    answer:
      answer === null
        ? null
        : {
            ...answer,
            offer: offer === null ? null : { ...offer, what: words(offer.what) },
            question: words(answer.question),
          },
  };
}

/** Free text is for those who nurse the patient, not for partners. */
function isReadable(audience: Audience): boolean {
  return audience.sight === 'named' && audience.of !== 'residents';
}

function wordsFor(readable: boolean, notes: Readonly<Record<string, string>>) {
  return (id: string | null): string | null =>
    id === null || !readable ? null : (notes[id] ?? null);
}

/**
 * Whether a board shows a stay on a date: while it lasts, and until the end of the day on which it
 * left by absence from a census, so that a person can confirm that the patient is gone.
 */
export function isOnBoard(
  view: Pick<StayView, 'leftAt' | 'leftOn' | 'leftBetween' | 'followedBy'>,
  date: LocalDate,
): boolean {
  return view.leftAt === null || (isMissing(view) && view.leftOn === date);
}

/** Whether nobody said that the patient left, and nobody said since that they are elsewhere: somebody has to confirm it. */
export function isMissing(view: Pick<StayView, 'leftBetween' | 'followedBy'>): boolean {
  return view.leftBetween !== null && view.followedBy === undefined;
}

/** The day with the words of its notes in place of their ids. */
function withNotes(day: DayView, { audience, notes = {} }: RowContext): DayView {
  const words = wordsFor(isReadable(audience), notes);
  const judged = (one: Judgement | null) =>
    one === null ? null : { ...one, note: words(one.note) };
  return { ...day, note: words(day.note), planned: judged(day.planned), final: judged(day.final) };
}

/** What the rules of access need to know of a stay. */
export function subjectOf(view: StayView) {
  return {
    organisation: view.organisation,
    ward: view.ward,
    authority: view.responsibleAuthority,
    askedOf: view.delays
      .filter(isOpen)
      .flatMap((one) => [one.owner, one.otherOwner].filter((o) => o !== null)),
  };
}

export function patientFor(
  audience: Audience,
  identity: Identity | null,
  date: LocalDate,
): RowPatient {
  if (audience.sight !== 'named') return { displayName: '', similarName: false };
  if (identity === null) return { displayName: 'Name not held', similarName: false };
  const age = identity.dateOfBirth === null ? null : ageOn(identity.dateOfBirth, date);
  return {
    displayName: displayName(identity),
    ...(identity.nhsNumber === null ? {} : { nhsNumber: identity.nhsNumber }),
    ...(identity.localId === null ? {} : { localId: identity.localId }),
    ...(age === null ? {} : { age }),
    similarName: identity.similarName,
  };
}

/** "FAMILY, Given", the order in which a ward calls its patients. */
export function displayName(identity: Pick<Identity, 'familyName' | 'givenName'>): string {
  const family = identity.familyName?.toLocaleUpperCase('en-GB') ?? '';
  const given = identity.givenName ?? '';
  return [family, given].filter((part) => part !== '').join(', ') || 'Name not known';
}

/** Whole years on a date. */
export function ageOn(born: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Rows in the order in which the ward walks its beds; beds the ward does not list come after, by name. */
export function inBedOrder<T extends { readonly bed: string | null; readonly stay: string }>(
  rows: readonly T[],
  beds: readonly string[],
): T[] {
  const place = new Map(beds.map((bed, index) => [bed, index]));
  const rank = (row: T) => (row.bed === null ? Infinity : (place.get(row.bed) ?? beds.length));
  return [...rows].sort(
    (a, b) =>
      rank(a) - rank(b) || naturally(a.bed ?? '', b.bed ?? '') || (a.stay < b.stay ? -1 : 1),
  );
}

const collator = new Intl.Collator('en-GB', { numeric: true });

function naturally(a: string, b: string): number {
  return collator.compare(a, b);
}
