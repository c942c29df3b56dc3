import type { Round } from '#domain';
import type { Board } from '#contracts';
import { useLine } from '../live/use-live.js';
import { ROUND_NAMES } from '../round/round-words.js';
import { useSession } from '../session/session.js';
import { clockTime, fullDay } from '../words/dates.js';
import { homeWords } from './job-groups.js';
import { bedsOf } from './jobs-head.js';
import type { LeftOver } from './jobs-head.js';

/** The head of the sheet: what, where, as of when. Beds alone, so that a lost sheet names nobody. */
export function JobsPrintHead(props: {
  readonly board: Board;
  readonly round: Round | null;
  readonly left: LeftOver;
}) {
  const { board, round, left } = props;
  const { rows } = board;
  const firstOut = rows.filter(({ tomorrow }) => tomorrow?.firstOut === true);
  return (
    <div className="app-print-head">
      <h1>
        {board.name}: jobs
        {round === null ? '' : ` from the ${ROUND_NAMES[round.kind].toLowerCase()}`}
      </h1>
      <p>
        {fullDay(board.date)} {board.date.slice(0, 4)}
        {round?.finishedAt != null && `, finished ${clockTime(round.finishedAt)}`}.{' '}
        {rows.length - left.unreviewed.length} of {rows.length} reviewed
        {left.unreviewed.length > 0 && `; not reviewed: ${bedsOf(left.unreviewed)}`}
        {left.notFinal.length > 0 && `; no final word yet: ${bedsOf(left.notFinal)}`}.
      </p>
      <p>
        Home today: definite {homeWords(rows, 'definite', clockTime) || 'nobody'}; potential{' '}
        {homeWords(rows, 'potential', clockTime) || 'nobody'}.
      </p>
      {firstOut.length > 0 && <p>Tomorrow’s first out: {bedsOf(firstOut)}.</p>}
    </div>
  );
}

export function JobsPrintFoot({ board }: { readonly board: Board }) {
  const session = useSession();
  const line = useLine();
  const now = clockTime(line.at ?? board.asOf);
  const { huddleAt } = board;
  // A sheet of the evening has no huddle before it any more.
  const until = huddleAt === null || now >= huddleAt ? 'the shift' : `the huddle at ${huddleAt}`;
  return (
    <div className="app-print-foot">
      <p>
        Beds only, no names. Printed {now} by {session.name}. Destroy after {until}; the screen is
        newer.
      </p>
      {session.demonstration && (
        <p>
          <b>Demonstration: no real patients</b>
        </p>
      )}
    </div>
  );
}
