import { useEffect, useRef, useState } from 'react';
import { judgementOf } from '#domain';
import type { InstantText, Row } from '#domain';
import type { Board } from '#contracts';

/** One thing that came in while the board was open. */
export interface News {
  readonly stay: string;
  readonly at: InstantText | null;
  readonly by: string | null;
  readonly what: 'marked' | 'arrived' | 'changed';
}

const STAYS_MS = 60_000;

/** What of a row a person would call a change. */
function signature(row: Row): string {
  const delays = row.delays.map((delay) => `${delay.delay}.${delay.version}`).join(' ');
  return `${row.version}/${row.bed ?? ''}/${row.day.date}/${row.day.version}/${delays}`;
}

/** Changes made elsewhere, each shown for a minute. Marks made by this person are no news to them. */
export function useNews(board: Board | null, person: string): ReadonlyMap<string, News> {
  const [news, setNews] = useState<ReadonlyMap<string, News>>(new Map());
  const before = useRef<{ readonly date: string; readonly rows: ReadonlyMap<string, Row> } | null>(
    null,
  );
  useEffect(() => {
    if (board === null) return;
    const known = before.current;
    before.current = {
      date: board.date,
      rows: new Map(board.rows.map((row) => [row.stay, row] as const)),
    };
    if (known?.date !== board.date) return;
    const fresh = board.rows.flatMap((row) => newsOf(row, known.rows.get(row.stay), person));
    if (fresh.length === 0) return;
    setNews((held) => new Map([...held, ...fresh.map((one) => [one.stay, one] as const)]));
    setTimeout(() => {
      setNews((held) => new Map([...held].filter(([, one]) => !fresh.includes(one))));
    }, STAYS_MS);
  }, [board, person]);
  return news;
}

function newsOf(row: Row, known: Row | undefined, person: string): News[] {
  if (known === undefined) return [{ stay: row.stay, at: null, by: null, what: 'arrived' }];
  if (signature(known) === signature(row)) return [];
  const judgement = judgementOf(row.day);
  const marked = known.day.version !== row.day.version && judgement !== null;
  if (!marked) return [{ stay: row.stay, at: null, by: null, what: 'changed' }];
  if (judgement.by === person) return [];
  return [{ stay: row.stay, at: judgement.at, by: judgement.by, what: 'marked' }];
}
