import type { CSSProperties } from 'react';
import type { WallRow } from '#domain';
import type { WallBoard } from '#contracts';
import { noColoursWords } from '../board/colours.js';
import { endsBay, linesOf } from '../board/lines.js';
import { useLine, useWallFeed } from '../live/use-live.js';
import { HoursIn, countsHours } from '../board/hours.js';
import { BandTag } from '../parts/band.js';
import { HouseIcon, LiveIcon, NotLiveIcon } from '../parts/icons.js';
import { Mark } from '../parts/mark.js';
import { Alone, Reading, Refused } from '../parts/state-page.js';
import { useSession } from '../session/session.js';
import { useTitle } from '../shell/shell.js';
import { clockTime } from '../words/dates.js';
import { UNREVIEWED, lookOf } from '../words/mark.js';
import type { MarkLook } from '../words/mark.js';

/**
 * A ward for whoever walks past, to be read at four metres: bed, initials, days, colour and a kind word.
 * It has nothing to press. What a wall may not know never leaves the service for it, whoever looks.
 */
export function WallScreen({ ward }: { readonly ward: string }) {
  const { body, refusal } = useWallFeed(ward);
  const name = body?.name ?? ward;
  useTitle(`${name}, wall`);
  if (refusal !== null)
    return (
      <Alone>
        <Refused code={refusal} />
      </Alone>
    );
  if (body === null)
    return (
      <Alone>
        <Reading what={name} />
      </Alone>
    );
  return <Wall board={body} />;
}

function Wall({ board }: { readonly board: WallBoard }) {
  const session = useSession();
  const lines = linesOf(board);
  const initials = !board.bedOnly;
  const size = { '--beds': lines.length, '--half': Math.ceil(lines.length / 2) } as CSSProperties;
  return (
    <div className="app-wall" style={size}>
      <WallBar board={board} />
      <main id="main">
        <ol className={initials ? 'app-wall-beds' : 'app-wall-beds app-wall-beds--bed-only'}>
          {lines.map((line, index) => (
            <li
              key={line.key}
              className={endsBay(line, lines[index + 1]) ? 'app-wall-bed--bay' : undefined}
            >
              <span className="app-wall-bed">{line.bed ?? '?'}</span>
              {line.kind === 'empty' ? (
                <span className="app-wall-empty">Empty bed</span>
              ) : (
                <WallPatient row={line.row} initials={initials} roundDue={board.roundDue} />
              )}
            </li>
          ))}
        </ol>
      </main>
      <footer className="app-wall-key">
        <WallKey board={board} />
        {session.demonstration && (
          <b className="app-wall-demo" role="note">
            Demonstration: no real patients
          </b>
        )}
      </footer>
    </div>
  );
}

/** The signs that stand on this wall, and no others. */
function WallKey({ board }: { readonly board: WallBoard }) {
  const { rows, bedOnly, kind, roundDue } = board;
  const hours = countsHours(kind);
  const marked = !hours && (roundDue || rows.some((row) => row.mark !== null));
  const banded = !hours && rows.some((row) => row.band !== 'none');
  return (
    <>
      {marked && (
        <>
          <span>
            <Mark look={lookOf('red', 'planned')} /> waits,{' '}
            <Mark look={lookOf('green', 'planned')} /> a step towards home: planned
          </span>
          <span>
            <Mark look={lookOf('red', 'final')} /> <Mark look={lookOf('green', 'final')} /> final
          </span>
          {roundDue && (
            <span>
              <Mark look={UNREVIEWED} /> to review
            </span>
          )}
        </>
      )}
      {banded && (
        <span>
          <BandTag band="stranded" /> days here
        </span>
      )}
      {rows.some((row) => row.homeToday !== null) && (
        <span>
          <HouseIcon /> home today, ? if all goes well
        </span>
      )}
      {!bedOnly && rows.some((row) => row.similarName) && <span>≈ check the name</span>}
    </>
  );
}

/** While the line is down the whole bar says so, and the counts go. */
function WallBar({ board }: { readonly board: WallBoard }) {
  const line = useLine();
  const reviewed = board.rows.filter((row) => row.mark !== null).length;
  const home = homeOf(board, 'definite');
  const perhaps = homeOf(board, 'potential');
  const at = line.at === null ? '' : ` ${clockTime(line.at)}`;
  if (line.state === 'not-live')
    return (
      <header className="app-wall-bar app-wall-bar--off">
        <h1>{board.name}</h1>
        <div className="app-wall-said" role="status">
          <span>What you see may be old</span>
          <b>
            <NotLiveIcon /> Not live since{at}
          </b>
        </div>
      </header>
    );
  return (
    <header className="app-wall-bar">
      <h1>{board.name}</h1>
      <span>
        {countsHours(board.kind) ? (
          `${board.rows.length} ${board.rows.length === 1 ? 'patient' : 'patients'}, hours since arrival`
        ) : board.roundDue ? (
          <>
            <strong>{reviewed}</strong> of {board.rows.length} reviewed
          </>
        ) : (
          (noColoursWords(board) ?? 'No round is due today')
        )}
      </span>
      {home + perhaps > 0 && (
        <span>
          <strong>{home}</strong> home today
          {perhaps > 0 && (
            <>
              , <strong>{perhaps}</strong> perhaps
            </>
          )}
        </span>
      )}
      <b>
        <LiveIcon /> {line.state === 'live' ? `Live${at}` : 'Connecting'}
      </b>
    </header>
  );
}

function homeOf(board: WallBoard, discharge: 'definite' | 'potential'): number {
  return board.rows.filter((row) => row.homeToday?.discharge === discharge).length;
}

function WallPatient(props: {
  readonly row: WallRow;
  readonly initials: boolean;
  readonly roundDue: boolean;
}) {
  const { row, initials, roundDue } = props;
  const look = row.mark === null ? UNREVIEWED : lookOf(row.mark.colour, row.mark.kind);
  return (
    <>
      {initials && (
        <span className="app-wall-initials">
          {row.initials}
          {row.similarName && (
            <span className="app-similar" role="img" aria-label="similar name">
              ≈
            </span>
          )}
        </span>
      )}
      <span>
        {row.admittedAt === null ? <BandTag band={row.band} /> : <HoursIn since={row.admittedAt} />}
      </span>
      <span className="app-wall-today">
        {row.away
          ? 'On leave'
          : row.admittedAt === null && <WallMark look={look} roundDue={roundDue} row={row} />}
      </span>
      <span className="app-wall-home">
        {row.homeToday !== null && <WallHome home={row.homeToday} />}
      </span>
    </>
  );
}

/** The mark, and beside it the word for what is waited for, which says more than "Red". */
function WallMark(props: {
  readonly look: MarkLook;
  readonly roundDue: boolean;
  readonly row: WallRow;
}) {
  const { look, roundDue, row } = props;
  // The bar says once that none is due; the beds are quiet.
  if (look.sure === null && !roundDue) return null;
  return (
    <>
      <Mark look={look} />{' '}
      {look.sure === null ? 'To review' : row.waitsFor === null ? look.word : <b>{row.waitsFor}</b>}
    </>
  );
}

function WallHome({ home }: { readonly home: NonNullable<WallRow['homeToday']> }) {
  const at = home.at === null ? 'Home' : clockTime(home.at);
  return (
    <span className={`app-home app-home--${home.discharge}`}>
      <HouseIcon />
      <span className="app-hidden">
        Home today, {home.discharge === 'definite' ? 'definite' : 'if all goes well'}:
      </span>
      {at}
      {home.discharge === 'potential' && '?'}
    </span>
  );
}
