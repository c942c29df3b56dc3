import { Link } from 'wouter';
import type { WardCounts } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine, useSystemFeed } from '../live/use-live.js';
import { Mark } from '../parts/mark.js';
import { Reading, Refused } from '../parts/state-page.js';
import { mayOpen } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { clockTime, fullDay } from '../words/dates.js';
import { UNREVIEWED, lookOf } from '../words/mark.js';
import { bySite, shown, totalsOf, words } from './totals.js';
import type { Shown, SiteGroup, Totals } from './totals.js';

/** Every ward's counts by site, live. Numbers only: this screen is projected. */
export function SystemScreen() {
  const { body, refusal } = useSystemFeed();
  const line = useLine();
  const session = useSession();
  useTitle('System');
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what="the counts of every ward" />;
  const totals = totalsOf(body.items);
  const due = body.items.filter((item) => item.roundDue);
  const begun = due.filter(
    (item) => item.lastMarkAt !== null || item.red !== 0 || item.green !== 0,
  );
  return (
    <div className="app-system">
      <div className="app-title">
        <h1>System</h1>
        <p>
          {fullDay(body.date)}. {begun.length} of {due.length} wards with a round due have begun it.
        </p>
      </div>
      {line.state === 'not-live' ? <NotLiveBanner /> : <SystemStrip totals={totals} />}
      {session.sees === 'suppressed-counts' && (
        <p className="app-inside app-quiet">
          Numbers from 1 to 7 are shown as 1–7, others to the nearest 5, so that nobody can be known
          from them. A sum with hidden parts is shown as a range.
        </p>
      )}
      <div className="app-scroll" tabIndex={0} role="region" aria-label="Counts by ward">
        <table className="app-table app-system-table">
          <caption className="app-hidden">Counts of every ward by site</caption>
          <thead>
            <tr>
              <th scope="col">Ward</th>
              <th scope="col">Beds open</th>
              <th scope="col">Patients</th>
              <th scope="col">Red</th>
              <th scope="col">Green</th>
              <th scope="col">Not reviewed</th>
              <th scope="col">Delayed</th>
              <th scope="col">7+ days</th>
              <th scope="col">21+ days</th>
              <th scope="col">Last mark</th>
            </tr>
          </thead>
          {bySite(body.items).map((group) => (
            <Site key={`${group.organisation} ${group.site}`} group={group} />
          ))}
          <tbody>
            <TotalRow name={`All ${totals.wards} wards`} totals={totals} />
          </tbody>
        </table>
      </div>
    </div>
  );
}

function SystemStrip({ totals }: { readonly totals: Totals }) {
  return (
    <div className="app-counts" role="group" aria-label="Counts of the system">
      <span className="app-count">
        <strong>{words(totals.occupied)}</strong> patients in {words(totals.openBeds)} beds
      </span>
      <span className="app-count">
        <Mark look={lookOf('red', 'planned')} /> <strong>{words(totals.red)}</strong> red
      </span>
      <span className="app-count">
        <Mark look={lookOf('green', 'planned')} /> <strong>{words(totals.green)}</strong> green
      </span>
      <span className="app-count">
        <Mark look={UNREVIEWED} /> <strong>{words(totals.unreviewed)}</strong> not reviewed
      </span>
      <span className="app-count">
        <strong>{words(totals.delayed)}</strong> delayed
      </span>
      <span className="app-count">
        <strong>{words(totals.over20)}</strong> in 21+ days
      </span>
    </div>
  );
}

function Site({ group }: { readonly group: SiteGroup }) {
  const reference = useReference();
  const name = reference.site(group.site);
  return (
    <tbody>
      <tr className="app-group">
        <th scope="colgroup" colSpan={10}>
          {name} <small>{reference.organisation(group.organisation)}</small>
        </th>
      </tr>
      {group.items.map((item) => (
        <WardRow key={item.ward} item={item} />
      ))}
      <TotalRow
        name={`${name}, ${group.totals.wards} ${group.totals.wards === 1 ? 'ward' : 'wards'}`}
        totals={group.totals}
      />
    </tbody>
  );
}

function WardRow({ item }: { readonly item: WardCounts }) {
  const session = useSession();
  const opens = mayOpen(session, item);
  return (
    <tr>
      <th scope="row">
        {opens ? (
          <Link href={`/wards/${encodeURIComponent(item.ward)}`}>{item.name}</Link>
        ) : (
          item.name
        )}
      </th>
      <td>{item.openBeds}</td>
      <td>{words(shown(item.occupied))}</td>
      {item.roundDue ? (
        <>
          <td>{words(shown(item.red))}</td>
          <td>{words(shown(item.green))}</td>
          <td>{words(shown(item.unreviewed))}</td>
        </>
      ) : (
        <td colSpan={3} className="app-quiet app-none-due">
          no round due today
        </td>
      )}
      <td>{words(shown(item.delayed))}</td>
      <td>{words(shown(item.over6))}</td>
      <td>{words(shown(item.over20))}</td>
      <td>{item.lastMarkAt === null ? '' : clockTime(item.lastMarkAt)}</td>
    </tr>
  );
}

function TotalRow({ name, totals }: { readonly name: string; readonly totals: Totals }) {
  const due = (cell: Shown) => (totals.due === 0 ? '' : words(cell));
  const cells = [
    words(totals.openBeds),
    words(totals.occupied),
    due(totals.red),
    due(totals.green),
    due(totals.unreviewed),
    words(totals.delayed),
    words(totals.over6),
    words(totals.over20),
  ];
  return (
    <tr className="app-total">
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={index}>{cell}</td>
      ))}
      <td />
    </tr>
  );
}
