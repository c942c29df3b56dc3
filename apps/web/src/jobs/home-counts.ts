import type { Row } from '#domain';

/** How many go home today, as the ward says. */
export function homeCounts(rows: readonly Pick<Row, 'today'>[]): {
  readonly definite: number;
  readonly potential: number;
} {
  const count = (word: 'definite' | 'potential') =>
    rows.filter(({ today }) => today?.discharge === word).length;
  return { definite: count('definite'), potential: count('potential') };
}
