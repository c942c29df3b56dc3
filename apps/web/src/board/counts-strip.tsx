import { memo } from 'react';
import type { Board } from '#contracts';
import { useLine } from '../live/use-live.js';
import { HouseIcon } from '../parts/icons.js';
import { Mark } from '../parts/mark.js';
import { seesWholeWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { UNREVIEWED, lookOf } from '../words/mark.js';
import { noColoursWords } from './colours.js';
import { countsOf } from './counts.js';
import type { BoardCounts } from './counts.js';
import { HoursStrip, countsHours } from './hours.js';

/** The counts of the rows below; while the line is down the reason stands in their place. */
export const CountsStrip = memo(function CountsStrip({ board }: { readonly board: Board }) {
  const line = useLine();
  const session = useSession();
  if (line.state === 'not-live') return <NotLiveBanner />;
  if (countsHours(board.kind)) return <HoursStrip board={board} />;
  const noColours = noColoursWords(board);
  if (noColours !== null) return <NoColoursStrip board={board} words={noColours} />;
  const counts = countsOf(board);
  return (
    <div className="app-counts" role="group" aria-label="Counts of this board">
      {board.roundDue ? (
        <span className="app-count app-count--wide">
          <strong>{counts.reviewed}</strong> of {counts.patients} reviewed
          <progress
            className="app-progress"
            aria-hidden="true"
            max={Math.max(1, counts.patients)}
            value={counts.reviewed}
          />
        </span>
      ) : (
        <span className="app-count">No round is due today</span>
      )}
      <span className="app-count app-count--in-view">
        <Mark look={lookOf('red', 'planned')} /> <strong>{counts.red}</strong> red
      </span>
      <span className="app-count">
        <Mark look={lookOf('green', 'planned')} /> <strong>{counts.green}</strong> green
      </span>
      {board.roundDue && (
        <span className="app-count app-count--in-view">
          <Mark look={UNREVIEWED} /> <strong>{counts.unreviewed}</strong> not reviewed
        </span>
      )}
      <HomeCount counts={counts} />
      <span
        className={`app-count app-count--quiet${seesWholeWards(session) ? ' app-count--beds' : ''}`}
      >
        {seesWholeWards(session)
          ? `${board.openBeds} beds open, ${counts.empty} empty`
          : 'Your residents, and patients whose residence is not known'}
      </span>
    </div>
  );
});

function HomeCount({ counts }: { readonly counts: BoardCounts }) {
  return (
    <span className="app-count">
      <HouseIcon /> <strong>{counts.definite}</strong> definite <strong>{counts.potential}</strong>{' '}
      potential
    </span>
  );
}

/** Of a ward that judges no days: patients, who goes home, and once for all beds that no colour is used. */
function NoColoursStrip({ board, words }: { readonly board: Board; readonly words: string }) {
  const session = useSession();
  const counts = countsOf(board);
  return (
    <div className="app-counts" role="group" aria-label="Counts of this board">
      <span className="app-count">
        <strong>{counts.patients}</strong> {counts.patients === 1 ? 'patient' : 'patients'}
      </span>
      <span className="app-count app-no-colours">
        <b>{words}</b>
      </span>
      <HomeCount counts={counts} />
      {seesWholeWards(session) && (
        <span className="app-count app-count--quiet app-count--beds">
          {board.openBeds} beds open, {counts.empty} empty
        </span>
      )}
    </div>
  );
}
