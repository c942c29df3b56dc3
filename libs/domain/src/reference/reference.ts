import type { DelayAttribution } from '../delay/delay.js';
import type { LengthThresholds } from '../stay/length.js';
import type { LocalDate } from '../time/london.js';

/** Everything that clinicians and analysts may change without a release, by kind. */
export type ReferenceKind =
  | 'organisation'
  | 'site'
  | 'ward'
  | 'owner'
  | 'reason-list'
  | 'attribution'
  | 'thresholds'
  | 'source'
  | 'mapping'
  | 'check'
  | 'role'
  | 'settled';

export type WardKind =
  'acute' | 'community' | 'mental-health' | 'assessment' | 'virtual' | 'elsewhere';

export interface OrganisationEntry {
  readonly code: string;
  readonly name: string;
  readonly kind: 'provider' | 'council' | 'icb' | 'service';
}

export interface SiteEntry {
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
}

export interface WardEntry {
  readonly code: string;
  readonly name: string;
  readonly organisation: string;
  readonly site: string;
  readonly directorate: string | null;
  readonly serviceLine: string | null;
  readonly kind: WardKind;
  readonly fundedBeds: number;
  readonly openBeds: number;
  /** Beds in the order in which the ward walks them; a patient in another bed comes after. */
  readonly beds: readonly string[];
  readonly redGreenFrom: LocalDate | null;
  /** Weekdays on which a round is held, Monday = 1. */
  readonly roundDays: readonly number[];
  readonly roundAt: string;
  readonly huddleAt: string | null;
  readonly receivesFromAssessment: boolean;
  /** Codes of the checks that the ward's board shows as columns, in order; the first ones of the house when not set. */
  readonly checks?: readonly string[];
}

/** Who can be asked to act: a department, a provider's service, a council, a family. */
export interface OwnerEntry {
  readonly code: string;
  readonly name: string;
  readonly kind: 'nhs' | 'council' | 'joint' | 'other';
  /** The profession that does what this owner is asked; `partner` when not set. */
  readonly role?: string;
}

/** Something that must be ready before a patient leaves. */
export interface CheckEntry {
  readonly code: string;
  readonly name: string;
  /** Head of its column, at most seven letters. */
  readonly label: string;
  /** The profession that is asked for it. */
  readonly role: string;
  /** Its place among the checks. */
  readonly place: number;
}

/** A profession: takes part in rounds, and does the jobs that they leave. */
export interface RoleEntry {
  readonly code: string;
  readonly name: string;
  readonly place: number;
}

export interface ReasonEntry {
  readonly code: string;
  readonly name: string;
  readonly scope?: 'internal' | 'external';
  readonly owner?: string;
  readonly attribution?: DelayAttribution;
}

export interface ReasonListEntry {
  readonly list: string;
  readonly name: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly reasons: readonly ReasonEntry[];
}

export interface AttributionEntry {
  readonly list: string;
  readonly rules: readonly {
    readonly reason: string;
    readonly allowed: readonly DelayAttribution[];
  }[];
}

/** Where a census or a message comes from, and to which organisation its rows belong. */
export interface SourceEntry {
  readonly source: string;
  readonly organisation: string;
  readonly accepted: boolean;
  /** After so many minutes without a word it has gone quiet; by the house's own rule when left out. */
  readonly quietAfterMinutes?: number;
}

/** What a source calls wards and beds, where it calls them otherwise than the house does. */
export interface MappingEntry {
  readonly source: string;
  readonly wards: readonly {
    readonly name: string;
    /** The source's site, where it has wards of one name on several. */
    readonly site?: string;
    readonly ward: string;
  }[];
  readonly beds: readonly { readonly ward: string; readonly name: string; readonly bed: string }[];
}

/** One entry of the book as it holds from a date on. */
export interface Dated<T> {
  readonly validFrom: LocalDate;
  readonly value: T;
}

/**
 * The reference data of the house in one value, the latest `validFrom` first in each list.
 * It is rebuilt from `reference-set` facts and passed to every rule that needs it.
 */
/** A question that a person looked at: nothing has to change. `open` again when that was taken back. */
export interface SettledEntry {
  readonly question: string;
  readonly answer: 'settled' | 'open';
  readonly by: string;
}

export interface ReferenceBook {
  readonly organisations: ReadonlyMap<string, OrganisationEntry>;
  readonly sites: ReadonlyMap<string, SiteEntry>;
  readonly wards: ReadonlyMap<string, WardEntry>;
  readonly owners: ReadonlyMap<string, OwnerEntry>;
  readonly sources: ReadonlyMap<string, SourceEntry>;
  readonly mappings: ReadonlyMap<string, MappingEntry>;
  readonly checks: ReadonlyMap<string, CheckEntry>;
  /** Questions about arrivals that a person has settled, by their id. */
  readonly settled: ReadonlyMap<string, SettledEntry>;
  readonly roles: ReadonlyMap<string, RoleEntry>;
  readonly reasonLists: ReadonlyMap<string, readonly Dated<ReasonListEntry>[]>;
  readonly attributions: ReadonlyMap<string, readonly Dated<AttributionEntry>[]>;
  readonly thresholds: ReadonlyMap<string, readonly Dated<LengthThresholds>[]>;
}

/** National bands, used where a ward kind has none of its own. */
export const NATIONAL_THRESHOLDS: LengthThresholds = {
  strandedOver: 6,
  longFrom: 14,
  superStrandedFrom: 21,
};

const NO_ATTRIBUTION_BOUND: readonly DelayAttribution[] = ['nhs', 'la', 'joint'];

/** The entry that holds on a date: the latest that began on it or before. */
export function heldOn<T>(entries: readonly Dated<T>[] | undefined, date: LocalDate): T | null {
  return entries?.find((entry) => entry.validFrom <= date)?.value ?? null;
}

export function reasonIn(
  book: ReferenceBook,
  list: string,
  code: string,
  on: LocalDate,
): ReasonEntry | null {
  const held = heldOn(book.reasonLists.get(list), on);
  if (held === null || (held.validTo !== null && held.validTo < on)) return null;
  return held.reasons.find((reason) => reason.code === code) ?? null;
}

export function attributionsAllowed(
  book: ReferenceBook,
  list: string,
  reason: string,
  on: LocalDate,
): readonly DelayAttribution[] {
  const rule = heldOn(book.attributions.get(list), on)?.rules.find((one) => one.reason === reason);
  return rule?.allowed ?? NO_ATTRIBUTION_BOUND;
}

/** Columns of a ward that chose none. */
const COLUMNS_WITHOUT_CHOICE = 6;

/** The check columns of a ward, in its order. */
export function checksOf(book: ReferenceBook, ward: WardEntry | undefined): CheckEntry[] {
  const codes =
    ward?.checks ??
    inPlace(book.checks)
      .slice(0, COLUMNS_WITHOUT_CHOICE)
      .map(({ code }) => code);
  return codes.flatMap((code) => book.checks.get(code) ?? []);
}

/** Entries in the order of their places. */
export function inPlace<T extends { readonly place: number }>(
  entries: ReadonlyMap<string, T>,
): T[] {
  return [...entries.values()].sort((a, b) => a.place - b.place);
}

/** The profession that does what an owner is asked. */
export function roleOfOwner(book: ReferenceBook, owner: string): string {
  return ownerIn(book, owner)?.role ?? 'partner';
}

export function ownerIn(book: ReferenceBook, code: string): OwnerEntry | null {
  return book.owners.get(code) ?? null;
}

export function thresholdsOn(book: ReferenceBook, kind: WardKind, on: LocalDate): LengthThresholds {
  return heldOn(book.thresholds.get(kind), on) ?? NATIONAL_THRESHOLDS;
}
