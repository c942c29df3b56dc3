import type { BedDay } from '#domain';
import { sha256 } from '#platform';

/** JSON with sorted keys, so that equal values have equal text whoever made them. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 (hex) over a ward's closed rows of a date, one canonical line a row. */
export function bedDaysDigest(rows: readonly BedDay[]): string {
  return sha256(rows.map(canonical).join('\n'), 'hex');
}
