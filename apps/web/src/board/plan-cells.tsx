import type { CheckEntry, InstantText, LocalDate, Row } from '#domain';
import { londonDate } from '#domain';
import { CheckGlyph, HouseIcon } from '../parts/icons.js';
import { clockTime, shortDay } from '../words/dates.js';

/** Going home today: solid is a promise, dashes are a hope. */
export function HomeToday({ today }: { readonly today: Row['today'] }) {
  if (today === null || today.discharge === 'no') return null;
  const word = today.discharge === 'definite' ? 'Definite' : 'Potential';
  return (
    <span className={`app-home app-home--${today.discharge}`}>
      <HouseIcon />
      <span className="app-hidden">Home today: </span>
      <span>
        {word}
        {today.expectedAt !== null && ` ${clockTime(today.expectedAt)}`}
      </span>
    </span>
  );
}

type Standing = 'to-do' | 'asked' | 'done' | 'not-needed';

const WORDS: Readonly<Record<Standing, string>> = {
  'to-do': 'to do',
  asked: 'asked',
  done: 'done',
  'not-needed': 'not needed',
};

function standingOf(row: Pick<Row, 'checks'>, code: string): Standing {
  return row.checks.find((check) => check.code === code)?.state ?? 'to-do';
}

/** The ward's own columns: what must be ready before the patient leaves. */
export function CheckCells(props: { readonly row: Row; readonly checks: readonly CheckEntry[] }) {
  return props.checks.map((check) => {
    const state = standingOf(props.row, check.code);
    return (
      <td key={check.code} className="app-desk app-check-cell">
        <CheckGlyph state={state} />
        <span className="app-hidden">{WORDS[state]}</span>
      </td>
    );
  });
}

/** "3 of 5 ready", where there is no room for columns. What is not needed is not counted. */
export function checksInWords(row: Pick<Row, 'checks'>, checks: readonly CheckEntry[]): string {
  const standing = checks.map((check) => standingOf(row, check.code));
  const needed = standing.filter((state) => state !== 'not-needed');
  if (needed.length === 0) return '';
  return `${needed.filter((state) => state === 'done').length} of ${needed.length} ready`;
}

/** The open action that is due first. */
function nextAction(row: Pick<Row, 'actions'>): Row['actions'][number] | null {
  const open = row.actions.filter((action) => action.state === 'open');
  return open.reduce<Row['actions'][number] | null>(
    (first, one) =>
      first === null || Date.parse(one.dueAt) < Date.parse(first.dueAt) ? one : first,
    null,
  );
}

/** What is done next, and by when; late in words, never in red. */
export function NextAction(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly now: InstantText;
}) {
  const action = nextAction(props.row);
  if (action === null) return null;
  const on = londonDate(action.dueAt);
  const day = on === props.today ? '' : `${shortDay(on, props.today)} `;
  const late = Date.parse(action.dueAt) < Date.parse(props.now);
  return (
    <span className="app-next-action">
      <span className="app-next-what">
        <span className="app-fit app-fit--long">{action.what ?? 'An action'}</span>
      </span>{' '}
      <span className={late ? 'app-late' : 'app-quiet'}>
        {late && 'late, '}
        {day}
        {clockTime(action.dueAt)}
      </span>
    </span>
  );
}
