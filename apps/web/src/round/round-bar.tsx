import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { InstantText, RoundKind } from '#domain';
import type { Board } from '#contracts';
import { HelpButton } from '../help/help.js';
import { useLive } from '../live/use-live.js';
import { LiveSign } from '../shell/top-bar.js';
import { JUDGED_WORDS } from './judged-words.js';
import { minutesToGo } from './walk-order.js';
import type { Progress } from './walk-order.js';

/** The bar over a round, and what stands under it. */
export function RoundFrame(props: {
  readonly board: Board;
  readonly title: string;
  readonly counts?: ReactNode;
  readonly button?: ReactNode;
  readonly children: ReactNode;
}) {
  const { board } = props;
  return (
    <div className="app-round">
      <header className="app-round-bar">
        <p className="app-round-title">
          <b>{props.title}</b>{' '}
          <Link href={`/wards/${encodeURIComponent(board.ward)}`}>
            {board.name}
            <span className="app-hidden">, to the board</span>
          </Link>
        </p>
        {props.counts}
        <LiveSign />
        <HelpButton />
        {props.button}
      </header>
      {props.children}
    </div>
  );
}

/** How far the round is, said of how many, and how long it may take at this pace. */
export function RoundCounts(props: {
  readonly kind: RoundKind;
  readonly progress: Progress;
  readonly startedAt: InstantText;
  readonly doneHere: number;
}) {
  const { progress } = props;
  const elapsed = useElapsed(props.startedAt);
  const toGo = minutesToGo(elapsed, props.doneHere, progress.left.length);
  return (
    <>
      <span className="app-round-count">
        <b>{progress.reviewed}</b> of {progress.of}{' '}
        <span className="app-round-wide">{JUDGED_WORDS[props.kind].done}</span>
      </span>
      <span className="app-round-time">
        {Math.floor(elapsed / 60_000)} min gone{toGo === null ? '' : `, about ${toGo} to go`}
      </span>
    </>
  );
}

const TICK_MS = 5_000;

/** Milliseconds since the round began, by the service's clock. */
function useElapsed(startedAt: InstantText): number {
  const live = useLive();
  const [now, setNow] = useState<InstantText | null>(live.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(live.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [live]);
  return now === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(startedAt));
}
