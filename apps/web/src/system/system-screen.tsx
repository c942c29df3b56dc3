import { Link } from 'wouter';
import { londonDate } from '#domain';
import type { InstantText, LocalDate, WardCounts } from '#domain';
import { useReference } from '../api/reference.js';
import { useLine, useSystemFeed } from '../live/use-live.js';
import { Mark } from '../parts/mark.js';
import { Reading, Refused } from '../parts/state-page.js';
import { mayOpen } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { clockTime, fullDay, shortDay } from '../words/dates.js';
import { UNREVIEWED, lookOf } from '../words/mark.js';
import { byOrganisation, shown, totalsOf, words } from './totals.js';
import type { OrganisationGroup, Shown, SiteGroup, Totals } from './totals.js';
import { WhoMustAct } from './act-list.js';
import { hasBegun, roundsOf } from './who-must-act.js';
import '../styles/system.css';

/** Every ward's counts by site, live. Numbers only: this screen is projected. */
export function SystemScreen() {
  const { body, refusal } = useSystemFeed();
  const line = useLine();
  const session = useSession();
  useTitle('System');
  if (refusal !== null) return <Refused code={refusal} />;
  if (body === null) return <Reading what="the counts of every ward" />;
  const totals = totalsOf(body.items);
  const tellsWaits = body.items.some((item) => item.waiting !== null);
  const rounds = roundsOf(body.items);
  return (
    <div className="app-system">
      <div className="app-title">
        <h1>System</h1>
        <p>
          {fullDay(body.date)}. <Begun {...rounds} />
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
        {tellsWaits && <WhoMustAct picture={body} />}
        {byOrganisation(body.items).map((group) => (
          <Organisation key={group.organisation} group={group} today={body.date} />
        ))}
      </div>
    </div>
  );
}

/** How far the morning is: a ward has begun when a day of today is marked, whatever was said yesterday. */
function Begun({ due, begun }: { readonly due: number; readonly begun: number }) {
  if (due === 0) return 'No round is due today.';
  if (begun === 0)
    return `None of ${due} wards has begun its round; days that stay unmarked will count as red.`;
  if (begun === due) return `All ${due} wards with a round due have begun.`;
  const left = due - begun;
  const others = left === 1 ? '1 ward has not' : `${left} wards have not`;
  return `${begun} of ${due} wards with a round due have begun; ${others}, and days that stay unmarked will count as red.`;
}

function SystemStrip({ totals }: { readonly totals: Totals }) {
  return (
    <div className="app-counts" role="group" aria-label="Counts of the system">
      <span className="app-count">
        <strong>{words(totals.occupied)}</strong> patients in {words(totals.openBeds)} beds
      </span>
      <span className="app-count">
        <Mark look={lookOf('red', 'planned')} /> <strong>{words(totals.red)}</strong> red today
      </span>
      <span className="app-count">
        <Mark look={lookOf('green', 'planned')} /> <strong>{words(totals.green)}</strong> green
        today
      </span>
      <span className="app-count">
        <Mark look={UNREVIEWED} /> <strong>{words(totals.unreviewed)}</strong> not reviewed
      </span>
      <span className="app-count">
        <strong>{words(totals.delayed)}</strong> delayed
      </span>
      <span className="app-count">
        <strong>{words(totals.definite)}</strong> home today,{' '}
        <strong>{words(totals.potential)}</strong> perhaps
      </span>
      <span className="app-count">
        <strong>{words(totals.over6)}</strong> in 7+ days, <strong>{words(totals.over20)}</strong>{' '}
        of them 21+
      </span>
    </div>
  );
}

const COLUMNS = [
  'Patients of beds',
  'Red',
  'Green',
  'Not reviewed',
  'Delayed',
  'Home today',
  'Perhaps home',
  '7+ days',
  '21+ days',
  'Last mark',
];

interface Dated {
  readonly today: LocalDate;
}

function Organisation({ group, today }: Dated & { readonly group: OrganisationGroup }) {
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
          <Site key={site.site} group={site} today={today} />
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

function Site({ group, today }: Dated & { readonly group: SiteGroup }) {
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
        <WardRow key={item.ward} item={item} today={today} />
      ))}
      {wards > 1 && <TotalRow name={`${wards} wards`} totals={group.totals} />}
    </tbody>
  );
}

function WardRow({ item, today }: Dated & { readonly item: WardCounts }) {
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
      <td>
        {words(shown(item.occupied))}
        {item.openBeds === 0 ? ', beds not set' : ` of ${item.openBeds}`}
      </td>
      {item.roundDue ? (
        <>
          <Marked item={item} colour="red" />
          <Marked item={item} colour="green" />
          <td>{words(shown(item.unreviewed))}</td>
        </>
      ) : (
        <td colSpan={3} className="app-quiet app-none-due">
          no round due today
        </td>
      )}
      <td>{words(shown(item.delayed))}</td>
      <td>{words(shown(item.definite))}</td>
      <td>{words(shown(item.potential))}</td>
      <td>{words(shown(item.over6))}</td>
      <td>{words(shown(item.over20))}</td>
      <td>{item.lastMarkAt === null ? '' : lastMark(item.lastMarkAt, today)}</td>
    </tr>
  );
}

/** Days of a colour. Before the round has begun there is nothing to count, and nought would look like good news. */
function Marked({ item, colour }: { readonly item: WardCounts; readonly colour: 'red' | 'green' }) {
  if (hasBegun(item)) return <td>{words(shown(item[colour]))}</td>;
  return (
    <td className="app-quiet">
      <span aria-hidden="true">–</span>
      <span className="app-hidden">not begun</span>
    </td>
  );
}

/** A time alone is today's; what was marked before says its day. */
function lastMark(at: InstantText, today: LocalDate): string {
  const on = londonDate(at);
  return on === today ? clockTime(at) : shortDay(on, today);
}

function TotalRow({ name, totals }: { readonly name: string; readonly totals: Totals }) {
  const { due, begun } = totals;
  const ofDue = (cell: Shown) => (due === 0 ? '' : words(cell));
  const marked = (cell: Shown) => (due > 0 && begun === 0 ? '–' : ofDue(cell));
  const cells = [
    `${words(totals.occupied)} of ${words(totals.openBeds)}`,
    marked(totals.red),
    marked(totals.green),
    ofDue(totals.unreviewed),
    words(totals.delayed),
    words(totals.definite),
    words(totals.potential),
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
