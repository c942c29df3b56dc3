import { useState } from 'react';
import type { FormEvent } from 'react';
import { TextInput } from 'nhsuk-react-components';
import type { RoleEntry, RoundKind, Row } from '#domain';
import { TextArea } from '../board/text-area.js';
import { useLine } from '../live/use-live.js';
import { Dialog } from '../parts/dialog.js';
import { Problem } from '../parts/problem.js';
import { JUDGED_WORDS, joblessWords, leftWords } from './judged-words.js';
import { Attended } from './start-round.js';
import type { Asked } from './use-round.js';
import type { Stop } from './walk-order.js';

/** A note goes with the next mark; where the day is marked already it is sent with the same mark again. */
export function NoteDialog(props: {
  readonly row: Row;
  readonly marked: boolean;
  readonly note: string;
  readonly keep: (note: string) => void;
  readonly close: () => void;
}) {
  const [note, setNote] = useState(props.note);
  function keep(event: FormEvent): void {
    event.preventDefault();
    props.keep(note.trim());
    props.close();
  }
  return (
    <Dialog title={`Note, bed ${props.row.bed ?? 'not known'}`} close={props.close}>
      <form onSubmit={keep}>
        <TextArea
          label="Note for today"
          value={note}
          onChange={setNote}
          hint={
            props.marked
              ? 'Kept with the mark that stands.'
              : 'Kept with your answer for this patient.'
          }
        />
        <p className="app-form-actions">
          <button type="submit" className="app-button app-button--strong">
            Keep the note
          </button>
        </p>
      </form>
    </Dialog>
  );
}

const BECAUSE = ['Wrong patient', 'Wrong colour', 'Wrong reason'];

/** After the ten seconds of undo a mark is taken back with a word on why; it stays in the history. */
export function WithdrawDialog(props: {
  readonly row: Row;
  readonly withdraw: (because: string) => void;
  readonly close: () => void;
}) {
  const { row } = props;
  const [because, setBecause] = useState('');
  const say = (why: string) => {
    props.withdraw(why);
    props.close();
  };
  return (
    <Dialog
      title={`Take back the mark of bed ${row.bed ?? 'not known'}, ${row.patient.displayName}`}
      close={props.close}
    >
      {row.patient.similarName && (
        <p className="app-notice">≈ Another patient on this ward has a similar name.</p>
      )}
      <p>Entered in error because</p>
      <p className="app-form-actions">
        {BECAUSE.map((one) => (
          <button key={one} type="button" className="app-button" onClick={() => say(one)}>
            {one}
          </button>
        ))}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (because.trim() !== '') say(because.trim());
        }}
      >
        <TextInput
          id="withdraw-because"
          label="Or in your words"
          autoComplete="off"
          maxLength={200}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        <p className="app-form-actions">
          <button type="submit" className="app-button" disabled={because.trim() === ''}>
            Take it back
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** Who is left, each a way back to the bed. */
function LeftBeds(props: {
  readonly kind: RoundKind;
  readonly left: readonly Stop[];
  readonly goTo: (stay: string) => void;
  readonly close: () => void;
}) {
  const { kind, left } = props;
  if (left.length === 0) return <p className="app-lede">{JUDGED_WORDS[kind].all}</p>;
  const words = leftWords(kind, left.length);
  return (
    <>
      <p>
        <b>{words.who}</b> {words.counts} Go to a bed, or finish without them.
      </p>
      <Beds beds={left} goTo={props.goTo} close={props.close} />
    </>
  );
}

/** A bed of the round, each a way back to it. */
function Beds(props: {
  readonly beds: readonly Pick<Stop, 'stay' | 'bed'>[];
  readonly goTo: (stay: string) => void;
  readonly close: () => void;
}) {
  return (
    <p className="app-finish-left">
      {props.beds.map(({ stay, bed }) => (
        <button
          key={stay}
          type="button"
          className="app-button"
          onClick={() => {
            props.goTo(stay);
            props.close();
          }}
        >
          Bed {bed ?? 'not known'}
        </button>
      ))}
    </p>
  );
}

/** Reds that no job came of. It is said before the jobs are shown, and blocks nothing. */
function Jobless(props: {
  readonly jobless: readonly Pick<Stop, 'stay' | 'bed'>[];
  readonly goTo: (stay: string) => void;
  readonly close: () => void;
}) {
  const { jobless, ...rest } = props;
  if (jobless.length === 0) return null;
  const { who, means } = joblessWords(jobless.length);
  return (
    <div className="app-notice app-finish-jobless">
      <p>
        <b>{who}</b> {means} Go to a bed to add one, or finish as it is.
      </p>
      <Beds beds={jobless} {...rest} />
    </div>
  );
}

/** Who is still to be seen, who took part, and the end. */
export function FinishDialog(props: {
  readonly kind: RoundKind;
  readonly left: readonly Stop[];
  /** Reds of which no list of jobs will speak. */
  readonly jobless: readonly Pick<Stop, 'stay' | 'bed'>[];
  readonly waiting: number;
  readonly roles: readonly RoleEntry[];
  readonly attended: readonly string[];
  readonly attend: (attended: readonly string[]) => void;
  readonly finish: () => Promise<Asked>;
  readonly goTo: (stay: string) => void;
  readonly close: () => void;
}) {
  const { left, waiting } = props;
  const isDown = useLine().state === 'not-live';
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function finish(): Promise<void> {
    setBusy(true);
    const asked = await props.finish();
    if (asked.ok) return;
    setBusy(false);
    setProblem(asked.words);
  }
  return (
    <Dialog title="Finish the round" close={props.close}>
      <LeftBeds kind={props.kind} left={left} goTo={props.goTo} close={props.close} />
      <Jobless jobless={props.jobless} goTo={props.goTo} close={props.close} />
      <Attended roles={props.roles} attended={props.attended} change={props.attend} />
      {waiting > 0 && !busy && (
        <p className="app-notice" role="status">
          {waiting === 1 ? '1 answer still waits' : `${waiting} answers still wait`} to be sent.{' '}
          {isDown
            ? 'They are kept on this device and go out by themselves when the line is back. Finish the round then, here or from another device.'
            : 'The round can be finished when they are through.'}
        </p>
      )}
      {busy && isDown && (
        <p className="app-notice" role="status">
          <b>Kept on this device.</b> The line is down: the round is finished when it is back, and
          the jobs are shown then. You may leave this page open or close it.
        </p>
      )}
      <Problem what="Not finished" why={problem} />
      <p className="app-form-actions">
        <button
          type="button"
          className="app-button app-button--strong app-button--large"
          disabled={busy || waiting > 0}
          onClick={() => void finish()}
        >
          {busy ? (isDown ? 'Waits for the line' : 'Saving') : 'Finish and show the jobs'}
        </button>
      </p>
    </Dialog>
  );
}
