import { Link } from 'wouter';
import type { Board } from '#contracts';
import { CheckGlyph } from '../parts/icons.js';
import { Mark } from '../parts/mark.js';
import { mayDo, mayOpenWall } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { clockTime } from '../words/dates.js';
import { UNREVIEWED, lookOf } from '../words/mark.js';
import { marksColours } from './colours.js';

/** What the signs of the board mean, how old it is, and where else it can be read. */
export function Key({ board, add }: { readonly board: Board; readonly add: (() => void) | null }) {
  const session = useSession();
  const { lastArrivalAt, lastMarkAt } = board.dataAge;
  const age = [
    lastArrivalAt === null
      ? 'No census or message yet.'
      : `Last census or message ${clockTime(lastArrivalAt)}.`,
    lastMarkAt === null ? 'No mark yet.' : `Last mark ${clockTime(lastMarkAt)}.`,
  ];
  return (
    <div className="app-key">
      <b>Key</b>
      {marksColours(board) && (
        <>
          <span>
            <Mark look={lookOf('red', 'planned')} /> <Mark look={lookOf('green', 'planned')} />{' '}
            planned
          </span>
          <span>
            <Mark look={lookOf('red', 'final')} /> <Mark look={lookOf('green', 'final')} /> final
          </span>
          <span>
            <Mark look={UNREVIEWED} /> not reviewed, counts as red
          </span>
        </>
      )}
      {board.checks.length > 0 && (
        <span className="app-desk">
          <CheckGlyph state="to-do" /> to do <CheckGlyph state="asked" /> asked{' '}
          <CheckGlyph state="done" /> done <CheckGlyph state="not-needed" /> not needed
        </span>
      )}
      <span>≈ similar name</span>
      <span>+2 d: past the expected date</span>
      {add !== null && (
        <button type="button" className="app-add-patient" onClick={add}>
          Add a patient in another bed
        </button>
      )}
      <span className="app-key-age">
        {age.join(' ')}
        <button type="button" className="app-add-patient" onClick={() => window.print()}>
          Print
        </button>
        {mayOpenWall(session, board) && (
          <Link
            href={
              mayDo(session, 'mark', board)
                ? `/wards/${encodeURIComponent(board.ward)}/walls`
                : `/wall/${encodeURIComponent(board.ward)}`
            }
          >
            Wall screen
          </Link>
        )}
      </span>
    </div>
  );
}
