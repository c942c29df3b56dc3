import { useState } from 'react';
import { judgementOf, londonDate } from '#domain';
import type { LocalDate, MarkKind, ReasonEntry, Row } from '#domain';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import type { Wish } from '../board/marking.js';
import { listOn, offered } from '../board/reasons.js';
import { spanSince } from '../words/dates.js';
import type { Unanswered } from './walk-order.js';

interface Choice {
  readonly code: string;
  readonly name: string;
  readonly second: string;
}

/** The question that one patient puts, and what each press answers. */
export interface Answering {
  readonly kind: MarkKind;
  /** What is said of today so far, here or by anybody. */
  readonly said: Unanswered | null;
  readonly waiting: boolean;
  readonly planned: { readonly words: string } | null;
  readonly redWords: string;
  readonly asking: 'reason' | 'value';
  /** The colour that was pressed and waits for its value or reason. */
  readonly pressed: 'green' | 'red' | null;
  readonly title: string;
  readonly hint: string;
  readonly choices: readonly Choice[];
  /** The choice that is said, and the one that stands from before and is said by one press on Red. */
  readonly picked: string | null;
  readonly preset: string | null;
  readonly allCount: number;
  readonly all: readonly ReasonEntry[];
  readonly allOpen: boolean;
  readonly green: () => void;
  readonly red: () => void;
  readonly asPlanned: () => void;
  readonly choose: (index: number) => void;
  readonly chooseReason: (code: string) => void;
  readonly showAll: () => void;
  readonly hideAll: () => void;
}

interface Parts {
  readonly row: Row;
  readonly kind: MarkKind;
  readonly today: LocalDate;
  readonly seven: readonly ReasonEntry[];
  readonly unanswered: Unanswered | null;
  readonly note: string;
  readonly mark: (row: Row, wish: Wish) => void;
}

type Asked = 'nothing' | 'reason' | 'value' | 'planned-value';

/** What a press means for the patient who is shown; the hand learns it once for the whole round. */
export function useAnswering(parts: Parts): Answering {
  const { row, kind, today, unanswered } = parts;
  const reference = useReference();
  const [asked, setAsked] = useState<Asked>('nothing');
  const [allOpen, setAllOpen] = useState(false);
  const said = saidOf(row, unanswered);
  const standing = row.day.constraint ?? row.day.planned?.constraint ?? null;
  const values = listOn(reference.lists, 'green-values', today)?.reasons ?? [];
  const all = listOn(reference.lists, 'red-constraints', today)?.reasons ?? [];
  const { planned } = row.day;
  const valued = needsNoValue(row, today);
  // A planned green that gave nothing yet asks at once for what it gave, so that one press says it.
  const asksPlanned =
    kind === 'final' && planned?.colour === 'green' && !valued && said?.kind !== 'final';
  const asking = asked === 'value' || (asked !== 'reason' && asksPlanned) ? 'value' : 'reason';

  function make(wish: Omit<Wish, 'kind' | 'note'>): void {
    parts.mark(row, { kind, ...wish, ...(parts.note === '' ? {} : { note: parts.note }) });
    setAsked('nothing');
    setAllOpen(false);
  }
  const chooseReason = (constraint: string) => make({ colour: 'red', constraint });
  const confirm = (value?: string) =>
    planned !== null &&
    make({
      colour: planned.colour,
      asPlanned: true,
      ...(planned.constraint === null ? {} : { constraint: planned.constraint }),
      ...(value === undefined ? {} : { value }),
    });

  const reasons = offered(parts.seven, all, standing);
  const list = asking === 'value' ? values.slice(0, CHOICES_MAX) : reasons;
  return {
    kind,
    said,
    waiting: unanswered !== null,
    planned: planned === null ? null : { words: plannedWords(row, reference, today) },
    redWords: redWords(standing, row, reference, today),
    asking,
    pressed: asked === 'value' ? 'green' : asked === 'reason' ? 'red' : null,
    ...words(asking, asked, asksPlanned, standing !== null),
    choices: list.map(({ code, name }) => ({
      code,
      name,
      second: asking === 'value' ? '' : secondLine(code, standing, row, today),
    })),
    picked: pickedOf(asking, row, said),
    preset: asking === 'reason' && said === null ? standing : null,
    all,
    allCount: all.length,
    allOpen,
    green: () =>
      kind === 'planned' || hasDone(row, today) ? make({ colour: 'green' }) : setAsked('value'),
    red: () => (standing === null ? setAsked('reason') : chooseReason(standing)),
    asPlanned: () => {
      if (planned === null) return;
      if (planned.colour === 'green' && !valued) setAsked('planned-value');
      else confirm();
    },
    choose: (index) => {
      const code = list[index]?.code;
      if (code === undefined) return;
      if (asking === 'reason') chooseReason(code);
      else if (asksPlanned && asked !== 'value') confirm(code);
      else make({ colour: 'green', value: code });
    },
    chooseReason,
    showAll: () => setAllOpen(true),
    hideAll: () => setAllOpen(false),
  };
}

const CHOICES_MAX = 8;

function saidOf(row: Row, unanswered: Unanswered | null): Unanswered | null {
  if (unanswered !== null) return unanswered;
  const { day } = row;
  const judgement = judgementOf(day);
  if (judgement === null) return null;
  return { colour: judgement.colour, kind: day.final === null ? 'planned' : 'final' };
}

/** A final green rests on a value, on the plan's own, or on an action that was done today. */
function needsNoValue(row: Row, today: LocalDate): boolean {
  return (row.day.planned?.value ?? null) !== null || hasDone(row, today);
}

function hasDone(row: Row, today: LocalDate): boolean {
  return row.actions.some(
    ({ state, settledAt }) =>
      state === 'done' && settledAt !== null && londonDate(settledAt) === today,
  );
}

function pickedOf(asking: 'reason' | 'value', row: Row, said: Unanswered | null): string | null {
  if (said === null) return null;
  if (asking === 'value') return row.day.final?.value ?? null;
  return said.colour === 'red' ? row.day.constraint : null;
}

function words(asking: 'reason' | 'value', asked: Asked, asksPlanned: boolean, standing: boolean) {
  if (asking === 'value')
    return {
      title:
        asked === 'planned-value'
          ? 'As planned needs one: what did today give?'
          : 'What did today give?',
      hint:
        asksPlanned && asked !== 'value'
          ? 'a press here says "as planned" with it'
          : 'a final green says it',
    };
  return {
    title: asked === 'reason' ? 'Red needs a reason. Waiting for' : 'If red, waiting for',
    hint: standing
      ? 'fixed places; the reason from before is preset, R takes it'
      : 'fixed places; a press here answers red with its reason',
  };
}

function plannedWords(row: Row, { reason }: Reference, today: LocalDate): string {
  const { planned } = row.day;
  if (planned === null) return '';
  return planned.constraint === null
    ? planned.colour
    : `${planned.colour}: ${reason('red-constraints', planned.constraint, today)}`;
}

function redWords(
  standing: string | null,
  row: Row,
  { reason }: Reference,
  today: LocalDate,
): string {
  if (standing === null) return 'then say what the patient waits for';
  const name = reason('red-constraints', standing, today);
  const span = row.day.redSince === null ? '' : `, ${spanSince(row.day.redSince, today)}`;
  return `${row.day.carriedOver ? 'still ' : ''}${name}${span}`;
}

/** Under a reason stands only what this patient knows of it: that it waits since then. */
function secondLine(code: string, standing: string | null, row: Row, today: LocalDate): string {
  if (code !== standing || !row.day.carriedOver) return '';
  return `carried over${row.day.redSince === null ? '' : `, ${spanSince(row.day.redSince, today)}`}`;
}
