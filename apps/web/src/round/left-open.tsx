import { useState } from 'react';
import type { Round } from '#domain';
import type { Board } from '#contracts';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { clockTime } from '../words/dates.js';
import { JUDGED_WORDS } from './judged-words.js';
import { RoundFrame } from './round-bar.js';
import { ROUND_NAMES } from './round-words.js';
import type { RoundTools } from './use-round.js';
import { progressOfBoard } from './walk-order.js';
import { Problem } from '../parts/problem.js';

/** A round takes half an hour: after this nobody walks it any more, and it was only left open. */
const FORGOTTEN_MS = 3 * 3_600_000;

export function isLeftOpen({ startedAt }: Pick<Round, 'startedAt'>, now: string): boolean {
  return Date.parse(now) - Date.parse(startedAt) >= FORGOTTEN_MS;
}

/** A round that nobody finished: it is gone on with, or ended as it stands and another one begun. */
export function LeftOpen(props: {
  readonly round: Round;
  readonly board: Board;
  readonly tools: RoundTools;
  readonly goOn: () => void;
}) {
  const { round, board, tools } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = ROUND_NAMES[round.kind].toLowerCase();
  const { reviewed, of } = progressOfBoard(round, board);
  useTitle(`The ${name} is still open, ${board.name}`);

  async function finish(): Promise<void> {
    setBusy(true);
    const asked = await tools.finish(round, round.attended);
    setBusy(false);
    if (!asked.ok) setProblem(asked.words);
  }

  return (
    <RoundFrame board={board} title={ROUND_NAMES[round.kind]}>
      <NotLiveBanner />
      <main id="main" tabIndex={-1}>
        <div className="app-page app-round-start">
          <h1>
            The {name} that began at {clockTime(round.startedAt)} is still open
          </h1>
          <p className="app-lede">
            {reviewed} of {of} {JUDGED_WORDS[round.kind].done}. Every mark is kept, whichever you
            choose.
          </p>
          <Problem what="Not finished" why={problem} />
          <p className="app-form-actions">
            <button
              type="button"
              className="app-button app-button--strong app-button--large"
              disabled={busy}
              onClick={() => void finish()}
            >
              {busy ? 'Saving' : 'End it and begin anew'}
            </button>
            <button
              type="button"
              className="app-button app-button--large"
              disabled={busy}
              onClick={props.goOn}
            >
              Go on with it
            </button>
          </p>
        </div>
      </main>
    </RoundFrame>
  );
}
