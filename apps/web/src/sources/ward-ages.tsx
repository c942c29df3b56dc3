import { useState } from 'react';
import { Link } from 'wouter';
import { londonDate } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { moment } from '../words/dates.js';
import type { WardAge } from './source-rows.js';

/** Of many wards the oldest are what matters; the rest is a press away. */
const SHOWN_FIRST = 12;

/** When each ward was last spoken of, the oldest news on top. */
export function WardAges({ ages }: { readonly ages: readonly WardAge[] }) {
  const line = useLine();
  const [all, setAll] = useState(false);
  const { wards } = useReference();
  if (ages.length === 0) return null;
  const heard = new Set(ages.map(({ ward }) => ward));
  const unheard = wards.filter(({ code }) => !heard.has(code)).length;
  const quiet = ages.filter((one) => one.quiet).length;
  const shown = all ? ages : ages.slice(0, SHOWN_FIRST);
  return (
    <section className="app-ward-ages" aria-labelledby="ward-ages">
      <h2 id="ward-ages">Ward by ward</h2>
      <p>
        {quiet === 0
          ? 'None of these has gone quiet.'
          : `${quiet} of ${ages.length} ${ages.length === 1 ? 'ward has' : 'wards have'} gone quiet. The oldest news is on top.`}
      </p>
      {unheard > 0 && (
        <p>
          {unheard === 1 ? '1 ward has' : `${unheard} wards have`} no feed: only what is said by
          hand is known of {unheard === 1 ? 'it' : 'them'}.
        </p>
      )}
      <ul className="app-ages">
        {shown.map(({ ward, name, source, lastAt, quiet: silent }) => (
          <li key={ward} className={silent ? 'app-age app-age--quiet' : 'app-age'}>
            <span>
              <Link href={`/wards/${encodeURIComponent(ward)}`}>{name}</Link>
              <small>
                {silent ? 'Quiet since' : 'Last news'}{' '}
                {moment(lastAt, londonDate(line.at ?? lastAt), londonDate(lastAt))}, {source}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {ages.length > shown.length && (
        <button type="button" className="app-button" onClick={() => setAll(true)}>
          Show all {ages.length} wards
        </button>
      )}
    </section>
  );
}
