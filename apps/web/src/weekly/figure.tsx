import { Children, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LocalDate } from '#domain';
import type { Loaded } from '../api/use-get.js';
import { mayOpenWaiting } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { dayAndMonth } from '../words/dates.js';
import { isPhone } from './frame.js';
import { count, isWhole } from './words.js';
import type { Span } from './words.js';

/** One figure: its finding, chart and table, the sentence to copy, its file, and what counts. */
export function Figure<T>(props: {
  readonly loaded: Loaded<T> & { readonly again: () => void };
  readonly what: string;
  readonly csv: string;
  readonly counts: string;
  readonly children: (value: T) => {
    readonly title: string;
    readonly under: string;
    readonly body: ReactNode;
  };
}) {
  const { loaded, what } = props;
  if (loaded.state === 'loading')
    return (
      <section className="app-figure" aria-busy="true">
        <h2>{what}</h2>
        <p role="status">Reading {what.toLowerCase()}</p>
      </section>
    );
  if (loaded.state !== 'ready')
    return (
      <section className="app-figure">
        <h2>{what} cannot be shown just now</h2>
        <p className="app-problem">
          {loaded.state === 'refused'
            ? loaded.error.message
            : 'The service cannot be reached from here.'}{' '}
          Nothing you marked is lost.{' '}
          <button type="button" className="app-button" onClick={loaded.again}>
            Try again
          </button>
        </p>
      </section>
    );
  const { title, under, body } = props.children(loaded.value);
  return (
    <section className="app-figure" aria-label={title}>
      <h2>{title}</h2>
      <p className="app-quiet">{under}</p>
      {body}
      <div className="app-figure-acts">
        <Copy sentence={`${title}. ${under}`} />
        <a className="app-button" href={`/api${props.csv}&format=csv`} download>
          CSV
        </a>
        <details>
          <summary>What counts</summary>
          <p>{props.counts}</p>
          <p>
            A number that is a link opens to its stays. A share is of many stays and opens to none;
            nor does a number that is hidden, or for whoever may see no stays.
          </p>
        </details>
      </div>
    </section>
  );
}

function Copy({ sentence }: { readonly sentence: string }) {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard
      .writeText(sentence)
      .then(() => setSaid('Copied'))
      .catch(() => setSaid('This browser does not let a page copy'));
  return (
    <>
      <button type="button" className="app-button" onClick={() => void copy()}>
        Copy the sentence
      </button>
      <span role="status">{said}</span>
    </>
  );
}

/** A number that opens to its stays, for those who may see rows at all. */
export function Count(props: {
  readonly value: number | null;
  readonly href: string;
  readonly of: string;
}) {
  const session = useSession();
  const words = count(props.value);
  if (!mayOpenWaiting(session) || props.value === null || props.value === 0) return <>{words}</>;
  return (
    <Link href={props.href} aria-label={`${words}, ${props.of}: open the stays`}>
      {words}
    </Link>
  );
}

/** A week by its Monday; one whose days are not all closed says that it is a part. */
export function WeekName({ week, span }: { readonly week: LocalDate; readonly span: Span }) {
  return (
    <>
      {dayAndMonth(week)}
      {!isWhole(week, span) && <small className="app-part">part of the week</small>}
    </>
  );
}

/** A table that scrolls within itself where it is wider than the window; folded where it would fill a phone. */
export function FigureTable(props: {
  readonly caption: string;
  readonly head: readonly string[];
  /** Rows before the whole table is asked for. */
  readonly most?: number;
  readonly children: ReactNode;
}) {
  const rows = Children.toArray(props.children);
  const most = props.most ?? rows.length;
  const [whole, setWhole] = useState(false);
  const [open, setOpen] = useState(() => !isPhone());
  return (
    <details
      className="app-figure-fold"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        Table<span className="app-hidden">: {props.caption}</span>
      </summary>
      <div
        className="app-figure-table"
        tabIndex={0}
        role="group"
        aria-label={`Table: ${props.caption}`}
      >
        <table>
          <caption className="app-hidden">{props.caption}</caption>
          <thead>
            <tr>
              {props.head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{whole ? rows : rows.slice(0, most)}</tbody>
        </table>
      </div>
      {rows.length > most && (
        <button
          type="button"
          className="app-button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Fewer rows' : `Whole table, ${rows.length} rows`}
        </button>
      )}
    </details>
  );
}
