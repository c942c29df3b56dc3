import type { Bucket, InstantText, LocalDate, RowPatient } from '#domain';
import { z } from 'zod';
import { DateOnly, line } from './bodies.js';

/** What closed days can be counted by. */
export const DIMENSIONS = [
  'attribution',
  'reason',
  'owner',
  'organisation',
  'site',
  'directorate',
  'serviceLine',
  'ward',
  'authority',
  'careType',
  'constraint',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A filter's value for days on which nothing is recorded: residence not known, say. */
export const NONE = 'none';

const part = line(60).min(1).optional();
const parts = Object.fromEntries(DIMENSIONS.map((name) => [name, part])) as Record<
  Dimension,
  typeof part
>;
/** `list` narrows `reason` to the list it is of. */
const span = { from: DateOnly, to: DateOnly, list: part };

/** `GET /trends/delayed-days` and `GET /trends/red-days` in the query; every dimension is also a filter. */
export const TrendQuery = z.strictObject({
  ...span,
  bucket: z.enum(['day', 'week', 'month']).default('week'),
  by: z
    .string()
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(DIMENSIONS)).max(DIMENSIONS.length))
    .default([]),
  format: z.enum(['json', 'csv']).default('json'),
  ...parts,
});
export type TrendQuery = z.infer<typeof TrendQuery>;

/** `GET /trends/{series}/stays`: the stays behind a number, by the same filters. */
export const TrendStaysQuery = z.strictObject({
  ...span,
  colour: z.enum(['red', 'green', 'unreviewed']).default('red'),
  /** Of delayed days: only those whose attribution the partners have not agreed. */
  notAgreed: z.enum(['true']).optional(),
  ...parts,
});
export type TrendStaysQuery = z.infer<typeof TrendStaysQuery>;

/** A group of a row: the code it is grouped under, null where nothing is recorded. */
type Groups = { readonly [name in Dimension | 'list']?: string | null };

/** A number hidden from those who may know no person is null. */
export interface TrendTotal {
  readonly days: number | null;
  readonly patients: number | null;
  readonly ratePerDayPer100k: null;
}

export interface DelayedTotal extends TrendTotal {
  /** Of the days: those whose attribution the partners have not agreed. */
  readonly notAgreed: number | null;
}

/** `days` are the red ones. By constraint only red days are counted, and what speaks of others is null. */
export interface RedTotal extends TrendTotal {
  readonly green: number | null;
  readonly unreviewed: number | null;
  readonly plannedOnly: number | null;
  /** red / (red + green); null without a reviewed day. */
  readonly redShare: number | null;
  /** (red + green) / due */
  readonly reviewedShare: number | null;
  /** Of the reviewed: those with no final word. */
  readonly plannedOnlyShare: number | null;
}

export type TrendRow<T extends TrendTotal> = T &
  Groups & {
    readonly bucket: LocalDate;
    /** Whether every date of the bucket was asked for and is closed; if not, it is compared with no other. */
    readonly whole: boolean;
  };

/** What a reader must know of the days before using a sum of them. */
export interface TrendState {
  /** Dates from this one on can still change without a late reason. */
  readonly provisionalFrom: LocalDate | null;
  /** The first date in the span of which any ward is closed. */
  readonly closedFrom: LocalDate | null;
  /** The last date in the span of which any ward is closed. */
  readonly closedTo: LocalDate | null;
  /** Closings of a ward's date that were made again since; each of their days is counted once, as it stands now. */
  readonly restated: number;
  /** Ward dates that a later fact speaks of and that are not closed again yet. */
  readonly toRestate: number;
}

export interface Trend<T extends TrendTotal> {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly bucket: Bucket;
  readonly by: readonly Dimension[];
  readonly population: null;
  readonly whyNoRate: 'no-population';
  readonly suppressed: boolean;
  readonly state: TrendState;
  readonly rows: readonly TrendRow<T>[];
  readonly total: T;
}

/** One stay behind a number. */
export interface TrendStay {
  readonly stay: string;
  readonly patient: RowPatient;
  readonly organisation: string;
  readonly ward: string;
  readonly days: number;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

export interface TrendStays {
  readonly items: readonly TrendStay[];
  /** More stays than are listed. */
  readonly more: boolean;
  readonly asOf: InstantText;
}
