import { useId, useState } from 'react';
import { useSearchParams } from 'wouter';
import { TextInput } from 'nhsuk-react-components';
import { londonDate } from '#domain';
import type { EscalationItem, LocalDate } from '#domain';
import type { Escalations } from '#contracts';
import { useReference } from '../api/reference.js';
import type { Reference } from '../api/reference.js';
import { useEscalationsFeed } from '../live/use-live.js';
import { Choice } from '../parts/choice.js';
import { Reading, Refused } from '../parts/state-page.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { moment } from '../words/dates.js';
import { AGES, NOBODY, choicesOf, filtered, filtersOf, levelWords } from './filters.js';
import type { Filters } from './filters.js';
import { sinceThen, useLastLook } from './last-look.js';
import type { LastLook, SinceThen } from './last-look.js';
import { WaitingTable } from './waiting-table.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Everything that somebody must move, longest first; the address keeps what it is narrowed to. */
export function EscalationsScreen() {
  const { body, refusal } = useEscalationsFeed();
  useTitle('Waiting list');
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what="the waiting list" />;
  return <WaitingList list={body} />;
}

function WaitingList({ list }: { readonly list: Escalations }) {
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const [onlyNews, setOnlyNews] = useState(false);
  const { look, seen } = useLastLook(session.person, list);
  const since = sinceThen(list.items, look);
  const filters = filtersOf(search);
  const passing = filtered(list.items, filters, list.date);
  const items = onlyNews ? passing.filter((item) => since.news(item) !== null) : passing;
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
      <SinceBar
        look={look}
        since={since}
        today={list.date}
        only={onlyNews}
        show={setOnlyNews}
        seen={() => {
          setOnlyNews(false);
          seen();
        }}
      />
      <div className="app-waiting">
        <FilterBar
          items={list.items}
          today={list.date}
          filters={filters}
          choose={choose}
          clear={() => setSearch(new URLSearchParams())}
        />
        <div className="app-waiting-main">
          <div className="app-title">
            <h1>{items.length} waiting for someone to act</h1>
            <p>
              {delayed} delayed, {items.length - delayed} red. Longest first, by who must act.
            </p>
          </div>
          <WaitingTable items={items} today={list.date} since={since} />
          {items.length === 0 && (
            <p className="app-inside">
              {list.items.length === 0
                ? 'Nobody waits for anyone here.'
                : 'Nobody waits who fits these choices.'}
            </p>
          )}
        </div>
      </div>
    </>
  );
}

/** What is new, changed and gone since this person last said "seen" on this device. */
function SinceBar(props: {
  readonly look: LastLook;
  readonly since: SinceThen;
  readonly today: LocalDate;
  readonly only: boolean;
  readonly show: (only: boolean) => void;
  readonly seen: () => void;
}) {
  const { look, since, only } = props;
  const quiet = since.fresh + since.changed + since.gone === 0;
  return (
    <div className="app-since" role="status">
      <b>Since you last looked here, {moment(look.at, props.today, londonDate(look.at))}</b>
      {quiet ? (
        <span>nothing changed</span>
      ) : (
        <>
          <span>
            <strong>{since.fresh}</strong> new
          </span>
          <span>
            <strong>{since.changed}</strong> changed
          </span>
          <span>
            <strong>{since.gone}</strong> left the list
          </span>
          <button
            type="button"
            className="app-button"
            aria-pressed={only}
            onClick={() => props.show(!only)}
          >
            {only ? 'Show all' : 'Show only these'}
          </button>
          <button type="button" className="app-button" onClick={props.seen}>
            Mark as seen
          </button>
        </>
      )}
    </div>
  );
}

function FilterBar(props: {
  readonly items: readonly EscalationItem[];
  readonly today: LocalDate;
  readonly filters: Filters;
  readonly choose: (name: keyof Filters, value: string) => void;
  readonly clear: () => void;
}) {
  const { items, filters, choose, today } = props;
  const reference = useReference();
  const names = filterNames(items, reference);
  // Where every wait stands at one level there is nothing to choose.
  const raised = filters.level !== '' || new Set(items.map(({ level }) => level)).size > 1;
  const [open, setOpen] = useState(false);
  const chosen = Object.values(filters).filter((value) => value !== '').length;
  return (
    <form
      className={open ? 'app-filters app-filters--open' : 'app-filters'}
      aria-label="Narrow the list"
      onSubmit={(e) => e.preventDefault()}
    >
      <button
        type="button"
        className="app-button app-filters-fold"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Filter{chosen > 0 && ` (${chosen} chosen)`}
      </button>
      <Words value={filters.text} choose={(value) => choose('text', value)} />
      {FILTERS.filter(([name]) => name !== 'level' || raised).map(([name, label]) => (
        <Choice
          key={name}
          label={label}
          value={filters[name]}
          all
          choose={(value) => choose(name, value)}
        >
          {choicesOf(items, filters, name, today)
            .map((choice) => ({ ...choice, words: names[name](choice.value) }))
            .sort((a, b) => collator.compare(a.words, b.words))
            .map(({ value, words, count }) => [value, `${words} (${count})`] as const)}
        </Choice>
      ))}
      <button type="button" className="app-button" disabled={chosen === 0} onClick={props.clear}>
        Show all
      </button>
    </form>
  );
}

const FILTERS = [
  ['owner', 'Who must act'],
  ['level', 'Level'],
  ['age', 'Waits'],
  ['authority', 'Council'],
  ['site', 'Site'],
  ['ward', 'Ward'],
  ['kind', 'Red or delayed'],
] as const;

/** Words to look for: a name, a ward, a wait. */
function Words(props: { readonly value: string; readonly choose: (value: string) => void }) {
  const id = useId();
  return (
    <TextInput
      id={id}
      type="search"
      label="Name, ward or wait"
      value={props.value}
      onChange={(event) => props.choose(event.currentTarget.value)}
    />
  );
}

function filterNames(items: readonly EscalationItem[], reference: Reference) {
  const owners = new Map(items.map((item) => [item.owner, item.ownerName] as const));
  return {
    owner: (code: string) =>
      code === NOBODY ? 'Nobody is named' : (owners.get(code) ?? reference.owner(code)),
    level: levelWords,
    age: (from: string) => AGES[from] ?? from,
    authority: reference.organisation,
    site: reference.site,
    ward: reference.ward,
    kind: (kind: string) => (kind === 'delay' ? 'Delayed' : 'Red'),
  };
}
