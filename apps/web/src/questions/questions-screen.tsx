import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { ArrivalQuestion } from '#contracts';
import { useGet } from '../api/use-get.js';
import { useReference } from '../api/reference.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { useLatest } from '../arrivals/use-latest.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { mayAnswerQuestions } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { Question } from './question.js';
import type { Answered } from './use-answer.js';

/** What only a person can settle: where a file and the board differ, and patients who may be one. */
export function QuestionsScreen() {
  const session = useSession();
  useTitle('Questions');
  if (!mayAnswerQuestions(session)) return <Refused code="not-allowed" />;
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page">
        <h1>Questions</h1>
        <p className="app-lede">
          Where a file and the board differ, nothing was ended and nobody was joined. A person who
          knows settles it.
        </p>
        <Questions />
      </div>
    </>
  );
}

function Questions() {
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((one) => one + 1);
  const { ward } = useReference();
  const [chosen, setChosen] = useState('');
  const [last, setLast] = useState<Answered | null>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const loaded = useLatest(
    useGet<{ readonly items: readonly ArrivalQuestion[] }>('/arrival-questions', turn),
  );
  if (loaded.state === 'loading') return <Reading what="the questions" within />;
  if (loaded.state !== 'ready') {
    const error = loaded.state === 'refused' ? loaded.error : null;
    return <LoadFailed what="The list of questions" error={error} again={again} />;
  }
  // What is answered leaves at once, before the list is read again.
  const items = loaded.value.items.filter(({ id }) => !gone.has(id));
  const answered = (one: Answered) => {
    setLast(one);
    setGone((before) => new Set([...before, one.question.id]));
    again();
  };
  const undone = (id: string) => {
    setLast(null);
    setGone((before) => new Set([...before].filter((one) => one !== id)));
    again();
  };
  const wards = [...new Set(items.map((one) => one.ward ?? ''))].sort((a, b) =>
    ward(a).localeCompare(ward(b), 'en-GB', { numeric: true }),
  );
  const shown = items.filter((one) => chosen === '' || one.ward === chosen);
  const said = <LastAnswer answered={last} undone={undone} />;
  if (items.length === 0)
    return (
      <>
        {said}
        <NothingAsked />
      </>
    );
  return (
    <>
      {said}
      <div className="app-page-head">
        <h2>
          <span role="status">
            {shown.length === 1 ? '1 question' : `${shown.length} questions`}
            {chosen !== '' && `, ${ward(chosen)}`}
          </span>
        </h2>
        <p className="app-form-actions">
          {wards.length > 1 && <WardChoice wards={wards} chosen={chosen} choose={setChosen} />}
          <button type="button" className="app-button" onClick={again}>
            Look again
          </button>
        </p>
      </div>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <Question question={one} answered={answered} />
          </li>
        ))}
      </ul>
      <p className="app-quiet">
        A question about a file goes with the next file of its source that no longer raises it. What
        was not taken at all is under <Link href="/inbound">What came in</Link>.
      </p>
    </>
  );
}

function NothingAsked() {
  return (
    <p className="app-lede" role="status">
      Nothing to settle: files, messages and the boards agree.
    </p>
  );
}

/** What was answered last, with a way back. */
function LastAnswer(props: {
  readonly answered: Answered | null;
  readonly undone: (id: string) => void;
}) {
  const { answered } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  // The question that was answered is gone, and its button with it: the reader goes on from here.
  useEffect(() => {
    if (answered !== null) place.current?.focus();
  }, [answered]);

  async function undo({ question, undo: takeBack }: Answered): Promise<void> {
    const why = await takeBack();
    setProblem(why);
    if (why === null) props.undone(question.id);
  }

  return (
    <div ref={place} tabIndex={-1} className="app-answered" role="status">
      {answered !== null && (
        <p className="app-notice">
          Kept: {answered.words}.{' '}
          <button type="button" className="app-button" onClick={() => void undo(answered)}>
            Undo
          </button>
          {problem !== null && ` Not undone. ${problem}`}
        </p>
      )}
    </div>
  );
}

/** The questions of one ward alone, or of every ward. */
function WardChoice(props: {
  readonly wards: readonly string[];
  readonly chosen: string;
  readonly choose: (ward: string) => void;
}) {
  const { ward } = useReference();
  return (
    <select
      className="nhsuk-select"
      aria-label="Ward"
      value={props.chosen}
      onChange={(event) => props.choose(event.currentTarget.value)}
    >
      <option value="">Every ward</option>
      {props.wards
        .filter((one) => one !== '')
        .map((one) => (
          <option key={one} value={one}>
            {ward(one)}
          </option>
        ))}
    </select>
  );
}
