import type { CSSProperties } from 'react';
import type { Board } from '#contracts';
import { useReference } from '../api/reference.js';
import { countsOf } from '../board/counts.js';
import { endsBay, linesOf } from '../board/lines.js';
import type { Line } from '../board/lines.js';
import { useLine, useWardFeed } from '../live/use-live.js';
import { HoursIn, countsHours } from '../board/hours.js';
import { BandTag } from '../parts/band.js';
import { LiveIcon, NotLiveIcon } from '../parts/icons.js';
import { Mark } from '../parts/mark.js';
import { Reading, Refused } from '../parts/state-page.js';
import { useSession } from '../session/session.js';
import { useTitle } from '../shell/shell.js';
import { clockTime } from '../words/dates.js';
import { UNREVIEWED, lookOf, markLook } from '../words/mark.js';
import { initialsOf, showsInitials, wallWords } from './words.js';

/**
 * A ward for whoever walks past, to be read at four metres: bed, initials, days, colour and a kind word.
 * It has nothing to press. What it leaves out is left out on the screen only: the browser that shows it
 * is signed in as somebody who may see the board.
 */
export function WallScreen({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const { body, refusal } = useWardFeed(ward);
  const name = body?.name ?? reference.ward(ward);
  useTitle(`${name}, wall`);
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what={name} />;
  return <Wall board={body} />;
}

function Wall({ board }: { readonly board: Board }) {
  const session = useSession();
  const lines = linesOf(board);
  const initials = showsInitials(board);
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
        <span>
          <Mark look={lookOf('red', 'planned')} /> waits for
        </span>
        <span>
          <Mark look={lookOf('green', 'planned')} /> planned
        </span>
        <span>
          <Mark look={lookOf('green', 'final')} /> done
        </span>
        <span>
          <Mark look={UNREVIEWED} /> to review
        </span>
        <span>7+ days here</span>
        {initials && <span>≈ check the name</span>}
        {session.demonstration && (
          <b className="app-wall-demo" role="note">
            Demonstration: no real patients
          </b>
        )}
      </footer>
    </div>
  );
}

/** While the line is down the whole bar says so, and the counts go. */
function WallBar({ board }: { readonly board: Board }) {
  const line = useLine();
  const counts = countsOf(board);
  const at = line.at === null ? '' : ` ${clockTime(line.at)}`;
  if (line.state === 'not-live')
    return (
      <header className="app-wall-bar app-wall-bar--off" role="status">
        <h1>{board.name}</h1>
        <span>What you see may be old</span>
        <b>
          <NotLiveIcon /> Not live since{at}
        </b>
      </header>
    );
  return (
    <header className="app-wall-bar">
      <h1>{board.name}</h1>
      <span>
        {countsHours(board.kind) ? (
          `Patients by the hour: ${counts.patients}`
        ) : board.roundDue ? (
          <>
            <strong>{counts.reviewed}</strong> of {counts.patients} reviewed
          </>
        ) : (
          'No round is due today'
        )}
      </span>
      <b>
        <LiveIcon /> {line.state === 'live' ? `Live${at}` : 'Connecting'}
      </b>
    </header>
  );
}

type Patient = Extract<Line, { kind: 'patient' }>['row'];

function WallPatient(props: {
  readonly row: Patient;
  readonly initials: boolean;
  readonly roundDue: boolean;
}) {
  const { row, initials, roundDue } = props;
  const hours = countsHours(row.kind);
  const look = markLook(row.day);
  const due = !hours && (roundDue || look.sure !== null);
  const waits = row.day.colour === 'red' ? row.day.constraint : null;
  return (
    <>
      {initials && (
        <span className="app-wall-initials">
          {initialsOf(row.patient)}
          {row.patient.similarName && (
            <span className="app-similar" role="img" aria-label="similar name">
              ≈
            </span>
          )}
        </span>
      )}
      <span>{hours ? <HoursIn since={row.admittedAt} /> : <BandTag band={row.band} />}</span>
      <span className="app-wall-today">
        {due ? (
          <>
            <Mark look={look} /> {look.sure === null ? 'To review' : <b>{look.word}</b>}
          </>
        ) : (
          !hours && 'Not due today'
        )}
      </span>
      <span className="app-wall-waits">
        {!hours && waits !== null && look.sure !== null && wallWords(waits)}
      </span>
    </>
  );
}
