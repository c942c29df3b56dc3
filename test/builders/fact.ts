import type { Fact, FactBodies, FactType } from '#domain';

/** A fact of the stay `RWE.S1`, told at nine in the morning by its ward's nurse. */
export function aFact<T extends FactType>(
  type: T,
  body: FactBodies[T],
  own: Partial<Pick<Fact, 'organisation' | 'stream' | 'at' | 'by'>> = {},
): Fact<T> {
  const header = {
    organisation: 'RWE',
    stream: 'stay:RWE.S1',
    at: '2026-06-01T08:00:00Z',
    by: 'nurse.W1',
    ...own,
  };
  return { type, body, ...header } as Fact as Fact<T>;
}
