import type { InstantText, LocalDate } from '../time/london.js';
import type { DelayAttribution, DelayState } from '../delay/delay.js';
import type { Check, TodayPlan, TomorrowPlan } from '../plan/plan.js';
import type { ReferenceKind } from '../reference/reference.js';
import type { RoundKind, RoundResult } from '../round/round.js';

/** What leads to an erasable row (a name, a note): an id and the salted hash that seals it into the chain. */
export interface Sealed {
  readonly id: string;
  readonly seal: string;
}

export type Colour = 'red' | 'green';
export type MarkKind = 'planned' | 'final';
export type Destination = 'home' | 'ward' | 'hospital' | 'care-home' | 'died' | 'not-known';

/** Why a stay is void: its admission was cancelled, the file that made it was undone, or two records were one. */
export type VoidedBecause = 'admission-cancelled' | 'file-undone' | 'records-merged';

/** Bodies of the facts of a stay. They hold ids and codes only: no name, no number of a person, no free text. */
export interface StayFacts {
  'stay-admitted': {
    readonly patient: string;
    readonly ward: string;
    readonly bed: string | null;
    readonly admittedAt: InstantText;
    readonly source: string;
    /** Where the patient came from, by the ward's word. */
    readonly from?: string;
    readonly visit?: string;
    readonly careType?: 'acute' | 'non-acute' | null;
    readonly specialty?: string | null;
    readonly consultant?: string | null;
    readonly responsibleAuthority?: string | null;
    readonly expectedDischargeDate?: LocalDate | null;
    readonly criteriaToReside?: boolean | null;
  };
  /**
   * The identity of the stay's patient as it was sealed; the words lie in the erasable table. `told`
   * names the words that were spoken of (never what they said), so that an older word stays older.
   */
  'patient-identified': {
    readonly patient: string;
    readonly seal: string;
    readonly told?: readonly string[];
  };
  /** Two records of one person became one: the stay passes to the surviving record. */
  'patient-merged': { readonly from: string; readonly into: string };
  /** The words of the patient are gone; ids and days stay. */
  'patient-erased': { readonly patient: string };
  /** `byHand`: by the ward's own word, which corrects what the ward said it saw then or later. */
  'stay-moved': {
    readonly ward: string;
    readonly bed: string | null;
    readonly at: InstantText;
    readonly byHand?: true;
  };
  /**
   * Takes a move back as never made: the one to `ward` at `from`, or, where that is not said, the
   * latest move before this fact was told. It also takes back a move that is told only afterwards.
   */
  'stay-move-cancelled': { readonly ward: string | null; readonly from: InstantText | null };
  /**
   * A census or a ward saw the patient there at an instant, wherever the patient went before. A bed that was
   * not said is null. `byHand`: by the ward's own word, which also says that the patient is here.
   */
  'stay-seen': {
    readonly ward: string;
    readonly bed: string | null;
    readonly at: InstantText;
    readonly byHand?: true;
  };
  /** Takes a sighting back: the file that told of it was the wrong one. */
  'stay-unseen': { readonly ward: string; readonly at: InstantText };
  /** What a feed said of the stay, null where it says that nothing is; `told` names what was already known. */
  'stay-updated': {
    readonly visit?: string;
    /** A feed takes over a stay that a ward entered by hand, and knows when it began. */
    readonly source?: string;
    readonly admittedAt?: InstantText;
    readonly careType?: 'acute' | 'non-acute' | null;
    readonly specialty?: string | null;
    readonly consultant?: string | null;
    readonly responsibleAuthority?: string | null;
    readonly expectedDischargeDate?: LocalDate | null;
    readonly criteriaToReside?: boolean | null;
    readonly told?: readonly string[];
  };
  /**
   * `between` when only two censuses enclose the leaving, and no time of day is known. `followedBy`: the stay
   * that began without anybody having told that this one was over.
   */
  'stay-left': {
    readonly at: InstantText;
    readonly to: Destination;
    readonly between?: readonly [InstantText, InstantText];
    readonly followedBy?: string;
  };
  /**
   * The patient did not leave after all, or the stay was voided in error: it goes on as if unbroken.
   * `notFollowed`: the stay that was taken to follow it never was, which is no word on whether this one is over.
   */
  'stay-resumed': { readonly at: InstantText; readonly notFollowed?: true };
  /**
   * The stay never was: it counts no bed day and is on no board; its history is kept. `into`: the stay that
   * goes on in its stead, and to which its visit number leads from then on.
   */
  'stay-voided': {
    readonly at: InstantText;
    readonly because: VoidedBecause;
    readonly into?: string;
  };
  /** On leave: the bed is held and the stay goes on. */
  'stay-away': { readonly at: InstantText };
  'stay-back': { readonly at: InstantText };
  'day-marked': {
    readonly date: LocalDate;
    readonly kind: MarkKind;
    readonly colour: Colour;
    readonly constraint?: string;
    readonly otherConstraints?: readonly string[];
    readonly value?: string;
    readonly note?: Sealed;
    readonly owner?: string;
    readonly dueAt?: InstantText;
    readonly late?: Sealed;
    /** The done action that a final green rests on, where no other value was said. */
    readonly action?: string;
  };
  'day-mark-withdrawn': {
    readonly date: LocalDate;
    readonly kind: MarkKind;
    readonly because: Sealed;
  };
  'delay-opened': {
    readonly delay: string;
    readonly list: string;
    readonly reason: string;
    readonly attribution: DelayAttribution;
    readonly owner: string | null;
    readonly otherOwner: string | null;
    readonly since: InstantText;
    readonly primary: boolean;
    readonly state: DelayState;
    /** Why a council owns it that is not the one of residence. */
    readonly because?: Sealed;
  };
  /** What the ward intends; what it leaves out stays as it was, null takes it back. */
  'plan-changed': {
    readonly expectedDischargeDate?: LocalDate | null;
    /** Why the expected date moved. */
    readonly slip?: Sealed;
    /** Criteria for discharge. */
    readonly physiological?: Sealed | null;
    readonly functional?: Sealed | null;
    readonly pathway?: string | null;
    readonly destination?: string | null;
    readonly today?: Omit<TodayPlan, 'at' | 'by'>;
    readonly tomorrow?: Omit<TomorrowPlan, 'at' | 'by'>;
    readonly checks?: readonly Pick<Check, 'code' | 'state'>[];
  };
  /** Somebody was asked to do something for the patient. */
  'action-opened': {
    readonly action: string;
    readonly what: Sealed;
    readonly owner: string;
    readonly person?: string;
    readonly dueAt: InstantText;
    readonly constraint?: string;
    readonly delay?: string;
  };
  'action-updated': {
    readonly action: string;
    readonly said: Sealed;
    readonly nextAt?: InstantText;
  };
  'action-answered': {
    readonly action: string;
    readonly offerAt?: InstantText;
    readonly offer?: Sealed;
    readonly question?: Sealed;
  };
  'action-reassigned': {
    readonly action: string;
    readonly owner: string;
    readonly person?: string;
    readonly dueAt?: InstantText;
  };
  'action-done': { readonly action: string };
  'action-reopened': { readonly action: string };
  'action-withdrawn': { readonly action: string; readonly because: Sealed };
  'delay-ended': { readonly delay: string; readonly at: InstantText };
  'delay-withdrawn': { readonly delay: string; readonly because: Sealed };
}

/** Bodies of the facts of a ward. */
export interface WardFacts {
  'round-started': {
    readonly round: string;
    readonly date: LocalDate;
    readonly kind: RoundKind;
    readonly attended: readonly string[];
    readonly order: readonly string[];
    readonly constraints: readonly string[];
  };
  'round-attended': { readonly round: string; readonly attended: readonly string[] };
  'round-finished': { readonly round: string } & RoundResult;
  'day-closed': {
    readonly date: LocalDate;
    /** 1 for the first close of the date, one more for each restatement. */
    readonly revision: number;
    readonly rules: string;
    readonly rows: number;
    /** SHA-256 (hex) over the canonical rows of this revision, all of the ward's rows of the date. */
    readonly digest: string;
    readonly because: string;
  };
}

/** Bodies of the facts of the house itself. */
export interface HouseFacts {
  /** A reference entry as it holds from a date on: an organisation, a ward, a reason list, a matrix, thresholds. */
  'reference-set': {
    readonly kind: ReferenceKind;
    readonly code: string;
    readonly validFrom: LocalDate;
    readonly value: unknown;
  };
  /** The heads of all streams that changed since the last seal, chained to it: losing a stream's end shows. */
  seal: {
    readonly previous: string;
    readonly heads: readonly (readonly [stream: string, seq: number, head: string])[];
    readonly digest: string;
  };
}

export type FactBodies = StayFacts & WardFacts & HouseFacts;
export type FactType = keyof FactBodies;

/** A fact as a rule states it, before the ledger gives it a place and a chain. */
export type NewFact<T extends FactType = FactType> = {
  [K in T]: { readonly type: K; readonly body: FactBodies[K] };
}[T];

/** A fact as a projection or a fold reads it. Projections use nothing that only the database knows. */
export type Fact<T extends FactType = FactType> = NewFact<T> & {
  readonly organisation: string;
  readonly stream: string;
  /** When it happened, by the person's or the feed's word. */
  readonly at: InstantText;
  readonly by: string;
};

export type StayFact = Fact<keyof StayFacts>;
