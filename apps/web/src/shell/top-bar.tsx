import { Link, useLocation } from 'wouter';
import { HelpButton } from '../help/help.js';
import type { LineState } from '../live/live-client.js';
import { ARRIVAL_SCREENS } from '../arrivals/paths.js';
import { useLine } from '../live/use-live.js';
import { LiveIcon, NotLiveIcon } from '../parts/icons.js';
import { mayImport, mayOpenSystem, mayOpenWaiting } from '../session/rights.js';
import { useSession, useSessionState } from '../session/session.js';
import { clockTime } from '../words/dates.js';

/** The bar on every screen: where you are, where you may go, and whether what you see is live. */
export function TopBar() {
  const session = useSession();
  const { signOut } = useSessionState();
  const line = useLine();
  return (
    <header className={line.state === 'not-live' ? 'app-bar app-bar--not-live' : 'app-bar'}>
      <Link href="/" className="app-brand">
        Boardround
      </Link>
      <nav className="app-nav" aria-label="Screens">
        {session.ward !== null && (
          <NavLink href={`/wards/${encodeURIComponent(session.ward)}`}>My ward</NavLink>
        )}
        {mayOpenWaiting(session) && <NavLink href="/wards">Wards</NavLink>}
        {mayOpenWaiting(session) && <NavLink href="/escalations">Waiting list</NavLink>}
        {mayOpenSystem(session) && <NavLink href="/system">System</NavLink>}
        <NavLink href="/weekly" also={WEEKLY}>
          Weekly
        </NavLink>
        {mayImport(session) && (
          <NavLink href="/import" also={ARRIVAL_SCREENS}>
            Arrivals
          </NavLink>
        )}
      </nav>
      <LiveSign />
      <HelpButton />
      <button type="button" className="app-bar-button" onClick={() => void signOut()}>
        Sign out
      </button>
    </header>
  );
}

/** The stays behind a number of the week. */
const WEEKLY = /^\/weekly\/stays$/;

function NavLink(props: {
  readonly href: string;
  /** The other addresses that it stands for. */
  readonly also?: RegExp;
  readonly children: string;
}) {
  const { href, also, children } = props;
  const [location] = useLocation();
  const here = location === href || also?.test(location) === true;
  return (
    <Link href={href} {...(here ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </Link>
  );
}

export function LiveSign() {
  const line = useLine();
  return (
    <span className={line.state === 'not-live' ? 'app-live app-live--off' : 'app-live'}>
      {line.state === 'not-live' ? <NotLiveIcon /> : <LiveIcon />}
      <span className="app-live-words">{liveWords(line)}</span>
    </span>
  );
}

function liveWords(line: LineState): string {
  const at = line.at === null ? '' : ` ${clockTime(line.at)}`;
  switch (line.state) {
    case 'connecting':
      return 'Connecting';
    case 'live':
      return `Live${at}`;
    case 'not-live':
      return at === '' ? 'Not live' : `Not live since${at}`;
  }
}
