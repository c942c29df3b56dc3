import type { InstantText } from '#domain';

/**
 * `GET /mappings`: what sources said that no administrator has spoken of yet, and how much waits for
 * it. Names of places only, never a patient's data.
 */
export interface Unnamed {
  readonly sources: readonly UnnamedSource[];
  readonly wards: readonly UnnamedWard[];
  readonly beds: readonly UnnamedBed[];
}

/** A source whose messages are parked until somebody accepts it. */
export interface UnnamedSource {
  readonly source: string;
  /** What its messages themselves say; null where they name no provider that is known. */
  readonly organisation: string | null;
  readonly messages: number;
  readonly since: InstantText;
  readonly latest: InstantText;
}

/** A name that is no ward of the house, and what is parked for it. */
export interface UnnamedWard {
  readonly source: string;
  readonly organisation: string;
  readonly site: string | null;
  readonly name: string;
  readonly messages: number;
  /** Rows of census files of the last two days. */
  readonly rows: number;
}

/** A bed that its ward does not list, with patients of this source in it now. */
export interface UnnamedBed {
  readonly source: string;
  readonly ward: string;
  readonly name: string;
  readonly patients: number;
}
