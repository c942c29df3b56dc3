import { useRef, useState } from 'react';
import type { MarkKind, ReasonEntry, Row } from '#domain';
import type { Board, RoundHelp } from '#contracts';
import { useReference } from '../api/reference.js';
import { ProblemBox } from '../board/problem-box.js';
import { ReasonsDialog } from '../board/reasons-dialog.js';
import { listOn } from '../board/reasons.js';
import { saidAgain } from '../board/marking.js';
import type { MarkingTools } from '../board/use-marking.js';
import { useWaiting } from '../commands/use-commands.js';
import { useLine } from '../live/use-live.js';
import { Dialog } from '../parts/dialog.js';
import { useSecondLook } from '../parts/second-look.js';
import { ActionRow } from './action-row.js';
import { CheckRow } from './check-row.js';
import { HomeToday, sayFirstOut, sayToday } from './home-today.js';
import { NewsSlot } from './news-slot.js';
import type { Trouble } from './news-slot.js';
import { NotKeptBox } from './not-kept-box.js';
import { PatientHead } from './patient-head.js';
import { PlanForm } from './plan-form.js';
import { RoundAnswers, RoundChoices } from './round-answers.js';
import { NoteDialog, WithdrawDialog } from './round-dialogs.js';
import type { RoundKey } from './round-keys.js';
import type { RoundNews } from './round-news.js';
import { useAnswering } from './use-answering.js';
import type { Answering } from './use-answering.js';
import type { ChangeTools } from './use-changes.js';
import { useRoundKeys } from './use-round-keys.js';
import type { Stop } from './walk-order.js';

interface Parts {
  readonly row: Row;
  /** Whether the patient is still on this ward. */
  readonly here: boolean;
  readonly kind: MarkKind;
  readonly board: Board;
  readonly help: RoundHelp;
  /** The reasons in the places that this round gave them. */
  readonly constraints: readonly string[];
  readonly marking: MarkingTools;
  readonly changes: ChangeTools;
  readonly slot: {
    readonly news: readonly RoundNews[];
    readonly told: ReadonlySet<string>;
    readonly tell: (keys: readonly string[]) => void;
    readonly rows: ReadonlyMap<string, Row>;
    readonly goTo: (stay: string) => void;
  };
  readonly foot: {
    readonly next: Stop | null;
    readonly before: Stop | null;
    readonly goTo: (stay: string) => void;
    readonly finish: () => void;
    readonly undo: () => void;
  };
  /** A sheet of the round lies over it: keys mean nothing. */
  readonly quiet: boolean;
}

type Sheet = 'none' | 'plan' | 'note' | 'withdraw';

/** One patient of the round. Everything pressed here is of this stay, whatever the board does meanwhile. */
export function RoundPatient(props: Parts) {
  const { row, board, kind, marking, changes, foot } = props;
  const [sheet, setSheet] = useState<Sheet>('none');
  const [note, setNote] = useState('');
  const action = useRef<HTMLInputElement>(null);
  const seven = useSeven(props);
  const unanswered = useUnanswered(row, board.date);
  const answering = useAnswering({
    row,
    kind,
    today: board.date,
    seven,
    unanswered,
    note,
    mark: (of, wish) => {
      marking.mark(of, wish);
      setNote('');
    },
  });
  const quiet = props.quiet || sheet !== 'none' || answering.allOpen;
  useRoundKeys(!quiet, (key) =>
    act(key, {
      answering,
      here: props.here,
      row,
      plan: changes.plan,
      foot,
      focusAction: () => chooseWords(action.current),
      openNote: () => setSheet('note'),
    }),
  );

  return (
    <>
      <NewsSlot
        {...props.slot}
        troubles={useTroubles(props)}
        row={row}
        openPlan={() => setSheet('plan')}
      />
      <main id="main" tabIndex={-1} className="app-round-main">
        <PatientHead
          row={row}
          today={board.date}
          more={
            <PatientMore
              row={row}
              note={note}
              open={setSheet}
              marked={answering.said !== null && unanswered === null}
            />
          }
        />
        {props.here ? (
          <Questions {...props} answering={answering} action={action} />
        ) : (
          <Left row={row} />
        )}
      </main>
      <Sheets
        {...props}
        sheet={sheet}
        note={note}
        hold={setNote}
        answering={answering}
        close={() => setSheet('none')}
      />
    </>
  );
}

/** The usual words are chosen: typing replaces them, Enter takes them as they are. */
function chooseWords(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** What lies over the patient: the plan, a note, taking a mark back, all reasons. */
function Sheets(
  props: Parts & {
    readonly sheet: Sheet;
    readonly note: string;
    readonly hold: (note: string) => void;
    readonly answering: Answering;
    readonly close: () => void;
  },
) {
  const { row, board, marking, changes, sheet, note, answering, close } = props;
  return (
    <>
      {sheet === 'plan' && (
        <Dialog
          title={`Plan, bed ${row.bed ?? 'not known'}, ${row.patient.displayName}`}
          close={close}
        >
          <PlanForm row={row} today={board.date} plan={changes.plan} done={close} />
        </Dialog>
      )}
      {sheet === 'note' && (
        <NoteDialog
          row={row}
          marked={answering.said !== null}
          note={note === '' ? (row.day.note ?? '') : note}
          keep={(words) => keepNote(words, props, props.hold)}
          close={close}
        />
      )}
      {sheet === 'withdraw' && (
        <WithdrawDialog
          row={row}
          withdraw={(because) => marking.withdraw(row, because)}
          close={close}
        />
      )}
      {answering.allOpen && (
        <ReasonsDialog
          reasons={answering.all}
          choose={answering.chooseReason}
          close={answering.hideAll}
        />
      )}
    </>
  );
}

/** A day that is marked is marked the same again with its note; otherwise the note waits for the answer. */
function keepNote(
  words: string,
  { row, marking, kind }: Parts,
  hold: (note: string) => void,
): void {
  const { day } = row;
  const said = kind === 'final' ? day.final : day.planned;
  if (said === null || words === '') return hold(words);
  marking.mark(row, { ...saidAgain(kind, said), note: words });
}

function Questions(
  props: Parts & {
    readonly answering: Answering;
    readonly action: React.RefObject<HTMLInputElement | null>;
  },
) {
  const { row, board, marking, changes, answering } = props;
  const problem = marking.marking.problems.get(row.stay);
  const notKept = changes.changes.notKept.get(row.stay);
  return (
    <>
      {problem !== undefined && (
        <ProblemBox
          heading="h2"
          row={row}
          problem={problem}
          mark={marking.mark}
          dismiss={marking.dismiss}
        />
      )}
      <NotKeptBox
        row={row}
        today={board.date}
        checks={board.checks}
        problem={notKept}
        told={changes.changes.told.get(row.stay)}
        tools={changes}
      />
      {problem?.kind !== 'conflict' && <RoundAnswers answering={answering} />}
      {problem?.kind !== 'conflict' && <RoundChoices answering={answering} />}
      <Further {...props} />
    </>
  );
}

/** What is asked beside the colour. It stands below: who is next and the answers are on the screen before it. */
function Further({
  row,
  board,
  changes,
  action,
}: Pick<Parts, 'row' | 'board' | 'changes'> & {
  readonly action: React.RefObject<HTMLInputElement | null>;
}) {
  const line = useLine();
  const whole = useSecondLook();
  if (!whole) return null;
  return (
    <>
      <div className="app-round-two">
        <HomeToday row={row} today={board.date} plan={changes.plan} keys />
        <CheckRow row={row} checks={board.checks} plan={changes.plan} />
      </div>
      <ActionRow
        row={row}
        today={board.date}
        now={line.at ?? board.asOf}
        tools={changes}
        title={row.day.colour === 'red' ? 'To turn it green' : 'Actions'}
        field={action}
      />
    </>
  );
}

function Left({ row }: { readonly row: Row }) {
  return (
    <div className="app-round-left" role="status">
      <p>
        <b>{row.patient.displayName || 'This patient'} is no longer on this ward.</b>
      </p>
      <p>There is nothing to answer here. Go on to the next bed.</p>
    </div>
  );
}

function PatientMore(props: {
  readonly row: Row;
  readonly note: string;
  readonly marked: boolean;
  readonly open: (sheet: Sheet) => void;
}) {
  return (
    <div className="app-patient-buttons">
      <button type="button" onClick={() => props.open('plan')}>
        Plan
      </button>
      <button type="button" onClick={() => props.open('note')}>
        {props.note === '' ? 'Note' : 'Note, not sent yet'} <kbd>M</kbd>
      </button>
      {props.marked && (
        <button type="button" onClick={() => props.open('withdraw')}>
          Take back
        </button>
      )}
    </div>
  );
}

/** The reasons of this round in their places; their names from the list that holds today. */
function useSeven({ constraints, help, board }: Parts): readonly ReasonEntry[] {
  const { lists } = useReference();
  const list = listOn(lists, 'red-constraints', board.date)?.reasons ?? help.constraints;
  return constraints.flatMap((code) => list.find((reason) => reason.code === code) ?? []);
}

function useUnanswered(row: Row, date: string) {
  const queue = useWaiting();
  const path = `/days/${date}`;
  const mine = queue.filter((one) => one.stay === row.stay && one.path.includes(path));
  return mine.at(-1)?.mark ?? null;
}

/** What was not kept of patients who were passed already. */
function useTroubles({ row, marking, changes, slot }: Parts): Trouble[] {
  const stays = [...marking.marking.problems.keys(), ...changes.changes.notKept.keys()];
  return [...new Set(stays)]
    .filter((stay) => stay !== row.stay)
    .map((stay) => {
      const other = slot.rows.get(stay);
      const where = `Bed ${other?.bed ?? 'not known'}, ${other?.patient.displayName ?? ''}`;
      const conflict = marking.marking.problems.get(stay)?.kind === 'conflict';
      return {
        stay,
        words: conflict
          ? `${where} was changed by somebody else. Which one stands?`
          : `${where}: something was not kept.`,
      };
    });
}

function act(
  key: RoundKey,
  about: {
    readonly answering: Answering;
    readonly here: boolean;
    readonly row: Row;
    readonly plan: ChangeTools['plan'];
    readonly foot: Parts['foot'];
    readonly focusAction: () => void;
    readonly openNote: () => void;
  },
): void {
  const { answering, foot, row, plan } = about;
  switch (key.means) {
    case 'next':
      return foot.next === null ? foot.finish() : foot.goTo(foot.next.stay);
    case 'back':
      return foot.before === null ? undefined : foot.goTo(foot.before.stay);
    case 'undo':
      return foot.undo();
    default:
  }
  if (!about.here) return;
  switch (key.means) {
    case 'green':
      return answering.green();
    case 'red':
      return answering.red();
    case 'as-planned':
      return answering.kind === 'final' ? answering.asPlanned() : undefined;
    case 'all-reasons':
      return answering.showAll();
    case 'choice':
      return answering.choose(key.index);
    case 'home':
      return sayToday(plan, row, key.discharge);
    case 'first-out':
      return sayFirstOut(plan, row);
    case 'action':
      return about.focusAction();
    case 'note':
      return about.openNote();
  }
}
