import { useCallback, useEffect, useMemo, useState } from 'react';
import { isJudged } from '#domain';
import type { Round, Row } from '#domain';
import type { Board } from '#contracts';
import { useWaiting } from '../commands/use-commands.js';
import { freeze, nextToDo, progressOf, stopsOf, stripOf, withArrivals } from './walk-order.js';
import type { Frozen, Progress, Stop, StripCell, Unanswered } from './walk-order.js';

/** What a page keeps of a round, so that a reload goes on where it was. No name is in it. */
interface Kept {
  readonly frozen: Frozen;
  readonly current: string | null;
  readonly skipped: readonly string[];
}

export interface Walk {
  readonly stops: readonly Stop[];
  readonly strip: readonly StripCell[];
  readonly progress: Progress;
  readonly current: Stop | null;
  /** The patient as last seen here, also after leaving the ward. */
  readonly row: Row | null;
  readonly rows: ReadonlyMap<string, Row>;
  /** Where "next" goes: the next in order who is still to be judged; null when nobody is. */
  readonly next: Stop | null;
  readonly before: Stop | null;
  readonly goTo: (stay: string) => void;
}

const keyOf = (round: Pick<Round, 'round'>) => `boardround.round.${round.round}`;

/** A round as it is walked: a frozen order, and a place in it that only a person moves. */
export function useWalk(round: Round, board: Board): Walk {
  const [kept, setKept] = useState<Kept>(() => begin(round, board));
  const rows = useRowsSeen(board);
  const unanswered = useUnanswered(board.date);

  const frozen = withArrivals(kept.frozen, board);
  if (frozen !== kept.frozen) setKept({ ...kept, frozen });
  useEffect(() => {
    sessionStorage.setItem(keyOf(round), JSON.stringify(kept));
  }, [round, kept]);

  const { current, skipped } = kept;
  const { kind, order } = round;
  const stops = useMemo(() => {
    const here = new Map(board.rows.map((row) => [row.stay, row]));
    const walked = { kind, rows: here, skipped: new Set(skipped), unanswered };
    return stopsOf(frozen, order.length, walked);
  }, [board.rows, kind, order.length, frozen, skipped, unanswered]);
  const at = stops.findIndex(({ stay }) => stay === current);

  const goTo = useCallback(
    (stay: string) =>
      setKept((held) => {
        const row = rows.get(held.current ?? '');
        const open = row !== undefined && !isJudged(row.day, kind) && !unanswered.has(row.stay);
        const left = open ? [...new Set([...held.skipped, row.stay])] : held.skipped;
        return { ...held, current: stay, skipped: left };
      }),
    [rows, kind, unanswered],
  );

  return {
    stops,
    strip: stripOf(stops, frozen.empty, board.beds),
    progress: progressOf(stops),
    current: stops[at] ?? null,
    row: rows.get(current ?? '') ?? null,
    rows,
    next: nextToDo(stops, at),
    before:
      stops.slice(0, Math.max(0, at)).findLast(({ standing }) => standing.is !== 'left') ?? null,
    goTo,
  };
}

function begin(round: Round, board: Board): Kept {
  const held = read(round);
  if (held !== null) return held;
  const frozen = freeze(round, board);
  const rows = new Map(board.rows.map((row) => [row.stay, row]));
  const first = frozen.order.find((stay) => {
    const row = rows.get(stay);
    return row !== undefined && !isJudged(row.day, round.kind);
  });
  return { frozen, current: first ?? frozen.order[0] ?? null, skipped: [] };
}

function read(round: Round): Kept | null {
  try {
    const text = sessionStorage.getItem(keyOf(round));
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

/** Every row that was ever on this board while the page is open: who leaves keeps a name here. */
function useRowsSeen(board: Board): ReadonlyMap<string, Row> {
  const [seen, setSeen] = useState<{
    readonly from: readonly Row[];
    readonly rows: ReadonlyMap<string, Row>;
  }>(() => ({ from: board.rows, rows: byStay(board.rows) }));
  if (seen.from === board.rows) return seen.rows;
  const rows = new Map([...seen.rows, ...byStay(board.rows)]);
  setSeen({ from: board.rows, rows });
  return rows;
}

function byStay(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.stay, row]));
}

/** Marks of today that were made here and are not answered yet. */
function useUnanswered(date: string): ReadonlyMap<string, Unanswered> {
  const queue = useWaiting();
  return useMemo(
    () =>
      new Map(
        queue.flatMap(({ mark, stay, path }) =>
          mark !== undefined && path.includes(`/days/${date}`) ? [[stay, mark] as const] : [],
        ),
      ),
    [queue, date],
  );
}
