import { Fragment, memo, useCallback, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { CheckEntry, InstantText, ReasonEntry, Row } from '#domain';
import type { Board } from '#contracts';
import type { Command } from '../commands/queue.js';
import { useWaiting } from '../commands/use-commands.js';
import { useEarlyPresses } from '../early/use-early-presses.js';
import { isOfSheet } from '../parts/dialog.js';
import { isTypedIn, usePageKey } from '../parts/page-key.js';
import { mayDo, seesWholeWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { BoardRow, COLUMNS, EmptyRow } from './board-row.js';
import { marksColours, noColoursWords } from './colours.js';
import { countsHours } from './hours.js';
import { meaningOf } from './keys.js';
import { linesIn } from './board-view.js';
import { LaterAdmitForm, LaterRowPanel } from './later.js';
import { endsBay, linesOf, linesOfSome } from './lines.js';
import type { MarkingTools } from './use-marking.js';
import type { News } from './use-news.js';

/** The open row, and what a key asked for when it was opened. */
interface Opened {
  readonly stay: string;
  readonly intent: 'red' | 'green' | null;
  /** What a digit chose before the panel could hear it: its file may still be on its way. */
  readonly choice: number | null;
  /** Goes up with each asking, so that asking again begins the panel anew. */
  readonly turn: number;
}

function opening(
  one: Opened | null,
  stay: string,
  intent: Opened['intent'],
  choice: number | null = null,
): Opened {
  return { stay, intent, choice, turn: (one?.turn ?? 0) + 1 };
}

interface BoardTableParts {
  readonly board: Board;
  readonly news: ReadonlyMap<string, News>;
  /** Null until they have come. */
  readonly seven: readonly ReasonEntry[] | null;
  readonly tools: MarkingTools;
  readonly finalFirst: boolean;
  readonly now: InstantText;
  /** Says something at the foot of the screen for a while. */
  readonly tell: (words: string) => void;
  /** The stays to show in their order, or null for every bed of the ward. */
  readonly stays: readonly string[] | null;
}

/** The beds in the ward's order. One row may be open; its panel stands under it. */
export function BoardTable(props: BoardTableParts) {
  const { board, tools } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const panelId = useId();
  const waiting = useWaiting();
  const lines = useLines(board, props.stays);
  useEarlyPresses(opened !== null && opened.choice !== null);
  const toggle = useCallback(
    (stay: string) => setOpened((one) => (one?.stay === stay ? null : opening(one, stay, null))),
    [],
  );
  // Once only: a panel that comes again, because its row does, marks nothing.
  const taken = useCallback(() => setOpened((one) => one && { ...one, choice: null }), []);
  const colours = marksColours(board);
  const walk = useWalkOfBeds(table, setOpened);
  const onKeyDown = useBoardKeys(props, table, setOpened, walk);

  function close(stay: string): void {
    setOpened(null);
    markButton(table.current, stay)?.focus();
  }

  return (
    <table className="app-board" ref={table} onKeyDown={onKeyDown}>
      <caption className="app-hidden">
        Patients of {board.name} in bed order. Press a mark to open it; G marks green, R marks red.
      </caption>
      <Widths checks={board.checks} />
      <Head checks={board.checks} hours={countsHours(board.kind)} />
      <tbody>
        {lines.map((line, index) => {
          const bayEnds = props.stays === null && endsBay(line, lines[index + 1]);
          if (line.kind === 'empty')
            return <EmptyBed key={line.key} bed={line.bed} bayEnds={bayEnds} board={board} />;
          const { stay } = line.row;
          const mine = waiting.findLast((one) => one.stay === stay);
          return (
            <Fragment key={line.key}>
              <BoardRow
                row={line.row}
                today={board.date}
                now={props.now}
                {...{ colours, checks: board.checks, roundDue: board.roundDue }}
                open={opened?.stay === stay}
                panelId={panelId}
                bayEnds={bayEnds}
                news={props.news.get(stay)}
                waiting={mine?.about ?? null}
                waitingMark={mine?.mark ?? null}
                sendingNow={mine?.state === 'sending' && mine.attempts === 0}
                troubled={tools.marking.problems.has(stay)}
                toggle={toggle}
              />
              {opened?.stay === stay && (
                <OpenPanel
                  {...props}
                  id={panelId}
                  row={line.row}
                  opened={opened}
                  waitingMark={mine?.mark ?? null}
                  columns={COLUMNS + board.checks.length + 1}
                  close={() => close(stay)}
                  taken={taken}
                />
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function useLines(board: Board, stays: BoardTableParts['stays']) {
  const every = seesWholeWards(useSession()) ? linesOf(board) : linesOfSome(board);
  return stays === null ? every : linesIn(every, stays);
}

/** The panel under the row that is open. */
function OpenPanel(
  props: BoardTableParts & {
    readonly id: string;
    readonly row: Row;
    readonly opened: Opened;
    readonly waitingMark: Command['mark'] | null;
    readonly columns: number;
    readonly close: () => void;
    readonly taken: () => void;
  },
) {
  const { row, opened, tools } = props;
  return (
    <tr className="app-panel-row">
      <td colSpan={props.columns}>
        <LaterRowPanel
          id={props.id}
          row={row}
          board={props.board}
          finalFirst={props.finalFirst}
          intent={opened.intent}
          choice={opened.choice}
          taken={props.taken}
          turn={opened.turn}
          seven={props.seven}
          waiting={props.waitingMark}
          problem={tools.marking.problems.get(row.stay)}
          mark={tools.mark}
          dismiss={tools.dismiss}
          close={props.close}
        />
      </td>
    </tr>
  );
}

/** Columns before the ward's checks; their widths hold where every column has room. */
const WIDTHS = [
  'bed',
  'who',
  'days',
  'band',
  'today',
  'waits',
  'since',
  'owner',
  'expected',
  'home',
] as const;

function Widths({ checks }: { readonly checks: readonly CheckEntry[] }) {
  return (
    <colgroup>
      {WIDTHS.map((name) => (
        <col key={name} className={`app-col-${name}`} />
      ))}
      {checks.map((check) => (
        <col key={check.code} className="app-col-check" />
      ))}
      <col className="app-col-delays" />
      <col className="app-col-action" />
    </colgroup>
  );
}

/** An empty bed, and under it the form for whoever lies there now. */
const EmptyBed = memo(function EmptyBed(props: {
  readonly bed: string;
  readonly bayEnds: boolean;
  readonly board: Board;
}) {
  const { bed, board } = props;
  const columns = COLUMNS + board.checks.length;
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const add = mayDo(session, 'admit', board) ? () => setAdding(true) : null;
  return (
    <>
      <EmptyRow bed={bed} bayEnds={props.bayEnds} columns={columns} add={add} />
      {adding && (
        <tr className="app-panel-row">
          <td colSpan={columns + 1}>
            <LaterAdmitForm board={board} bed={bed} done={() => setAdding(false)} />
          </td>
        </tr>
      )}
    </>
  );
});

function Head(props: { readonly checks: readonly CheckEntry[]; readonly hours: boolean }) {
  const { checks, hours } = props;
  return (
    <thead>
      <tr>
        <th scope="col" className="app-bed">
          Bed
        </th>
        <th scope="col" className="app-who">
          Patient, age
        </th>
        <th scope="col" className="app-wide app-number app-stay-days" colSpan={2}>
          {hours ? 'Hours in' : 'Days in'}
        </th>
        <th scope="col" className="app-today">
          Today
        </th>
        <th scope="col" className="app-waits">
          Waiting for
        </th>
        <th scope="col" className="app-wide app-number app-red-since">
          Red since
        </th>
        <th scope="col" className="app-wide app-who-acts">
          Who acts
        </th>
        <th scope="col" className="app-expected">
          Expected
        </th>
        <th scope="col" className="app-home-cell">
          Home today
        </th>
        {checks.map((check) => (
          <th key={check.code} scope="col" className="app-desk app-check-cell" title={check.name}>
            {check.label}
          </th>
        ))}
        <th scope="col" className="app-delays">
          Delayed by
        </th>
        <th scope="col" className="app-action-cell">
          Next action
        </th>
      </tr>
    </thead>
  );
}

function markButton(table: HTMLTableElement | null, stay: string): HTMLButtonElement | null {
  return table?.querySelector(`button[data-stay="${CSS.escape(stay)}"]`) ?? null;
}

type Step = 'next' | 'before';

function marksIn(table: HTMLTableElement | null): HTMLElement[] {
  return [...(table?.querySelectorAll<HTMLElement>('[data-stay]') ?? [])];
}

/** The mark whose panel is open. */
function openMark(marks: readonly HTMLElement[]): HTMLElement | undefined {
  return marks.find((one) => one.getAttribute('aria-expanded') === 'true');
}

/** Whether something lies in the panel that a mark has opened. */
function isInPanelOf(mark: HTMLElement | undefined, target: HTMLElement): boolean {
  const panel = document.getElementById(mark?.getAttribute('aria-controls') ?? '');
  return panel?.contains(target) ?? false;
}

/**
 * Walks the beds with the focus, from a mark or from its open panel, which closes: what is pressed next is
 * of the bed that has the focus. An arrow pressed while nothing has it goes on from the open bed, or to
 * the first: nobody tabs through the bar for it.
 */
function useWalkOfBeds(
  table: React.RefObject<HTMLTableElement | null>,
  setOpened: (opened: null) => void,
): (from: HTMLElement, step: Step) => void {
  const walk = (from: HTMLElement, step: Step): void => {
    const marks = marksIn(table.current);
    const to = marks[marks.indexOf(from) + (step === 'next' ? 1 : -1)];
    if (to === undefined) return;
    // Closed first, so that the bed comes into sight where it then is.
    if (openMark(marks) === from) flushSync(() => setOpened(null));
    to.focus();
  };
  usePageKey((event) => {
    const meaning = meaningOf(event.key, false, event.ctrlKey || event.metaKey || event.altKey);
    const free = document.activeElement === document.body || document.activeElement?.id === 'main';
    if (meaning === null || !free) return;
    if (meaning.means !== 'next' && meaning.means !== 'before') return;
    event.preventDefault();
    const marks = marksIn(table.current);
    const open = openMark(marks);
    if (open === undefined) marks[0]?.focus();
    else walk(open, meaning.means);
  });
  return walk;
}

/** Keys on a mark: up and down walk the beds, G and R mark, Escape closes. */
function useBoardKeys(
  { board, tools, finalFirst, tell }: BoardTableParts,
  table: React.RefObject<HTMLTableElement | null>,
  setOpened: (how: (one: Opened | null) => Opened | null) => void,
  walk: (from: HTMLElement, step: Step) => void,
) {
  const session = useSession();
  return (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (isOfSheet(target)) return;
    const typing = isTypedIn(target.tagName, target.getAttribute('type') ?? '');
    const meaning = meaningOf(event.key, typing, event.ctrlKey || event.metaKey || event.altKey);
    if (meaning === null) return;
    const open = openMark(marksIn(table.current));
    if (meaning.means === 'close') {
      setOpened(() => null);
      return open?.focus();
    }
    const row = board.rows.find((one) => one.stay === target.dataset['stay']);
    const walks = meaning.means === 'next' || meaning.means === 'before';
    // Arrows choose between radio buttons.
    if (walks && open !== undefined && isInPanelOf(open, target) && target.tagName !== 'INPUT') {
      event.preventDefault();
      return walk(open, meaning.means);
    }
    if (row === undefined) return;
    event.preventDefault();
    if (walks) return walk(target, meaning.means);
    const refused = mayDo(session, 'mark', board)
      ? noColoursWords(board)
      : 'Your role does not mark.';
    if (countsHours(board.kind)) return;
    if (refused !== null) {
      if (meaning.means === 'green' || meaning.means === 'red') tell(refused);
      return;
    }
    if (meaning.means === 'choice') {
      const { index } = meaning;
      return setOpened((one) =>
        one?.stay === row.stay ? opening(one, row.stay, one.intent, index) : one,
      );
    }
    const kind = finalFirst ? 'final' : 'planned';
    const standing = row.day.constraint ?? row.day.planned?.constraint ?? null;
    if (meaning.means === 'green' && kind === 'planned')
      return tools.mark(row, { kind, colour: 'green' });
    if (meaning.means === 'red' && standing !== null)
      return tools.mark(row, { kind, colour: 'red', constraint: standing });
    // What is missing, a value or a reason, is asked for in the panel.
    const { means } = meaning;
    if (means === 'green' || means === 'red') setOpened((one) => opening(one, row.stay, means));
  };
}
