import { addDays } from '#domain';
import type { CheckEntry, LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { planWords } from '../words/plan-words.js';
import type { PlanPart } from '../words/plan-words.js';
import { showPlanChange } from './changes.js';
import type { NotKept, PlanConflict } from './changes.js';
import type { ChangeTools } from './use-changes.js';

interface Parts {
  readonly row: Row;
  readonly today: LocalDate;
  readonly checks: readonly CheckEntry[];
  readonly problem: NotKept | undefined;
  readonly tools: Pick<ChangeTools, 'plan' | 'dismiss'>;
}

/** A change that was refused, in the service's own words; or two people's plans side by side to choose from. */
export function NotKeptBox({ problem, ...props }: Parts) {
  if (problem === undefined) return null;
  const dismiss = () => props.tools.dismiss(problem.stay);
  if (problem.conflict !== null)
    return <TwoPlans {...props} words={problem.words} conflict={problem.conflict} />;
  return (
    <div className="app-problem" role="alert">
      <p>
        <b>Not kept: {problem.words}.</b> {problem.error.message}
      </p>
      <button type="button" className="app-button" onClick={dismiss}>
        Close this message
      </button>
    </div>
  );
}

/** Only what was to be changed is put side by side: of the rest nobody asks. */
function TwoPlans(
  props: Omit<Parts, 'problem'> & { readonly words: string; readonly conflict: PlanConflict },
) {
  const { row, today, tools, conflict } = props;
  const { reason } = useReference();
  const { mine, theirs } = conflict;
  const parts = Object.keys(mine) as PlanPart[];
  const about = {
    names: { reason, checks: props.checks },
    today,
    checks: mine.checks?.map(({ code }) => code) ?? [],
  };
  const standing = { ...row, ...theirs };
  const when = { at: '', by: '', date: today, tomorrow: addDays(today, 1) };
  const wished = showPlanChange(mine, when)(standing);
  return (
    <div className="app-problem" role="alert">
      <p>
        <b>Somebody else changed this plan at the same time. Which one stands?</b>
      </p>
      <div className="app-versus">
        <div>
          <h4>What stands now</h4>
          <Lines words={planWords(standing, parts, about)} />
          <button
            type="button"
            className="app-button app-button--strong"
            onClick={() => tools.dismiss(row.stay)}
          >
            Keep what stands
          </button>
        </div>
        <div>
          <h4>Yours, not kept yet</h4>
          <Lines words={planWords(wished, parts, about)} />
          <button
            type="button"
            className="app-button"
            onClick={() => tools.plan(row, mine, props.words, theirs.version)}
          >
            Use mine instead
          </button>
        </div>
      </div>
      <p className="app-quiet">Until you choose, the plan that stands is shown.</p>
    </div>
  );
}

function Lines({ words }: { readonly words: readonly string[] }) {
  return words.map((line) => <p key={line}>{line}</p>);
}
