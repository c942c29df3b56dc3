import type { InstantText, WardEntry } from '#domain';

/** Answer of `POST /census`: what a file did, or would do. */
export interface CensusAnswer {
  readonly batch: string;
  readonly takenAt: InstantText;
  readonly rows: number;
  readonly admitted: number;
  readonly moved: number;
  readonly updated: number;
  readonly left: number;
  readonly held: number;
  readonly unchanged: number;
  readonly refused: readonly {
    readonly line: number;
    readonly field: string | null;
    readonly code: string;
  }[];
  readonly warnings: readonly {
    readonly code: string;
    readonly line?: number;
    readonly field?: string;
    readonly ward?: string;
    /** The bed of whom it is about, so that a person finds them without a name. */
    readonly bed?: string;
    readonly stay?: string;
    readonly says?: { readonly ward: string; readonly bed: string | null };
  }[];
  /**
   * Of a check (`dryRun`): wards that the file names and nobody knows, with their rows. `ward` is the code of the one
   * that would be made; without `createWards` it is null, and the rows are refused as `ward-unknown`. When the file is
   * taken they are made, and a repeat of it would know them.
   */
  readonly newWards: readonly {
    readonly ward: string | null;
    readonly name: string;
    readonly rows: number;
  }[];
  /** Wards that this source named before and that this file does not name. */
  readonly notNamed: readonly { readonly ward: string; readonly name: string }[];
  /** Beds that the file gives to more than one patient, and to how many. */
  readonly sharedBeds: readonly {
    readonly ward: string;
    readonly bed: string;
    readonly patients: number;
  }[];
}

/** How far a census is while it is applied. */
export interface CensusProgress {
  /** Wards of the file that are written, of all that it changes. */
  readonly wards: { readonly done: number; readonly total: number };
  readonly stays: { readonly done: number; readonly total: number };
}

/** One file of `GET /census`, the latest first, and answer of `GET /census/{batch}`. */
export interface CensusState {
  readonly batch: string;
  readonly source: string;
  readonly receivedAt: InstantText;
  /** `received` is being applied, or was cut off and may be sent again. */
  readonly state: 'received' | 'applied' | 'refused' | 'undone';
  /** Why the file as a whole was refused, and at which field. */
  readonly code: string | null;
  readonly place: string | null;
  /** Null before the first part is written, and when the file is done. */
  readonly progress: CensusProgress | null;
  readonly answer: CensusAnswer | null;
}

/** `GET /census` */
export interface CensusList {
  readonly items: readonly CensusState[];
}

/** When a feed last spoke, as a board and the inbound page show it. */
export interface FeedAge {
  readonly source: string;
  readonly kind: 'census' | 'adt';
  /** When it was last heard: of a census, the time of which it spoke. */
  readonly lastAt: InstantText;
  /** Silent for longer than this, it has gone quiet. */
  readonly quietAfterMinutes: number;
  readonly quiet: boolean;
}

/** One source of `GET /data-age`, with each ward that it ever spoke of. */
export interface SourceAge extends FeedAge {
  readonly organisation: string;
  readonly wards: readonly {
    readonly ward: string;
    readonly name: string;
    readonly lastAt: InstantText;
  }[];
}

/** `GET /data-age` */
export interface DataAges {
  readonly asOf: InstantText;
  readonly items: readonly SourceAge[];
}

/** Answer of `POST /inbound/{id}/retry` */
export interface Retried {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

/** Answer of `PUT /wards/{ward}` */
export interface WardSet {
  readonly ward: WardEntry;
  readonly wardVersion: number;
}
