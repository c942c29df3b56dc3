import { useState } from 'react';
import { Link } from 'wouter';
import { isRedWithoutJob } from '#domain';
import type { RoleEntry, Round, Row } from '#domain';
import type { Board } from '#contracts';
import { marksColours } from '../board/colours.js';
import { joblessWords, resultWords } from '../round/judged-words.js';
import { ROUND_NAMES, minutesWords } from '../round/round-words.js';
import type { RoundTools } from '../round/use-round.js';
import { clockTime } from '../words/dates.js';
import { homeCounts } from './home-counts.js';

/** Whom the day has not reached yet: not marked at all, or planned without a final word. */
export interface LeftOver {
  readonly unreviewed: readonly Row[];
  readonly notFinal: readonly Row[];
}

/** What the round found, as one sentence, and what can be done with its jobs. */
export function JobsHead(props: {
  readonly board: Board;
  readonly round: Round | null;
  readonly left: LeftOver;
  readonly tools: RoundTools;
  readonly roles: readonly RoleEntry[];
}) {
  const { board, round, left, roles } = props;
  const home = homeCounts(board.rows);
  return (
    <div className="app-jobs-head">
      <div>
        <h2>{headingOf(round)}</h2>
        <p>
          {round?.finishedAt != null && (
            <>
              {ROUND_NAMES[round.kind]}, finished {clockTime(round.finishedAt)}.{' '}
            </>
          )}
          Home today:{' '}
          <b>
            {home.definite} definite, {home.potential} potential
          </b>
          . {marksColours(board) && <Left board={board} left={left} />}
        </p>
        <Jobless board={board} />
        {round !== null && round.attended.length > 0 && (
          <p>
            <b>At the round:</b> {round.attended.map((code) => nameOf(roles, code)).join(', ')}
          </p>
        )}
      </div>
      <div className="app-jobs-buttons">
        <Share board={board} />
        <button type="button" className="app-button" onClick={() => window.print()}>
          Print on one A4
        </button>
      </div>
    </div>
  );
}

/** Reds that are in no list below, so that nobody takes the lists for all that there is to do. */
function Jobless({ board }: { readonly board: Board }) {
  const jobless = board.rows.filter(isRedWithoutJob);
  if (jobless.length === 0) return null;
  const { who, means } = joblessWords(jobless.length);
  return (
    <p>
      <b>{who}</b> {means} <b>{bedsOf(jobless)}</b>.{' '}
      <Link href={`/wards/${encodeURIComponent(board.ward)}`} className="app-text-link">
        Add one on the board
      </Link>
    </p>
  );
}

function headingOf(round: Round | null): string {
  if (round?.result == null || round.finishedAt === null) return 'No round is finished today yet';
  const { reviewed, left } = round.result;
  const took = Date.parse(round.finishedAt) - Date.parse(round.startedAt);
  const found = resultWords(round.kind, reviewed, reviewed + left);
  return `${found}${round.kind === 'huddle' ? ', after' : ' in'} ${minutesWords(took)}`;
}

function Left({ board, left }: { readonly board: Board; readonly left: LeftOver }) {
  const { unreviewed, notFinal } = left;
  if (unreviewed.length === 0 && notFinal.length === 0) return 'Every patient is reviewed.';
  return (
    <>
      {unreviewed.length > 0 && (
        <>
          Not yet reviewed today: <b>{bedsOf(unreviewed)}</b>.{' '}
        </>
      )}
      {notFinal.length > 0 && (
        <>
          Planned, no final word yet: <b>{bedsOf(notFinal)}</b>.{' '}
        </>
      )}
      <Link href={`/wards/${encodeURIComponent(board.ward)}/round`} className="app-text-link">
        Review now
      </Link>
    </>
  );
}

export function bedsOf(rows: readonly Row[]): string {
  return rows.map(({ bed }) => bed ?? 'no bed').join(', ');
}

function nameOf(roles: readonly RoleEntry[], code: string): string {
  return (roles.find((role) => role.code === code)?.name ?? code).toLowerCase();
}

/** Sends the address of this list to phones: by the device's own way of sharing, else by copying it. */
function Share({ board }: { readonly board: Board }) {
  const [said, setSaid] = useState('');
  async function share(): Promise<void> {
    const url = window.location.href;
    try {
      if ('share' in navigator) await navigator.share({ title: `Jobs, ${board.name}`, url });
      else {
        await (navigator as Navigator).clipboard.writeText(url);
        setSaid('Copied: paste it where the ward’s phones read it. They sign in as themselves.');
      }
    } catch {
      setSaid(`Open ${url} on the phone`);
    }
  }
  return (
    <>
      <button type="button" className="app-button app-button--strong" onClick={() => void share()}>
        {'share' in navigator ? 'Send the address' : 'Copy the address'}
      </button>
      <span role="status" className="app-quiet">
        {said}
      </span>
    </>
  );
}
