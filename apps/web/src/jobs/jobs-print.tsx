import type { Round, Row } from '#domain';
import type { Board } from '#contracts';
import { useLine } from '../live/use-live.js';
import { ROUND_NAMES } from '../round/round-words.js';
import { useSession } from '../session/session.js';
import { clockTime, fullDay } from '../words/dates.js';
import { homeWords } from './job-groups.js';

/** The head of the sheet: what, where, as of when. Beds alone, so that a lost sheet names nobody. */
export function JobsPrintHead(props: {
  readonly board: Board;
  readonly round: Round | null;
  readonly left: readonly Row[];
}) {
  const { board, round, left } = props;
  const { rows } = board;
  const firstOut = rows.filter(({ tomorrow }) => tomorrow?.firstOut === true);
  const beds = (some: readonly Row[]) => some.map(({ bed }) => bed ?? 'no bed').join(', ');
  return (
    <div className="app-print-head">
      <h1>
        {board.name}: jobs
        {round === null ? '' : ` from the ${ROUND_NAMES[round.kind].toLowerCase()}`}
      </h1>
      <p>
        {fullDay(board.date)} {board.date.slice(0, 4)}
        {round?.finishedAt != null && `, finished ${clockTime(round.finishedAt)}`}.{' '}
        {rows.length - left.length} of {rows.length} reviewed
        {left.length > 0 && `; not reviewed: ${beds(left)}`}.
      </p>
      <p>
        Home today: definite {homeWords(rows, 'definite', clockTime) || 'nobody'}; potential{' '}
        {homeWords(rows, 'potential', clockTime) || 'nobody'}.
      </p>
      {firstOut.length > 0 && <p>Tomorrow’s first out: {beds(firstOut)}.</p>}
    </div>
  );
}

export function JobsPrintFoot({ board }: { readonly board: Board }) {
  const session = useSession();
  const line = useLine();
  const until = board.huddleAt === null ? 'the end of the day' : `the huddle at ${board.huddleAt}`;
  return (
    <div className="app-print-foot">
      <p>
        Beds only, no names. Printed {clockTime(line.at ?? board.asOf)} by {session.name}. Destroy
        after {until}; the screen is newer.
      </p>
      {session.demonstration && (
        <p>
          <b>Demonstration: no real patients</b>
        </p>
      )}
    </div>
  );
}
