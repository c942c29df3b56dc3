import { addDays } from '#domain';
import type { CheckEntry, LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { planWords } from '../words/plan-words.js';
import type { PlanPart } from '../words/plan-words.js';
import { showPlanChange } from './changes.js';
import type { NotKept, PlanConflict, ToldChange } from './changes.js';
import type { ChangeTools } from './use-changes.js';

interface Parts {
  readonly row: Row;
  readonly today: LocalDate;
  readonly checks: readonly CheckEntry[];
  readonly problem: NotKept | undefined;
  readonly told?: ToldChange | undefined;
  readonly tools: Pick<ChangeTools, 'plan' | 'dismiss'>;
}

/** What became of a change: what somebody else changed beside it, what is to be chosen, or why it was refused. */
export function NotKeptBox({ problem, told, ...props }: Parts) {
  return (
    <>
      {told !== undefined && <Told {...props} told={told} asked={problem !== undefined} />}
      {problem !== undefined && <Problem {...props} problem={problem} />}
    </>
  );
}

type Beside = Omit<Parts, 'problem' | 'told'>;

/** Somebody else changed another part of the plan just then: both are kept, and that is said. */
function Told({
  row,
  today,
  checks,
  tools,
  told,
  asked,
}: Beside & { readonly told: ToldChange; readonly asked: boolean }) {
  const { reason } = useReference();
  const { parts, checks: codes } = told.changed;
  const about = { names: { reason, checks }, today, checks: codes };
  return (
    <div className="app-told">
      <p role="status">
        <b>Somebody else changed this plan at the same time.</b>{' '}
        {planWords({ ...row, ...told.theirs }, parts, about).join('. ')}.
        {!asked && ' Your change is kept beside it.'}
      </p>
      {!asked && (
        <button type="button" className="app-button" onClick={() => tools.dismiss(row.stay)}>
          Close this message
        </button>
      )}
    </div>
  );
}

function Problem({ problem, ...props }: Beside & { readonly problem: NotKept }) {
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
function TwoPlans(props: Beside & { readonly words: string; readonly conflict: PlanConflict }) {
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
          <h2 className="app-versus-head">What stands now</h2>
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
          <h2 className="app-versus-head">Yours, not kept yet</h2>
          <Lines words={planWords(wished, parts, about)} />
          <button
            type="button"
            className="app-button"
            onClick={() => tools.plan(row, mine, props.words, theirs)}
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
