import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useReference } from '../api/reference.js';
import { ROLE_NAMES } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { DemoStrip } from './demo-strip.js';
import { TourPlace, TourSkip } from '../tour/tour-place.js';
import { LateRefusals } from './late-refusals.js';
import { TopBar } from './top-bar.js';

/** The frame of every signed-in screen. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const who = useWho();
  return (
    <>
      <a className="app-skip" href="#main">
        Skip to main content
      </a>
      {session.demonstration && <TourSkip />}
      {session.demonstration && <DemoStrip who={who} />}
      <TopBar />
      <main id="main" tabIndex={-1}>
        <LateRefusals />
        {children}
      </main>
      {session.demonstration && <TourPlace signedIn />}
    </>
  );
}

/** Who is signed in, and where they belong. */
export function useWho(): string {
  const session = useSession();
  const reference = useReference();
  const place = session.ward === null ? ROLE_NAMES[session.role] : reference.ward(session.ward);
  return session.name.includes(place) ? session.name : `${session.name}, ${place}`;
}

/** The page's title, which a screen reader says first and a tab shows. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} - Boardround`;
  }, [title]);
}
