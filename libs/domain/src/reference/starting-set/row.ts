import type { LocalDate } from '../../time/london.js';
import type { ReferenceRow } from '../book.js';
import type { ReferenceKind } from '../reference.js';

/** Rows of one kind that hold from the same date, each under its own code. */
export function rowsOf<T extends { readonly code: string }>(
  kind: ReferenceKind,
  validFrom: LocalDate,
  entries: readonly T[],
): ReferenceRow[] {
  return entries.map((value) => ({ kind, code: value.code, validFrom, value }));
}
