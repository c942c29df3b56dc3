import { judgementOf, londonDate } from '#domain';
import type { DayView, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { Mark, MarkWords } from '../parts/mark.js';
import { moment } from '../words/dates.js';
import { lookOf, markLook } from '../words/mark.js';
import type { Problem, Wish } from './marking.js';

/** A rule's refusal in the service's own words, or two people's marks side by side to choose from. */
export function ProblemBox(props: {
  readonly row: Row;
  readonly problem: Problem;
  readonly mark: (row: Row, wish: Wish, onVersion?: number) => void;
  readonly dismiss: (stay: string) => void;
  /** One below the heading under which it stands: the row's panel has one of its own, the round's patient is the page's. */
  readonly heading: 'h2' | 'h3';
}) {
  const { row, problem } = props;
  const dismiss = () => props.dismiss(row.stay);
  if (problem.kind === 'refused')
    return (
      <div className="app-problem" role="alert">
        <p>
          <b>Not kept.</b> {problem.error.message}
        </p>
        <button type="button" className="app-button" onClick={dismiss}>
          Close this message
        </button>
      </div>
    );
  return (
    <Conflict
      {...problem}
      heading={props.heading}
      dismiss={dismiss}
      // What stands now is what mine overrules, and what comes back when it is undone.
      useMine={() =>
        props.mark({ ...row, day: problem.theirs }, problem.mine, problem.theirs.version)
      }
    />
  );
}

function Conflict(props: {
  readonly theirs: DayView;
  readonly mine: Wish;
  readonly dismiss: () => void;
  readonly useMine: () => void;
  readonly heading: 'h2' | 'h3';
}) {
  const reference = useReference();
  const { theirs, mine, heading: Heading } = props;
  const said = judgementOf(theirs);
  const who = said === null ? 'somebody else' : reference.person(said.by);
  const when = said === null ? '' : ` at ${moment(said.at, theirs.date, londonDate(said.at))}`;
  const reason = (code: string | null | undefined) =>
    code == null ? null : `Waits for ${reference.reason('red-constraints', code, theirs.date)}`;
  return (
    <div className="app-problem" role="alert">
      <p>
        <b>
          Changed by {who}
          {when.replace('at today', 'at')}. Which one stands?
        </b>
      </p>
      <div className="app-versus">
        <div>
          <Heading className="app-versus-head">
            {said === null ? 'What stands now' : `From ${who}`}
          </Heading>
          <p className="app-versus-mark">
            <Mark look={markLook(theirs)} /> <MarkWords look={markLook(theirs)} />
          </p>
          <p>{reason(said?.constraint)}</p>
          <button type="button" className="app-button app-button--strong" onClick={props.dismiss}>
            Keep what stands
          </button>
        </div>
        <div>
          <Heading className="app-versus-head">Yours, not kept yet</Heading>
          <p className="app-versus-mark">
            <Mark look={lookOf(mine.colour, mine.kind)} />{' '}
            <MarkWords look={lookOf(mine.colour, mine.kind)} />
          </p>
          <p>{reason(mine.constraint)}</p>
          <button type="button" className="app-button" onClick={props.useMine}>
            Use mine instead
          </button>
        </div>
      </div>
      <p className="app-quiet">Until you choose, the board shows what stands.</p>
    </div>
  );
}
