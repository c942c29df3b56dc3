import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { judgementOf } from '#domain';
import type { LocalDate, MarkKind, ReasonEntry, Row } from '#domain';
import type { Command } from '../commands/queue.js';
import { isOfSheet } from '../parts/dialog.js';
import { TickIcon } from '../parts/icons.js';
import { isTypedIn } from '../parts/page-key.js';
import { useReference } from '../api/reference.js';
import { useGave } from './use-gave.js';
import { ChoiceGrid } from './choice-grid.js';
import { GreenRed } from './green-red.js';
import { meaningOf } from './keys.js';
import type { Problem, Wish } from './marking.js';
import { ProblemBox } from './problem-box.js';
import { ReasonsDialog } from './reasons-dialog.js';
import { listOn, offered } from './reasons.js';
import { TextArea } from './text-area.js';

export interface MarkPanelParts {
  readonly row: Row;
  /** After the huddle's hour a mark is the final word unless the person says otherwise. */
  readonly finalFirst: boolean;
  /** What a key asked for before the panel was open. */
  readonly intent: 'red' | 'green' | null;
  /** The place of what was chosen by then. */
  readonly choice: number | null;
  readonly taken: () => void;
  /** Null until they have come. */
  readonly seven: readonly ReasonEntry[] | null;
  /** Not yet: the two answers stand for themselves, and keys mean what they will. */
  readonly whole: boolean;
  /** A mark that was made here and is not sent yet. */
  readonly waiting: Command['mark'] | null;
  readonly problem: Problem | undefined;
  readonly mark: (row: Row, wish: Wish, onVersion?: number) => void;
  readonly dismiss: (stay: string) => void;
}

/** Green in one press, red with the reason it already has in one, red with another reason in one or two. */
export function MarkPanel(props: MarkPanelParts) {
  const { row, seven, problem, mark } = props;
  const { reasons, values, nameOf } = useChoices(row.day.date);
  const [kind, setKind] = useState<MarkKind>(props.finalFirst ? 'final' : 'planned');
  const [asking, setAsking] = useState<'nothing' | 'reason' | 'value'>(() => firstQuestion(props));
  const place = useRef<HTMLDivElement>(null);
  // The keys of the panel work at once, wherever it was opened from.
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  const [all, setAll] = useState(false);
  const [note, setNote] = useState('');
  const standing = standingReason(row);
  const choices = offered(seven ?? [], reasons, standing);
  const said = judgementOf(row.day);
  const chosen = said?.colour === 'red' ? said.constraint : null;

  function make(wish: Omit<Wish, 'kind' | 'note'>): void {
    const text = note.trim();
    mark(row, { kind, ...wish, ...(text === '' ? {} : { note: text }) });
    setNote('');
    setAsking('nothing');
    setAll(false);
  }

  const red = (constraint: string) => make({ colour: 'red', constraint });
  const pressRed = () => (standing === null ? setAsking('reason') : red(standing));
  const pressGreen = () => (kind === 'final' ? setAsking('value') : make({ colour: 'green' }));

  function choose(index: number): void {
    const value = asking === 'value' ? values[index] : undefined;
    const reason = asking === 'value' ? undefined : choices[index];
    if (value !== undefined) make({ colour: 'green', value: value.code });
    if (reason !== undefined) red(reason.code);
  }

  const chooseSoon = useChoiceOf(props, seven !== null || asking === 'value', choose);
  const onKeyDown = onPanelKey({
    green: pressGreen,
    red: pressRed,
    all: () => setAll(true),
    choice: chooseSoon,
  });

  return (
    <div className="app-panel-mark" tabIndex={-1} ref={place} onKeyDown={onKeyDown}>
      {problem !== undefined && (
        <ProblemBox heading="h3" row={row} problem={problem} mark={mark} dismiss={props.dismiss} />
      )}
      <KindChoice kind={kind} choose={setKind} />
      <Answers
        row={row}
        kind={kind}
        waiting={props.waiting}
        still={nameOf(standing)}
        green={pressGreen}
        red={pressRed}
      />
      {props.whole && (
        <>
          {asking === 'value' ? (
            <ValueChoice values={values} choose={(value) => make({ colour: 'green', value })} />
          ) : (
            <ReasonChoice
              {...{ standing, chosen, choices, all }}
              needed={asking === 'reason'}
              showAll={() => setAll(true)}
              choose={red}
            />
          )}
          {all && <ReasonsDialog reasons={reasons} choose={red} close={() => setAll(false)} />}
          <NoteOfMark stands={row.day.note} note={note} write={setNote} />
        </>
      )}
    </div>
  );
}

function NoteOfMark(props: {
  readonly stands: string | null;
  readonly note: string;
  readonly write: (note: string) => void;
}) {
  return (
    <TextArea
      label="Note, sent with your mark (optional)"
      value={props.note}
      onChange={props.write}
      {...(props.stands === null ? {} : { hint: `Now: ${props.stands}` })}
    />
  );
}

/** What was chosen before the panel or its reasons were there is done once they are. */
function useChoiceOf(
  props: Pick<MarkPanelParts, 'choice' | 'taken'>,
  ready: boolean,
  choose: (index: number) => void,
): (index: number) => void {
  const [held, setHeld] = useState(props.choice);
  const take = useEffectEvent(() => {
    if (held === null) return;
    setHeld(null);
    props.taken();
    choose(held);
  });
  useEffect(() => {
    if (held === null || !ready) return;
    const soon = setTimeout(() => take(), 0);
    return () => clearTimeout(soon);
  }, [held, ready]);
  return (index) => (ready ? choose(index) : setHeld(index));
}

/** Keys inside the panel; what they do not mean goes on to the board. */
function onPanelKey(acts: {
  readonly green: () => void;
  readonly red: () => void;
  readonly all: () => void;
  readonly choice: (index: number) => void;
}) {
  return (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (isOfSheet(target)) return;
    const typing = isTypedIn(target.tagName, target.getAttribute('type') ?? '');
    const meaning = meaningOf(event.key, typing, event.ctrlKey || event.metaKey || event.altKey);
    if (meaning === null) return;
    if (meaning.means === 'green') acts.green();
    else if (meaning.means === 'red') acts.red();
    else if (meaning.means === 'all-reasons') acts.all();
    else if (meaning.means === 'choice') acts.choice(meaning.index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function ValueChoice(props: {
  readonly values: readonly ReasonEntry[];
  readonly choose: (value: string) => void;
}) {
  return (
    <ChoiceGrid
      title="What did today give?"
      hint="A final green says what the day was worth."
      choices={props.values}
      chosen={null}
      choose={props.choose}
    />
  );
}

function ReasonChoice(props: {
  readonly needed: boolean;
  readonly standing: string | null;
  readonly chosen: string | null;
  readonly choices: readonly ReasonEntry[];
  readonly all: boolean;
  readonly showAll: () => void;
  readonly choose: (reason: string) => void;
}) {
  const { standing, chosen } = props;
  return (
    <ChoiceGrid
      title={props.needed ? 'Red needs a reason. Waiting for' : 'Waiting for'}
      hint={
        standing === null
          ? 'Press a reason to mark the day red with it.'
          : chosen === null
            ? 'The reason from before is outlined. Red takes it; press another to change it.'
            : 'The reason that stands is chosen. Press another to change it.'
      }
      choices={props.choices}
      chosen={chosen}
      preset={chosen === null ? standing : null}
      choose={props.choose}
      more={props.showAll}
      moreOpen={props.all}
    />
  );
}

/** A key that could not mark by itself asks for what is missing. */
function firstQuestion(props: MarkPanelParts): 'nothing' | 'reason' | 'value' {
  if (props.intent === null) return 'nothing';
  return props.intent === 'red' ? 'reason' : 'value';
}

/** The reasons for red and the values of green that hold on a date, and the name of a reason. */
function useChoices(date: LocalDate) {
  const { lists, reason } = useReference();
  return {
    reasons: listOn(lists, 'red-constraints', date)?.reasons ?? [],
    values: listOn(lists, 'green-values', date)?.reasons ?? [],
    nameOf: (code: string | null) => (code === null ? null : reason('red-constraints', code, date)),
  };
}

/** The reason a red day has, or had when it was last judged. */
function standingReason(row: Row): string | null {
  return row.day.constraint ?? row.day.planned?.constraint ?? null;
}

function KindChoice(props: { readonly kind: MarkKind; readonly choose: (kind: MarkKind) => void }) {
  const kinds = [
    ['planned', 'Plan for today'],
    ['final', 'Final for today'],
  ] as const;
  return (
    <fieldset className="app-segment app-segment--radio">
      <legend className="app-hidden">Is this the plan, or the final word of the day?</legend>
      {kinds.map(([value, words]) => (
        <label key={value}>
          <input
            type="radio"
            name="kind"
            value={value}
            checked={props.kind === value}
            onChange={() => props.choose(value)}
          />
          <span className="app-face">
            {props.kind === value && <TickIcon />} {words}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Answers(props: {
  readonly row: Row;
  readonly kind: MarkKind;
  readonly waiting: Command['mark'] | null;
  readonly still: string | null;
  readonly green: () => void;
  readonly red: () => void;
}) {
  const { day } = props.row;
  // Only what was said of this kind is chosen: a plan is not yet a final word.
  const settled = (day.final !== null) === (props.kind === 'final');
  const waiting = props.waiting?.kind === props.kind ? props.waiting.colour : null;
  return (
    <div className="app-answers">
      <GreenRed
        kind={props.kind}
        chosen={waiting ?? (settled ? (judgementOf(day)?.colour ?? null) : null)}
        {...(waiting === null ? {} : { chosenWords: 'Chosen, waiting to send' })}
        gave={useGave(props.row)}
        redWords={
          props.still === null ? 'today waits; then say for what' : `waits for: ${props.still}`
        }
        green={props.green}
        red={props.red}
      />
    </div>
  );
}
