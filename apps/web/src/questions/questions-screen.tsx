import { useState } from 'react';
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
  const loaded = useLatest(
    useGet<{ readonly items: readonly ArrivalQuestion[] }>('/arrival-questions', turn),
  );
  if (loaded.state === 'loading') return <Reading what="the questions" />;
  if (loaded.state !== 'ready')
    return (
      <LoadFailed
        what="The list of questions"
        error={loaded.state === 'refused' ? loaded.error : null}
        again={again}
      />
    );
  const { items } = loaded.value;
  const wards = [...new Set(items.map((one) => one.ward ?? ''))].sort((a, b) =>
    ward(a).localeCompare(ward(b), 'en-GB', { numeric: true }),
  );
  const shown = items.filter((one) => chosen === '' || one.ward === chosen);
  if (items.length === 0)
    return (
      <p className="app-lede" role="status">
        Nothing to settle: files, messages and the boards agree.
      </p>
    );
  return (
    <>
      <div className="app-page-head">
        <h2 role="status">
          {shown.length === 1 ? '1 question' : `${shown.length} questions`}
          {chosen !== '' && `, ${ward(chosen)}`}
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
          <li
            key={JSON.stringify([one.code, one.source, one.ward, one.line, one.field, one.stays])}
          >
            <Question question={one} />
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
