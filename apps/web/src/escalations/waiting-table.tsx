import { useState } from 'react';
import { Link } from 'wouter';
import { epochMs, londonDate } from '#domain';
import type { EscalationItem, InstantText, LocalDate } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { SimilarName } from '../parts/similar-name.js';
import { mayOpen } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { moment, shortDay, spanSince } from '../words/dates.js';
import { attributionWords } from '../words/history.js';
import { byOwner } from './filters.js';
import type { OwnerGroup } from './filters.js';
import type { NewsOf, SinceThen } from './last-look.js';

/** The longest waits of each who must act fill the screen at once; the rest come when asked for. */
const SHOWN_EACH = 10;
const COLUMNS = 6;

interface TableParts {
  readonly today: LocalDate;
  readonly since: SinceThen;
}

export function WaitingTable(props: TableParts & { readonly items: readonly EscalationItem[] }) {
  return (
    <table className="app-table app-waiting-table">
      <caption className="app-hidden">Who waits, longest first, by who must act</caption>
      <thead>
        <tr>
          <th scope="col">Patient, where</th>
          <th scope="col">Waiting for</th>
          <th scope="col" className="app-number">
            Waits
          </th>
          <th scope="col">Why it is here</th>
          <th scope="col">Due</th>
          <th scope="col">News</th>
        </tr>
      </thead>
      {byOwner(props.items).map((group) => (
        <Group key={group.owner} group={group} today={props.today} since={props.since} />
      ))}
    </table>
  );
}

function Group({ group, today, since }: TableParts & { readonly group: OwnerGroup }) {
  const [all, setAll] = useState(false);
  const shown = all ? group.items : group.items.slice(0, SHOWN_EACH);
  const more = group.items.length - shown.length;
  const oldest = group.items.reduce((a, b) => (b.since < a ? b.since : a), today);
  return (
    <tbody>
      <tr className="app-group">
        <th scope="colgroup" colSpan={COLUMNS}>
          {group.name ?? 'Nobody is named'}{' '}
          <span className="app-plain">
            {group.items.length} waiting, oldest {spanSince(oldest, today)}
          </span>
        </th>
      </tr>
      {shown.map((item) => (
        <WaitingRow key={item.id} item={item} today={today} news={since.news(item)} />
      ))}
      {more > 0 && (
        <tr>
          <td colSpan={COLUMNS}>
            <button type="button" className="app-button" onClick={() => setAll(true)}>
              Show {more} more<span className="app-hidden"> of {group.name ?? 'nobody named'}</span>
            </button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** When it is due; a time that has passed says so, as on the board. */
function Due({ at, today }: { readonly at: InstantText; readonly today: LocalDate }) {
  const { at: now } = useLine();
  const late = now !== null && epochMs(at) < epochMs(now);
  return (
    <>
      {moment(at, today, londonDate(at))}
      {late && <b>, late</b>}
    </>
  );
}

function WaitingRow(props: {
  readonly item: EscalationItem;
  readonly today: LocalDate;
  readonly news: NewsOf;
}) {
  const { item, today, news } = props;
  const reference = useReference();
  const session = useSession();
  const where = `${reference.ward(item.ward)}${item.bed === null ? '' : `, bed ${item.bed}`}`;
  const opens = mayOpen(session, item);
  return (
    <tr className={news === null ? undefined : 'app-waiting-news'}>
      <th scope="row">
        <b>{item.patient.displayName || 'Name not shown'}</b>{' '}
        {item.patient.age !== undefined && <span className="app-plain">{item.patient.age}</span>}
        {item.patient.similarName && <SimilarName />}
        <small>
          {opens ? <Link href={`/wards/${encodeURIComponent(item.ward)}`}>{where}</Link> : where}
        </small>
      </th>
      <td>
        {item.waitsFor.name}
        {item.attribution !== null && (
          <small>
            put down to {attributionWords(item.attribution)}, {item.state}
          </small>
        )}
      </td>
      <td className="app-number">
        <b>{spanSince(item.since, today)}</b>
        {item.since !== today && (
          <small>
            {item.kind === 'delay' ? 'since' : 'red since'} {shortDay(item.since, today)}
          </small>
        )}
      </td>
      <td>
        <span className="app-tag">{item.kind === 'delay' ? 'Delayed' : 'Red'}</span>
        <small>{item.why}</small>
      </td>
      <td>{item.due !== null && <Due at={item.due} today={today} />}</td>
      <td>
        {news !== null && (
          <span className={news === 'new' ? 'app-tag app-tag--wash' : 'app-tag'}>
            {news === 'new' ? 'New' : 'Changed'}
          </span>
        )}
      </td>
    </tr>
  );
}
