import { useState } from 'react';
import type { Row } from '#domain';
import type { Board } from '#contracts';
import type { Line } from './lines.js';

export type Show = 'all' | 'unreviewed' | 'red' | 'home';
export type Order = 'bed' | 'longest' | 'expected';

/** How one person looks at a board: which rows, in which order. */
export interface View {
  readonly show: Show;
  readonly order: Order;
}

export const WHOLE_BOARD: View = { show: 'all', order: 'bed' };

const SHOWN: Readonly<Record<Show, (row: Row) => boolean>> = {
  all: () => true,
  unreviewed: (row) => !row.day.reviewed,
  red: (row) => row.day.reviewed && row.day.colour === 'red',
  home: (row) => row.today?.discharge === 'definite' || row.today?.discharge === 'potential',
};

export function countShown(rows: readonly Row[], show: Show): number {
  return rows.filter(SHOWN[show]).length;
}

/** The stays that a view shows of some rows, in its order. Rows in bed order stay so among equals. */
export function chosen(rows: readonly Row[], { show, order }: View): string[] {
  const shown = rows.filter(SHOWN[show]);
  const rank: Readonly<Record<Order, (row: Row) => string | number>> = {
    bed: () => 0,
    longest: (row) => -row.losDays,
    expected: (row) => row.expectedDischargeDate ?? '9999',
  };
  const key = rank[order];
  const compare = (a: Row, b: Row) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  return [...shown].sort(compare).map((row) => row.stay);
}

/** The lines of a view as it was chosen: whoever has come since is below, nobody moves or goes unseen. */
export function linesIn(lines: readonly Line[], stays: readonly string[]): Line[] {
  const byStay = new Map(
    lines.flatMap((line) => (line.kind === 'patient' ? [[line.row.stay, line] as const] : [])),
  );
  return stays.flatMap((stay) => byStay.get(stay) ?? []);
}

export interface BoardView {
  readonly view: View;
  readonly choose: (view: View) => void;
  /** Null while the whole board is shown in bed order. */
  readonly stays: readonly string[] | null;
  /** Whether looking again would show other rows or another order. */
  readonly isOld: boolean;
}

/** A view is taken when it is chosen and stays as it was: a board never sorts itself under a finger. */
export function useBoardView(board: Board): BoardView {
  const [held, setHeld] = useState<{ view: View; stays: readonly string[] } | null>(null);
  const view = held?.view ?? WHOLE_BOARD;
  return {
    view,
    choose: (next) => {
      const whole = next.show === 'all' && next.order === 'bed';
      setHeld(whole ? null : { view: next, stays: chosen(board.rows, next) });
    },
    stays: held?.stays ?? null,
    isOld: held !== null && chosen(board.rows, held.view).join() !== held.stays.join(),
  };
}
