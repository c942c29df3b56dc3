import type { MouseEvent } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { TrendStay, TrendStays } from '#contracts';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { mayOpen } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { useTitle } from '../shell/shell.js';
import { dayAndMonth } from '../words/dates.js';
import { filterWords } from './stays-words.js';

/** The stays behind a number of the weekly page, most days first. */
export function WeeklyStaysScreen() {
  const [search] = useSearchParams();
  const query = new URLSearchParams(search);
  const series = query.get('series') === 'red-days' ? 'red-days' : 'delayed-days';
  query.delete('series');
  const { again, ...loaded } = useGet<TrendStays>(`/trends/${series}/stays?${query.toString()}`);
  const reference = useReference();
  useTitle('Stays behind a number');
  if (loaded.state === 'loading') return <Reading what="the stays" />;
  if (loaded.state === 'unreached')
    return <LoadFailed what="The stays" error={null} again={again} />;
  if (loaded.state === 'refused' && loaded.status === 400) return <NoSuchNumber />;
  if (loaded.state === 'refused')
    return loaded.status === 403 ? (
      <Refused code={loaded.error.code} />
    ) : (
      <LoadFailed what="The stays" error={loaded.error} again={again} />
    );
  const { items, more } = loaded.value;
  const days = items.reduce((sum, item) => sum + item.days, 0);
  const of = filterWords(query, reference);
  const colour = query.get('colour') ?? 'red';
  const kind =
    series === 'delayed-days' ? 'delayed' : colour === 'unreviewed' ? 'unreviewed' : colour;
  return (
    <div className="app-weekly">
      <h1>
        {items.length} {items.length === 1 ? 'stay' : 'stays'}, {days} {kind}{' '}
        {days === 1 ? 'day' : 'days'}
      </h1>
      <p className="app-quiet">
        {of.length > 0 && <b>Only {of.join(', ')}. </b>}
        {dayAndMonth(query.get('from') ?? '')} to {dayAndMonth(query.get('to') ?? '')}, most days
        first. {more ? 'There are more: narrow the choice to see all.' : ''}
      </p>
      <p>
        <Link href={`/weekly?week=${encodeURIComponent(query.get('from') ?? '')}`} onClick={goBack}>
          Back to the week
        </Link>
      </p>
      {items.some(({ patient }) => patient.displayName === '') && (
        <p className="app-quiet">
          Names are not shown to you: a stay is named by its number, and the ward can find it by
          that.
        </p>
      )}
      {items.length > 0 && <StaysTable items={items} />}
    </div>
  );
}

/** An address that was typed or cut short asks for no number of the page. */
function NoSuchNumber() {
  return (
    <div className="app-page">
      <h1>This address names no number of the weekly page</h1>
      <p className="app-lede">Open the weekly page and press a number to see its stays.</p>
      <p>
        <Link href="/weekly">Open the weekly page</Link>
      </p>
    </div>
  );
}

/** Whoever came from the page goes back to it as it was, filters and place; the link serves the others. */
function goBack(event: MouseEvent): void {
  if (window.history.length < 2) return;
  event.preventDefault();
  window.history.back();
}

function StaysTable({ items }: { readonly items: readonly TrendStay[] }) {
  const reference = useReference();
  const session = useSession();
  return (
    <div className="app-figure-table" tabIndex={0} role="group" aria-label="Stays">
      <table>
        <thead>
          <tr>
            {['Patient', 'Ward', 'Days', 'First', 'Last'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.stay}>
              <th scope="row">{item.patient.displayName || `Stay ${item.stay}`}</th>
              <td>
                {mayOpen(session, item) ? (
                  <Link href={`/wards/${encodeURIComponent(item.ward)}`}>
                    {reference.ward(item.ward)}
                  </Link>
                ) : (
                  reference.ward(item.ward)
                )}
              </td>
              <td>{item.days}</td>
              <td>{dayAndMonth(item.first)}</td>
              <td>{dayAndMonth(item.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
