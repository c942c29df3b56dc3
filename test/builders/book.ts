import type { ReferenceBook, ReferenceRow, WardEntry } from '#domain';
import { bookOf, startingReference } from '#domain';
import { aWard } from './ward.js';

/** The starting set with these wards (one, `W1`, when none is given) and whatever else a test adds. */
export function aBook(
  own: { readonly wards?: readonly WardEntry[]; readonly rows?: readonly ReferenceRow[] } = {},
): ReferenceBook {
  const wards = own.wards ?? [aWard()];
  return bookOf([
    ...startingReference(),
    ...wards.map((value) => ({
      kind: 'ward' as const,
      code: value.code,
      validFrom: '2010-01-01',
      value,
    })),
    ...(own.rows ?? []),
  ]);
}
