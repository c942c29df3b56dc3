import type { DayRecord, Identity, NewFact, NoteWords, PatientWords, StayView } from '#domain';
import type { ProjectedRows } from '../projections/rows.js';

/** What was remembered of an accepted command: its answer, to be given again. */
export interface Remembered {
  readonly digest: string;
  readonly answer: string;
  readonly wards: Readonly<Record<string, number>>;
}

/** What `read_stay` hands to a decision. */
export interface StayRead {
  readonly command: Remembered | null;
  readonly stay: {
    readonly view: StayView;
    readonly seq: number;
    readonly patient: Identity | null;
    readonly notes: Readonly<Record<string, string>>;
  } | null;
  readonly days: readonly DayRecord[];
  /** Version of the reference book the decision must be made with. */
  readonly reference: number;
}

/** A change of a ward's board, as the feed keeps and replays it: no words of a patient in it. */
export interface BoardChange {
  readonly views: readonly StayView[];
  readonly left: readonly string[];
}

/**
 * A ward that a command locks, with the version the decision was built on where it rests on the whole
 * ward. Without a change its board stays as it is, and so does its version.
 */
export interface WardWrite {
  readonly ward: string;
  readonly version?: number;
  readonly change?: BoardChange;
}

/** A stream that a command appends to, or whose state it rests on (no facts). */
export interface StreamWrite {
  readonly stream: string;
  /** Length of the stream when it was read. */
  readonly seq: number;
  readonly ward: string | null;
  readonly facts?: readonly NewFact[];
}

/** Digest of method, path, body and person, and the answer that is given again to the same. */
export interface Remembering {
  readonly digest: string;
  readonly answer: string;
}

/** One decided command, complete: the database writes all of it or nothing. */
export interface CommandWrite {
  readonly organisation: string;
  readonly commandId: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly wards: readonly WardWrite[];
  readonly streams: readonly StreamWrite[];
  readonly rows: ProjectedRows;
  readonly patients?: readonly PatientWords[];
  readonly notes?: readonly NoteWords[];
  /** Closed days that these facts change, to be closed again. */
  readonly restate?: readonly {
    readonly ward: string;
    readonly date: string;
    readonly because: string;
  }[];
  readonly newWards?: readonly string[];
  /** Version of the reference book the decision was made with, where nobody asked whether it still holds. */
  readonly reference?: number;
  /** Present for commands that may be repeated. */
  readonly remember?: Remembering;
}

export type WriteOutcome =
  | { readonly code: 'written'; readonly wards: Readonly<Record<string, number>> }
  /** Something changed since it was read: decide again. */
  | { readonly code: 'moved' }
  /** The command is done already: read its answer. Whoever may not read it has used an id that is taken. */
  | { readonly code: 'done' };
