import { Link, useLocation } from 'wouter';
import { mayAnswerQuestions, mayImport, maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';

/** The screens about how patients come in, side by side, in the order in which a hospital needs them. */
export function ArrivalsNav() {
  const session = useSession();
  return (
    <nav className="app-subnav" aria-label="Arrivals">
      {mayImport(session) && <Tab href="/import">Census file</Tab>}
      {mayImport(session) && <Tab href="/inbound">What came in</Tab>}
      {mayAnswerQuestions(session) && <Tab href="/questions">Questions</Tab>}
      {mayImport(session) && <Tab href="/sources">Sources</Tab>}
      {maySetWards(session) && <Tab href="/names">Names</Tab>}
      {maySetWards(session) && <Tab href="/administration">Wards</Tab>}
    </nav>
  );
}

function Tab({ href, children }: { readonly href: string; readonly children: string }) {
  const [location] = useLocation();
  const here = location === href;
  return (
    <Link href={href} {...(here ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </Link>
  );
}
