import type { Board } from '#contracts';

export interface BoardCounts {
  readonly patients: number;
  readonly reviewed: number;
  readonly red: number;
  readonly green: number;
  readonly unreviewed: number;
  readonly empty: number;
  /** Who goes home today: promised, and hoped for. */
  readonly definite: number;
  readonly potential: number;
}

/** The counts of a board are the counts of its rows. Unreviewed days are not counted as red here. */
export function countsOf(board: Pick<Board, 'rows' | 'beds'>): BoardCounts {
  const { rows, beds } = board;
  const reviewed = rows.filter((row) => row.day.reviewed);
  const red = reviewed.filter((row) => row.day.colour === 'red').length;
  const taken = new Set(rows.map((row) => row.bed));
  return {
    patients: rows.length,
    reviewed: reviewed.length,
    red,
    green: reviewed.length - red,
    unreviewed: rows.length - reviewed.length,
    definite: rows.filter((row) => row.today?.discharge === 'definite').length,
    potential: rows.filter((row) => row.today?.discharge === 'potential').length,
    empty: beds.filter((bed) => !taken.has(bed)).length,
  };
}
