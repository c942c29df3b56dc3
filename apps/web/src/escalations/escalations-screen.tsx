import { useId, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Select } from 'nhsuk-react-components';
import { londonDate } from '#domain';
import type { EscalationItem, LocalDate } from '#domain';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { useEscalationsFeed } from '../live/use-live.js';
import { SimilarName } from '../parts/similar-name.js';
import { Reading, Refused } from '../parts/state-page.js';
import { mayOpen } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { moment, shortDay, spanSince } from '../words/dates.js';
import { attributionWords } from '../words/history.js';
import { NOBODY, choicesOf, filtered, filtersOf } from './filters.js';
import type { Filters } from './filters.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Everything that somebody must move, longest first; the address keeps what it is narrowed to. */
export function EscalationsScreen() {
  const { body, refusal } = useEscalationsFeed();
  const [search, setSearch] = useSearchParams();
  useTitle('Waiting list');
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what="the waiting list" />;
  const filters = filtersOf(search);
  const items = filtered(body.items, filters);
  const delayed = items.filter((item) => item.kind === 'delay').length;

  function choose(name: keyof Filters, value: string): void {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  }

  return (
    <>
      <NotLiveBanner />
      <div className="app-waiting">
        <FilterBar
          items={body.items}
          filters={filters}
          choose={choose}
          clear={() => setSearch(new URLSearchParams())}
        />
        <div className="app-waiting-main">
          <div className="app-title">
            <h1>{items.length} waiting for someone to act</h1>
            <p>
              {delayed} delayed, {items.length - delayed} red. Longest first.
            </p>
          </div>
          <WaitingTable items={items} today={body.date} />
          {items.length === 0 && (
            <p className="app-inside">
              {body.items.length === 0
                ? 'Nobody waits for anyone here.'
                : 'Nobody waits who fits these choices.'}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

function FilterBar(props: {
  readonly items: readonly EscalationItem[];
  readonly filters: Filters;
  readonly choose: (name: keyof Filters, value: string) => void;
  readonly clear: () => void;
}) {
  const { items, filters, choose } = props;
  const reference = useReference();
  const names = filterNames(items, reference);
  const none = Object.values(filters).every((value) => value === '');
  return (
    <form className="app-filters" aria-label="Narrow the list" onSubmit={(e) => e.preventDefault()}>
      {FILTERS.map(([name, label]) => (
        <Filter
          key={name}
          label={label}
          value={filters[name]}
          choices={choicesOf(items, filters, name)
            .map((choice) => ({ ...choice, words: names[name](choice.value) }))
            .sort((a, b) => collator.compare(a.words, b.words))}
          choose={(value) => choose(name, value)}
        />
      ))}
      <button type="button" className="app-button" disabled={none} onClick={props.clear}>
        Show all
      </button>
    </form>
  );
}

const FILTERS = [
  ['owner', 'Who must act'],
  ['site', 'Site'],
  ['ward', 'Ward'],
  ['kind', 'Red or delayed'],
] as const;

function filterNames(items: readonly EscalationItem[], reference: Reference) {
  const owners = new Map(items.map((item) => [item.owner, item.ownerName] as const));
  return {
    owner: (code: string) =>
      code === NOBODY ? 'Nobody is named' : (owners.get(code) ?? reference.owner(code)),
    site: reference.site,
    ward: reference.ward,
    kind: (kind: string) => (kind === 'delay' ? 'Delayed' : 'Red'),
  };
}

function Filter(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly {
    readonly value: string;
    readonly words: string;
    readonly count: number;
  }[];
  readonly choose: (value: string) => void;
}) {
  const id = useId();
  return (
    <Select
      id={id}
      label={props.label}
      value={props.value}
      onChange={(event) => props.choose(event.currentTarget.value)}
    >
      <Select.Option value="">All</Select.Option>
      {props.choices.map((choice) => (
        <Select.Option key={choice.value} value={choice.value}>
          {choice.words} ({choice.count})
        </Select.Option>
      ))}
    </Select>
  );
}

/** The longest waits fill the screen at once; the rest come when asked for. */
const SHOWN_MAX = 100;

function WaitingTable(props: {
  readonly items: readonly EscalationItem[];
  readonly today: LocalDate;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? props.items : props.items.slice(0, SHOWN_MAX);
  const more = props.items.length - shown.length;
  return (
    <>
      <table className="app-table app-waiting-table">
        <caption className="app-hidden">Who waits, longest first</caption>
        <thead>
          <tr>
            <th scope="col">Patient, where</th>
            <th scope="col">Waiting for</th>
            <th scope="col">Who must act</th>
            <th scope="col" className="app-number">
              Waits
            </th>
            <th scope="col">Why it is here</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <WaitingRow key={item.id} item={item} today={props.today} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="app-inside">
          <button type="button" className="app-button" onClick={() => setAll(true)}>
            Show {more} more
          </button>
        </p>
      )}
    </>
  );
}

function WaitingRow({ item, today }: { readonly item: EscalationItem; readonly today: LocalDate }) {
  const reference = useReference();
  const session = useSession();
  const where = `${reference.ward(item.ward)}${item.bed === null ? '' : `, bed ${item.bed}`}`;
  const opens = mayOpen(session, item);
  return (
    <tr>
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
      <td>{item.ownerName ?? <span className="app-quiet">Nobody is named</span>}</td>
      <td className="app-number">
        <b>{spanSince(item.since, today)}</b>
        {item.since !== today && <small>since {shortDay(item.since, today)}</small>}
      </td>
      <td>
        <span className="app-tag">{item.kind === 'delay' ? 'Delayed' : 'Red'}</span>
        <small>{item.why}</small>
      </td>
      <td>{item.due === null ? '' : moment(item.due, today, londonDate(item.due))}</td>
    </tr>
  );
}
