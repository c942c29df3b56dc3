import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Loaded } from '../api/use-get.js';
import { mayOpenWaiting } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { count } from './words.js';

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

/** A table that scrolls within itself where it is wider than the window. */
export function FigureTable(props: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly children: ReactNode;
}) {
  return (
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
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}
