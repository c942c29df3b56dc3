import type { ReferenceBook } from '../reference/reference.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';

/** Who takes part, each profession once; one that nobody knows is refused with the place at which it was named. */
export function attendedOf(
  named: readonly string[],
  { roles }: Pick<ReferenceBook, 'roles'>,
): Result<string[]> {
  const at = named.findIndex((role) => !roles.has(role));
  if (at >= 0) return refuse('role-unknown', { place: `attended.${at}`, role: named[at] });
  return accept([...new Set(named)]);
}
