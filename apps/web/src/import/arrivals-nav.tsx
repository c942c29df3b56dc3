import { Link, useLocation } from 'wouter';
import { mayImport, maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';

/** The screens about how patients come in, side by side. */
export function ArrivalsNav() {
  const session = useSession();
  return (
    <nav className="app-subnav" aria-label="Arrivals">
      {mayImport(session) && <Tab href="/import">Census file</Tab>}
      {mayImport(session) && <Tab href="/inbound">What came in</Tab>}
      {maySetWards(session) && <Tab href="/administration">Ward settings</Tab>}
    </nav>
  );
}

function Tab({ href, children }: { readonly href: string; readonly children: string }) {
  const [location] = useLocation();
  return (
    <Link href={href} {...(location === href ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </Link>
  );
}
