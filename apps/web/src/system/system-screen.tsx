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
import { byOrganisation, shown, totalsOf, words } from './totals.js';
import type { OrganisationGroup, Shown, SiteGroup, Totals } from './totals.js';

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
          {fullDay(body.date)}. From {begun.length} of {due.length} wards with a round due
          {begun.length < due.length && '; the others have not begun, and their days count as red'}.
        </p>
      </div>
      {line.state === 'not-live' ? <NotLiveBanner /> : <SystemStrip totals={totals} />}
      {session.sees === 'suppressed-counts' && (
        <p className="app-inside app-quiet">
          Numbers from 1 to 7 are shown as 1–7, others to the nearest 5, so that nobody can be known
          from them. A sum with hidden parts is shown as a range.
        </p>
      )}
      <div className="app-organisations">
        {byOrganisation(body.items).map((group) => (
          <Organisation key={group.organisation} group={group} />
        ))}
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
        <strong>{words(totals.over6)}</strong> in 7+ days, <strong>{words(totals.over20)}</strong>{' '}
        of them 21+
      </span>
    </div>
  );
}

const COLUMNS = [
  'Beds',
  'Patients',
  'Red',
  'Green',
  'Not reviewed',
  'Delayed',
  '7+ days',
  '21+ days',
  'Last mark',
];

function Organisation({ group }: { readonly group: OrganisationGroup }) {
  const reference = useReference();
  const name = reference.organisation(group.organisation);
  return (
    <section className="app-scroll" tabIndex={0} aria-label={`Counts of ${name}`}>
      <table className="app-table app-system-table">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">Ward</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {group.sites.map((site) => (
          <Site key={site.site} group={site} />
        ))}
        {group.sites.length > 1 && (
          <tbody>
            <TotalRow name={`All ${group.totals.wards} wards`} totals={group.totals} />
          </tbody>
        )}
      </table>
    </section>
  );
}

function Site({ group }: { readonly group: SiteGroup }) {
  const reference = useReference();
  const { wards } = group.totals;
  return (
    <tbody>
      <tr className="app-group">
        <th scope="colgroup" colSpan={COLUMNS.length + 1}>
          {reference.site(group.site)}
        </th>
      </tr>
      {group.items.map((item) => (
        <WardRow key={item.ward} item={item} />
      ))}
      {wards > 1 && <TotalRow name={`${wards} wards`} totals={group.totals} />}
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
