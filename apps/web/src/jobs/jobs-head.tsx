import { useState } from 'react';
import { Link } from 'wouter';
import type { RoleEntry, Round, Row } from '#domain';
import type { Board } from '#contracts';
import { ROUND_NAMES, minutesWords } from '../round/round-words.js';
import type { RoundTools } from '../round/use-round.js';
import { clockTime } from '../words/dates.js';
import { homeCounts } from './home-counts.js';

/** What the round found, as one sentence, and what can be done with its jobs. */
export function JobsHead(props: {
  readonly board: Board;
  readonly round: Round | null;
  readonly left: readonly Row[];
  readonly tools: RoundTools;
  readonly roles: readonly RoleEntry[];
}) {
  const { board, round, left, roles } = props;
  const home = homeCounts(board.rows);
  return (
    <div className="app-jobs-head">
      <div>
        <h2>{resultWords(round)}</h2>
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
          .{' '}
          {left.length === 0 ? (
            'Every patient is reviewed.'
          ) : (
            <NotReviewed board={board} left={left} />
          )}
        </p>
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

function resultWords(round: Round | null): string {
  if (round?.result == null || round.finishedAt === null) return 'No round is finished today yet';
  const { reviewed, left } = round.result;
  const took = Date.parse(round.finishedAt) - Date.parse(round.startedAt);
  return `${reviewed} of ${reviewed + left} reviewed in ${minutesWords(took)}`;
}

function NotReviewed({ board, left }: { readonly board: Board; readonly left: readonly Row[] }) {
  return (
    <>
      Not yet reviewed today: <b>{left.map(({ bed }) => bed ?? 'no bed').join(', ')}</b>.{' '}
      <Link href={`/wards/${encodeURIComponent(board.ward)}/round`}>Review now</Link>
    </>
  );
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
        setSaid('The address is copied');
      }
    } catch {
      setSaid(`Open ${url} on the phone`);
    }
  }
  return (
    <>
      <button type="button" className="app-button app-button--strong" onClick={() => void share()}>
        Send to phones
      </button>
      <span role="status" className="app-quiet">
        {said}
      </span>
    </>
  );
}
