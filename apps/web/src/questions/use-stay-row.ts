import type { Board } from '#contracts';
import type { Row } from '#domain';
import { useGet } from '../api/use-get.js';

type StayRead =
  | { readonly state: 'reading' }
  | { readonly state: 'found'; readonly row: Row }
  /** On a board that is not this person's, or gone since. */
  | { readonly state: 'none' };

/** A stay as a board shows it to this person: on the ward of the question, else wherever it lies. */
export function useStayRow(stay: string | null, ward: string | null): StayRead {
  const asks = stay !== null && ward !== null;
  const own = useGet<Board>(asks ? `/wards/${encodeURIComponent(ward)}/board` : null);
  const row = own.state === 'ready' ? own.value.rows.find((one) => one.stay === stay) : undefined;
  const elsewhere = useGet<{ readonly items: readonly Row[] }>(
    stay !== null && own.state !== 'loading' && row === undefined ? '/stays?over=0' : null,
  );
  if (stay === null) return { state: 'none' };
  if (row !== undefined) return { state: 'found', row };
  if (asks && own.state === 'loading') return { state: 'reading' };
  if (elsewhere.state === 'loading') return { state: 'reading' };
  const there =
    elsewhere.state === 'ready'
      ? elsewhere.value.items.find((one) => one.stay === stay)
      : undefined;
  return there === undefined ? { state: 'none' } : { state: 'found', row: there };
}
