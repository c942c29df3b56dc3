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

/** Whom nobody has marked today: the one meaning of "not reviewed" on a ward's screens. */
export function unreviewedOf(rows: Board['rows']): Board['rows'] {
  return rows.filter(({ day }) => !day.reviewed);
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
    unreviewed: unreviewedOf(rows).length,
    definite: rows.filter((row) => row.today?.discharge === 'definite').length,
    potential: rows.filter((row) => row.today?.discharge === 'potential').length,
    empty: beds.filter((bed) => !taken.has(bed)).length,
  };
}
