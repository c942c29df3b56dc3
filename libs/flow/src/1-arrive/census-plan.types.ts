import type { ReferenceBook } from '#domain';
import type { Planning } from './census-order.js';
import type { Past } from './census-past.js';
import type { PlacedFile } from './census-place.js';
import type { Completeness, RefusedRows } from './census.types.js';

/** One organisation's share of a file, laid out in parts. Of the house itself nothing is held but codes. */
export interface CensusPlan {
  readonly planning: Planning;
  readonly book: ReferenceBook;
  readonly placed: PlacedFile;
  readonly refused: RefusedRows;
  readonly past: Past;
  readonly complete: Completeness;
  /** Wards that the census spoke of. */
  readonly named: readonly string[];
  /** Wards that this source named before, and this file does not. */
  readonly notNamed: readonly { readonly ward: string; readonly name: string }[];
  readonly parts: readonly (readonly string[])[];
}
