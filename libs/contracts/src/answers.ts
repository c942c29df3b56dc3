import type {
  CheckEntry,
  Delay,
  EscalationItem,
  InstantText,
  LocalDate,
  Permission,
  ReasonEntry,
  Role,
  Row,
  Sight,
  WallRow,
  WardCounts,
  WardEntry,
} from '#domain';
import type { FeedAge } from './arrive-answers.js';

/** `GET /wards/{ward}/board` and the snapshot of screen `ward`. */
export interface Board {
  readonly ward: string;
  readonly name: string;
  readonly organisation: string;
  readonly site: string;
  readonly kind: WardEntry['kind'];
  readonly openBeds: number;
  /** Beds in the ward's order, occupied or not. */
  readonly beds: readonly string[];
  readonly roundDue: boolean;
  /** From when the ward judges days red or green; null where it does not. */
  readonly redGreenFrom: LocalDate | null;
  /** Times of the day at which the round and the huddle begin, `hh:mm` in London. */
  readonly roundAt: string;
  readonly huddleAt: string | null;
  readonly version: number;
  readonly asOf: InstantText;
  readonly date: LocalDate;
  readonly dataAge: DataAge;
  /** The ward's check columns in their order. */
  readonly checks: readonly CheckEntry[];
  readonly rows: readonly Row[];
}

/** `GET /wards/{ward}/wall` and the snapshot of screen `wall`: what a passer-by may know, and no more. */
export interface WallBoard extends Pick<
  Board,
  'ward' | 'name' | 'kind' | 'beds' | 'roundDue' | 'redGreenFrom' | 'version' | 'asOf' | 'date'
> {
  /** On a mental-health ward a wall has beds and no initials. */
  readonly bedOnly: boolean;
  readonly rows: readonly WallRow[];
}

/** One screen of `GET /wards/{ward}/walls`: a device that is the wall of a ward, until it is taken back. */
export interface WallListed {
  readonly wall: string;
  readonly ward: string;
  readonly openedBy: string;
  readonly openedAt: InstantText;
  readonly endsAt: InstantText;
}

/** One ward of `GET /wards`. */
export interface WardListed extends WardEntry {
  readonly siteName: string | null;
}

/** When each kind of news last came in for a ward; null when it never did. */
export interface DataAge {
  readonly lastMarkAt: InstantText | null;
  readonly lastArrivalAt: InstantText | null;
  /** Each feed that speaks of the ward; none on a board as it was. */
  readonly feeds: readonly FeedAge[];
}

/** A version for each ward, the cursor of a list that spans wards. */
export type Versions = Readonly<Record<string, number>>;

/** `GET /escalations` and the snapshot of screen `escalations`. */
export interface Escalations {
  readonly asOf: InstantText;
  readonly date: LocalDate;
  readonly items: readonly EscalationItem[];
  readonly versions: Versions;
}

/** `GET /system` and the snapshot of screen `system`: numbers of every ward, no patient. */
export interface SystemPicture {
  readonly asOf: InstantText;
  readonly date: LocalDate;
  readonly items: readonly WardCounts[];
  readonly versions: Versions;
}

/** Answer of a mark and of its withdrawal. */
export interface MarkedDay {
  readonly day: Row['day'];
  readonly wardVersion: number;
}

/** Answer of everything done to a delay. */
export interface DelayAnswer {
  readonly delay: Delay;
  readonly wardVersion: number;
}

/** `GET /session` */
export interface Session {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  /** Organisations whose rows may be seen at all. */
  readonly organisations: readonly string[];
  readonly ward: string | null;
  readonly authority: string | null;
  readonly sees: Sight;
  readonly may: readonly Permission[];
  readonly demonstration: boolean;
}

/** `GET /session/people`, demonstration only */
export interface DemonstrationPerson {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly ward?: string;
}

/** Answer of `POST /wards` */
export interface WardsLoaded {
  readonly rows: number;
  /** Codes of the wards that were set; with `dryRun` of those that would be. */
  readonly set: readonly string[];
  /** Those among them that begin with this file. */
  readonly made: readonly string[];
  readonly refused: readonly {
    readonly line: number;
    readonly field: string | null;
    readonly code: string;
  }[];
  /** Headings that nobody knows. */
  readonly ignored: readonly string[];
}

/** One source of `GET /sources` */
export interface SourceListed {
  readonly source: string;
  readonly organisation: string | null;
  readonly accepted: boolean;
  /** After so long without a word it has gone quiet; null for the house's own rule. */
  readonly quietAfterMinutes: number | null;
  /** What it calls wards and beds, where it calls them otherwise than the house. */
  readonly wards: readonly {
    readonly name: string;
    readonly site?: string;
    readonly ward: string;
  }[];
  readonly beds: readonly { readonly ward: string; readonly name: string; readonly bed: string }[];
}

/** One item of `GET /arrival-questions`: what a person has to look at. No patient's data. */
export interface ArrivalQuestion {
  /** The same while the same is asked; a later file that still differs asks anew. */
  readonly id: string;
  readonly code: string;
  /** The census that asks, by source, batch and time; null for what the house itself found. */
  readonly source: string | null;
  readonly batch: string | null;
  readonly at: InstantText | null;
  readonly line: number | null;
  readonly field: string | null;
  readonly ward: string | null;
  readonly stays: readonly string[];
  /** Where the file puts the stay, when that is the question. */
  readonly says: { readonly ward: string; readonly bed: string | null } | null;
  /** The bed that holds two, when that is the question. */
  readonly bed: string | null;
}

/** Answer of what a ward says of a stay by hand: where the stay is after it, and at which versions. */
export interface ByHandAnswer {
  readonly stay: string;
  readonly ward: string;
  readonly bed: string | null;
  readonly version: number;
  readonly wardVersion: number;
}

/** Answer of `POST /census/{batch}/undo`: how many stays are as they were before the file. */
export interface CensusUndone {
  readonly batch: string;
  readonly undone: number;
}

/** One list of `GET /reason-lists` */
export interface ReasonList {
  readonly list: string;
  readonly name: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly reasons: readonly ReasonEntry[];
}

/** One fact of `GET /stays/{stay}/history`, joined by right with names and notes. */
export interface HistoryEntry {
  readonly seq: number;
  readonly type: string;
  readonly at: InstantText;
  readonly recordedAt: InstantText;
  readonly by: string;
  readonly ward: string | null;
  readonly wardVersion: number | null;
  readonly body: Readonly<Record<string, unknown>>;
  /** The words that the fact sealed, where they are still held and yours to read. */
  readonly note?: string;
}
