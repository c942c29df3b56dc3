import { memo } from 'react';
import type { ReactNode } from 'react';
import { judgementOf, londonDate } from '#domain';
import type { CheckEntry, InstantText, LocalDate, Row } from '#domain';
import type { Command } from '../commands/queue.js';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { listOn } from './reasons.js';
import { BandTag } from '../parts/band.js';
import { Mark, MarkWords } from '../parts/mark.js';
import { SimilarName } from '../parts/similar-name.js';
import { clockTime, shortDay, slip, spanSince } from '../words/dates.js';
import { lookOf, markLook, spokenAfter } from '../words/mark.js';
import { HoursIn, countsHours } from './hours.js';
import { bedParts } from './lines.js';
import { CheckCells, HomeToday, NextAction, checksInWords } from './plan-cells.js';
import type { News } from './use-news.js';

/** Columns beside the bed and the ward's own checks. */
export const COLUMNS = 11;

export interface RowParts {
  readonly row: Row;
  readonly today: LocalDate;
  readonly now: InstantText;
  readonly checks: readonly CheckEntry[];
  readonly roundDue: boolean;
  /** Whether days are judged here at all. */
  readonly colours: boolean;
  readonly open: boolean;
  readonly panelId: string;
  readonly bayEnds: boolean;
  readonly news: News | undefined;
  /** What was done to this patient here and is not answered yet: "red, Imaging, planned". */
  readonly waiting: string | null;
  /** The mark among it, shown before it is answered. */
  readonly waitingMark: Command['mark'] | null;
  readonly sendingNow: boolean;
  readonly troubled: boolean;
  readonly toggle: (stay: string) => void;
}

function BedName({ bed }: { readonly bed: string | null }) {
  if (bed === null) return <span className="app-quiet">No bed</span>;
  const { bay, number } = bedParts(bed);
  return (
    <>
      {bay !== '' && <small>{bay}</small>}
      {number}
    </>
  );
}

/** One patient in a line. It is drawn again when something of it changes, not with every line of the board. */
export const BoardRow = memo(function BoardRow(props: RowParts) {
  const { row, today, open } = props;
  const reference = useReference();
  const wait = waitOf(row, today, reference);
  const changed = props.news === undefined ? '' : ' app-row--changed';
  const waits = props.waiting === null ? '' : ' app-row--waiting';
  const bay = props.bayEnds ? ' app-row--bay' : '';
  return (
    <tr className={`app-row${changed}${waits}${bay}${open ? ' app-row--open' : ''}`}>
      <th scope="row" className="app-bed">
        <BedName bed={row.bed} />
      </th>
      <td className={row.patient.similarName ? 'app-who app-who--similar' : 'app-who'}>
        <PatientName row={row} />
        <span className="app-second">
          <TimeIn row={row} words />
        </span>
      </td>
      <StayLength row={row} />
      <td className="app-today">
        <MarkButton {...props} reason={wait.reason} />
      </td>
      <td className="app-waits">
        <Notes {...props}>
          {wait.reason !== null && (
            <Fit words={wait.reason} quiet={wait.carried}>
              {wait.carried && <small> carried over</small>}
            </Fit>
          )}
        </Notes>
        {wait.reason !== null && (
          <span className="app-second">
            {[wait.owner, redFor(wait.since)].filter(Boolean).join(', ')}
          </span>
        )}
      </td>
      <td className="app-wide app-number app-red-since">{wait.since}</td>
      <td className="app-wide app-who-acts">
        <Fit words={wait.owner} />
      </td>
      <td className="app-expected">
        <Expected row={row} today={today} />
        <span className="app-second">{checksInWords(row, props.checks)}</span>
      </td>
      <td className="app-home-cell">
        <HomeToday today={row.today} />
      </td>
      <CheckCells row={row} checks={props.checks} />
      <td className="app-delays">
        <Delays row={row} today={today} reference={reference} />
      </td>
      <td className="app-action-cell">
        <NextAction row={row} today={today} now={props.now} />
      </td>
    </tr>
  );
});

/** Days and their band, or hours, which take the room of both. */
function StayLength({ row }: { readonly row: Row }) {
  if (countsHours(row.kind))
    return (
      <td className="app-wide app-number app-stay-days app-stay-hours" colSpan={2}>
        <TimeIn row={row} />
      </td>
    );
  return (
    <>
      <td className="app-wide app-number app-stay-days">
        <TimeIn row={row} />
      </td>
      <td className="app-wide app-stay-length">
        <BandTag band={row.band} />
      </td>
    </>
  );
}

/** Words longer than this are set smaller, in two lines. */
const ONE_LINE = 18;
/** The same for names, which are capitals and bold; the sign of a similar name takes room from them. */
const NAME = 20;
const NAME_BESIDE_SIGN = 14;

/** Words that a cell shows whole: long ones in two small lines, where a row has one. */
function Fit(props: {
  readonly words: string;
  readonly quiet?: boolean;
  readonly children?: ReactNode;
}) {
  const { words, quiet = false, children } = props;
  const long = words.length + (children ? ONE_LINE : 0) > ONE_LINE ? ' app-fit--long' : '';
  return (
    <span className={`app-fit${long}${quiet ? ' app-quiet' : ''}`}>
      {words}
      {children}
    </span>
  );
}

/** The red run is the patient's, whatever the reason of today. */
function redFor(since: string): string {
  return since === '' ? '' : `red ${since}`;
}

/** The mark of the day: pressed, it opens the patient's panel. */
function MarkButton(props: RowParts & { readonly reason: string | null }) {
  const { row, open, roundDue, colours } = props;
  return (
    <button
      type="button"
      className="app-mark-button"
      data-stay={row.stay}
      aria-expanded={open}
      {...(open ? { 'aria-controls': props.panelId } : {})}
      onClick={() => props.toggle(row.stay)}
    >
      <span className="app-hidden">
        Bed {row.bed ?? 'not known'}, {row.patient.displayName || 'name not shown'}:
      </span>{' '}
      {props.waitingMark && !props.sendingNow ? (
        <WaitingMark mark={props.waitingMark} />
      ) : (
        <TodayWords row={row} roundDue={roundDue} colours={colours} />
      )}
      <span className="app-hidden">
        {!countsHours(row.kind) && spokenAfter(row.day, props.reason, roundDue)}
      </span>
    </button>
  );
}

function PatientName({ row }: { readonly row: Row }) {
  const { displayName, age, similarName } = row.patient;
  const name = displayName || 'Name not shown';
  const long = name.length > (similarName ? NAME_BESIDE_SIGN : NAME) ? ' app-fit--long' : '';
  return (
    <>
      <span className={`app-fit${long}`}>
        <b>{name}</b>
        {age !== undefined && ` ${age}`}
      </span>
      {similarName && <SimilarName />}
    </>
  );
}

/** A mark that was made here and has not been sent: dashes, and the word for it. */
function WaitingMark({ mark }: { readonly mark: NonNullable<Command['mark']> }) {
  const look = lookOf(mark.colour, 'planned');
  return (
    <>
      <span className="app-mark-waiting">
        <Mark look={look} />
      </span>
      <span className="app-mark-word">
        <b>{look.word}</b> <small>Waiting to send</small>
      </span>
    </>
  );
}

function TodayWords({ row, roundDue, colours }: Pick<RowParts, 'row' | 'roundDue' | 'colours'>) {
  const look = markLook(row.day);
  // What was marked before the ward stopped is shown; the head of the board says why nobody marks.
  if (countsHours(row.kind) || (!colours && look.sure === null))
    return <span className="app-open-words">Open</span>;
  if (look.sure === null && !roundDue) return <span className="app-quiet">Not due today</span>;
  return (
    <>
      <Mark look={look} />
      <MarkWords look={look} />
    </>
  );
}

/** How long the patient is in: days and their band, or hours on a ward that counts those. */
function TimeIn({ row, words = false }: { readonly row: Row; readonly words?: boolean }) {
  if (countsHours(row.kind)) return <HoursIn since={row.admittedAt} />;
  if (!words) return row.losDays;
  return (
    <>
      {row.losDays} {row.losDays === 1 ? 'day' : 'days'} <BandTag band={row.band} />
    </>
  );
}

/** News and what waits to be sent stand where the eye is: beside the mark. */
function Notes(props: RowParts & { readonly children: ReactNode }) {
  const reference = useReference();
  const { news, waiting } = props;
  if (waiting !== null)
    return (
      <span className="app-tag app-tag--ink">
        {props.sendingNow ? 'Saving' : 'Waiting to send'}: {waiting}
      </span>
    );
  return (
    <>
      {props.troubled && <span className="app-tag">Not kept: look again</span>}
      {props.row.gone !== null && <span className="app-tag app-tag--ink">Gone? Confirm</span>}
      {props.row.away !== null && <span className="app-tag">On leave</span>}
      {props.children}
      {news !== undefined && (
        <span className="app-tag app-tag--wash">{newsWords(news, reference)}</span>
      )}
    </>
  );
}

export function newsWords(news: News, reference: Pick<Reference, 'person'>): string {
  if (news.what === 'arrived') return 'New on the board';
  if (news.at === null) return 'Changed just now';
  const by = news.by === null ? '' : `, ${reference.person(news.by)}`;
  return `Changed ${clockTime(news.at)}${by}`;
}

interface Wait {
  readonly reason: string | null;
  readonly carried: boolean;
  readonly since: string;
  readonly owner: string;
}

function waitOf(row: Row, today: LocalDate, reference: Reference): Wait {
  const { day } = row;
  if (day.constraint === null || day.colour !== 'red')
    return { reason: null, carried: false, since: '', owner: '' };
  const entry = listOn(reference.lists, 'red-constraints', day.redSince ?? today)?.reasons.find(
    (reason) => reason.code === day.constraint,
  );
  // What only the council of residence can move names no owner in the list: the patient tells which.
  const council = entry?.attribution === 'la' ? row.responsibleAuthority : null;
  const owner = judgementOf(day)?.owner ?? entry?.owner ?? council;
  return {
    reason: reference.reason('red-constraints', day.constraint, today),
    carried: day.carriedOver,
    since: day.redSince === null ? '' : spanSince(day.redSince, today),
    owner: owner === null ? 'Nobody is named' : reference.owner(owner),
  };
}

function Expected({ row, today }: { readonly row: Row; readonly today: LocalDate }) {
  if (row.expectedDischargeDate === null) return <span className="app-quiet">No date</span>;
  return (
    <>
      {shortDay(row.expectedDischargeDate, today)}{' '}
      <span className="app-quiet">{slip(row.expectedDischargeDate, today)}</span>
    </>
  );
}

function Delays(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly reference: Reference;
}) {
  const { row, today, reference } = props;
  const main = row.delays.find((delay) => delay.primary) ?? row.delays[0];
  if (main === undefined) return null;
  const since = londonDate(main.since);
  return (
    <Fit words={reference.reason(main.list, main.reason, since)}>
      <span className="app-quiet">
        {' '}
        {spanSince(since, today)}
        {row.delays.length > 1 && `, and ${row.delays.length - 1} more`}
      </span>
    </Fit>
  );
}

/** A bed of the ward with nobody in it; who may, puts a patient there. */
export function EmptyRow(props: {
  readonly bed: string;
  readonly bayEnds: boolean;
  readonly columns: number;
  readonly add: (() => void) | null;
}) {
  const { bed, bayEnds, add } = props;
  return (
    <tr className={`app-row app-row--empty${bayEnds ? ' app-row--bay' : ''}`}>
      <th scope="row" className="app-bed">
        <BedName bed={bed} />
      </th>
      <td colSpan={props.columns} className="app-quiet">
        <span className="app-empty-bed">
          Empty bed
          {add !== null && (
            <button type="button" className="app-add-patient" data-bed={bed} onClick={add}>
              Add a patient<span className="app-hidden"> to bed {bed}</span>
            </button>
          )}
        </span>
      </td>
    </tr>
  );
}
