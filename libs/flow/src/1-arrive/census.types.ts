import type { Identity, InstantText, StayView } from '#domain';
import type { Particulars, Words } from './particulars.js';

/** A row of a census whose ward is known, or made by it. */
export interface PlacedRow {
  readonly line: number;
  readonly ward: string;
  readonly bed: string | null;
  readonly admittedAt: InstantText;
  readonly particulars: Particulars;
  readonly words: Words & { readonly localId: string };
}

/** What is left of a row that was refused: whom it may have spoken of. All null: it could be anybody. */
export interface Traces {
  readonly ward: string | null;
  readonly bed: string | null;
  readonly localId: string | null;
  readonly nhsNumber: string | null;
}

/** Refused rows by what they may have spoken of: asked for every stay that is missing. */
export interface RefusedRows {
  readonly localIds: ReadonlySet<string>;
  readonly nhsNumbers: ReadonlySet<string>;
  /** Ward and bed, as `placeKey` writes them. */
  readonly places: ReadonlySet<string>;
  /** Wards with a row that could be of anybody; null is any ward. */
  readonly untold: ReadonlySet<string | null>;
}

/** The first line of a file that names each number. */
export interface FileIndex {
  readonly localIds: ReadonlyMap<string, number>;
  readonly nhsNumbers: ReadonlyMap<string, number>;
}

/** A stay as the house has it, with its patient's words where they are still held. */
export interface KnownStay {
  readonly view: StayView;
  readonly patient: Identity | null;
}

/** Which stays a census must name, or they are gone. */
export type Completeness =
  | { readonly of: 'wards'; readonly wards: ReadonlySet<string> }
  /** Of this source's own patients, wherever they lie. */
  | { readonly of: 'list'; readonly source: string; readonly wards?: ReadonlySet<string> };

/** A census of one organisation, and the house that it speaks to. */
export interface CensusInput {
  readonly takenAt: InstantText;
  readonly rows: readonly PlacedRow[];
  /** Where the rows are a part of a file: whom the whole file names. */
  readonly file?: FileIndex;
  readonly refused: readonly Traces[] | RefusedRows;
  readonly complete: Completeness;
  readonly open: readonly KnownStay[];
  /** Ended stays of patients whom the census names. */
  readonly ended: readonly KnownStay[];
  /** Patients whom the house knows, in a bed or not. */
  readonly patients: readonly Identity[];
  /** When the last census of a ward was taken, for wards whose last is later than this one. */
  readonly laterCensus: ReadonlySet<string>;
  /** Wards for which a feed of messages tells who leaves. */
  readonly liveFeed: ReadonlySet<string>;
}

export interface CensusRemark {
  readonly code: string;
  readonly line?: number;
  readonly field?: string;
  readonly ward?: string;
  /** The bed of whom it is about: as the board has it where there is a stay, else as the row names it. */
  readonly bed?: string;
  /** The stay of which the file and the board say different things, and where the file puts it. */
  readonly stay?: string;
  readonly says?: { readonly ward: string; readonly bed: string | null };
}

export interface Admission {
  readonly row: PlacedRow;
  /** The patient, where the house knows them from an earlier stay. */
  readonly patient: string | null;
}

/** A stay that the census names. Nothing to do when all of these are null or false. */
export interface Seen {
  readonly stay: KnownStay;
  readonly row: PlacedRow;
  readonly move: { readonly ward: string; readonly bed: string | null } | null;
  /** Lies where the house has them, by a later word than the last one on where that is. */
  readonly confirms: boolean;
  readonly particulars: Particulars | null;
  readonly newWords: boolean;
  /** Was taken to be gone, by absence from an earlier census, and is here. */
  readonly resumed: boolean;
}

export interface Leaving {
  readonly stay: KnownStay;
  readonly between: readonly [InstantText, InstantText];
}

export interface CensusDiff {
  readonly admitted: readonly Admission[];
  readonly seen: readonly Seen[];
  readonly left: readonly Leaving[];
  /** Stays that are missing but stay: a refused row, or a later fact, may speak of them. */
  readonly held: readonly KnownStay[];
  readonly refused: readonly {
    readonly line: number;
    readonly field: string;
    readonly code: string;
  }[];
  readonly warnings: readonly CensusRemark[];
  /** Beds that more than one row names. */
  readonly sharedBeds: readonly {
    readonly ward: string;
    readonly bed: string;
    readonly patients: number;
  }[];
  /** Wards that would lose a large share of few patients: worth a look before the file is taken. */
  readonly thinned: readonly string[];
  /** Wards that would lose so many that a person must confirm the file. */
  readonly tooDifferent: readonly {
    readonly ward: string;
    readonly stays: number;
    readonly gone: number;
  }[];
}
