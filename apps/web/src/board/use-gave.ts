import type { Row } from '#domain';
import { useReference } from '../api/reference.js';

/** What a final green says that the day gave: a value by its name, or the action that was done. */
export function useGave(row: Row): string | null {
  const { reason } = useReference();
  const { final, date } = row.day;
  if (final?.colour !== 'green') return null;
  if (final.value !== null) return reason('green-values', final.value, date);
  if (final.action === undefined) return null;
  const done = row.actions.find(({ action }) => action === final.action);
  return done?.what ?? 'an action that was done';
}
