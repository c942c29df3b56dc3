import { useState } from 'react';
import type { Row } from '#domain';
import type { Board } from '#contracts';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { Dialog } from '../parts/dialog.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { clockTime, shortDay } from '../words/dates.js';
import { ActionRow } from './action-row.js';
import { withAhead } from './changes.js';
import { CheckRow } from './check-row.js';
import { HomeToday } from './home-today.js';
import { NotKeptBox } from './not-kept-box.js';
import { PlanForm } from './plan-form.js';
import { guideSaysRed, promptSays } from './prompt-words.js';
import { CHECK_WORDS, HOME_WORDS } from './round-words.js';
import { useChanges } from './use-changes.js';

/** The plan of one patient on the board: home today, checks, actions, criteria and the date. */
export function PlanSection({ row: known, board }: { readonly row: Row; readonly board: Board }) {
  const session = useSession();
  const line = useLine();
  const tools = useChanges(board);
  const [open, setOpen] = useState(false);
  const row = withAhead(known, tools.changes.ahead);
  const problem = tools.changes.notKept.get(row.stay);
  const close = () => setOpen(false);
  if (!mayDo(session, 'plan', board)) return <PlanWords row={row} board={board} />;
  return (
    <div className="app-plan-section">
      <NotKeptBox
        row={row}
        today={board.date}
        checks={board.checks}
        problem={problem}
        told={tools.changes.told.get(row.stay)}
        tools={tools}
      />
      <HomeToday row={row} today={board.date} plan={tools.plan} keys={false} />
      <CheckRow row={row} checks={board.checks} plan={tools.plan} />
      <ActionRow
        row={row}
        today={board.date}
        now={line.at ?? board.asOf}
        tools={tools}
        title="Actions"
      />
      <Criteria row={row} today={board.date} />
      <p>
        <button type="button" className="app-button" onClick={() => setOpen(true)}>
          Date, criteria, pathway
        </button>
      </p>
      {open && (
        <Dialog
          title={`Plan, bed ${row.bed ?? 'not known'}, ${row.patient.displayName}`}
          close={close}
        >
          {row.patient.similarName && (
            <p className="app-notice">≈ Another patient on this ward has a similar name.</p>
          )}
          <PlanForm row={row} today={board.date} plan={tools.plan} done={close} />
        </Dialog>
      )}
    </div>
  );
}

function Criteria({ row, today }: { readonly row: Row; readonly today: string }) {
  const { reason } = useReference();
  const held = row.criteriaForDischarge;
  const [prompt] = row.prompts.filter(guideSaysRed);
  const words = [
    ...(row.expectedDischargeDate === null
      ? []
      : [`Expected ${shortDay(row.expectedDischargeDate, today)}.`]),
    ...(held?.physiological == null ? [] : [`Body: ${held.physiological}.`]),
    ...(held?.functional == null ? [] : [`Manages: ${held.functional}.`]),
    ...(row.pathway === null ? [] : [`${reason('pathways', row.pathway, today)}.`]),
    ...(row.destination === null ? [] : [`To: ${reason('destinations', row.destination, today)}.`]),
  ];
  return (
    <div>
      {words.length > 0 && <p>{words.join(' ')}</p>}
      {prompt !== undefined && (
        <p className="app-notice">
          {promptSays(prompt, row)} The guide calls that red; you decide.
        </p>
      )}
    </div>
  );
}

/** The same to read, for who may not change it. */
function PlanWords({ row, board }: { readonly row: Row; readonly board: Board }) {
  const { owner } = useReference();
  return (
    <div className="app-plan-section">
      <p>
        <b>Home today:</b>{' '}
        {row.today === null ? 'not said' : HOME_WORDS[row.today.discharge].toLowerCase()}
        {row.today?.expectedAt != null && ` ${clockTime(row.today.expectedAt)}`}
      </p>
      <p>
        <b>Checks:</b>{' '}
        {board.checks
          .map(({ code, name }) => {
            const state = row.checks.find((one) => one.code === code)?.state ?? 'to-do';
            return `${name.toLowerCase()} ${CHECK_WORDS[state]}`;
          })
          .join(', ')}
      </p>
      <Criteria row={row} today={board.date} />
      {row.actions.map((action) => (
        <p key={action.action}>
          {action.what ?? 'Words not shown'}: {owner(action.owner)}, {clockTime(action.dueAt)}
          {action.state === 'done' && ', done'}
        </p>
      ))}
    </div>
  );
}
