import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from 'nhsuk-react-components';
import type { Session, WardListed } from '#contracts';
import { Link } from 'wouter';
import { KIND_WORDS } from '../administration/ward-words.js';
import { useReference } from '../api/reference.js';
import { Reading } from '../parts/state-page.js';
import { useSystemFeed } from '../live/use-live.js';
import { mayOpen, mayOpenSystem } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';

const collator = new Intl.Collator('en-GB', { numeric: true });

function opensFor(session: Session, { organisation, code }: WardListed): boolean {
  return mayOpen(session, { organisation, ward: code });
}

/** Every ward by site; a link where this person may open the board. */
export function WardsScreen() {
  const { wards, wardsLoaded, site, organisation } = useReference();
  const session = useSession();
  const [search, setSearch] = useState('');
  const counts = mayOpenSystem(session);
  useTitle('Wards');
  const wanted = search.trim().toLocaleLowerCase('en-GB');
  const found = wards.filter((ward) =>
    `${ward.name} ${ward.code} ${site(ward.site)}`.toLocaleLowerCase('en-GB').includes(wanted),
  );
  const opens = (one: string) =>
    found.filter((ward) => ward.site === one && opensFor(session, ward)).length;
  // What can be opened comes first: nobody looks for their own ward under those of others.
  const sites = [...new Set(found.map((ward) => ward.site))].sort(
    (a, b) => opens(b) - opens(a) || collator.compare(site(a), site(b)),
  );
  return (
    <>
      <NotLiveBanner />
      <div className="app-page">
        <h1>Wards</h1>
        {wards.some((ward) => !opensFor(session, ward)) && (
          <p className="app-lede">Boards you may open are links, and stand first at each site.</p>
        )}
        <TextInput
          label="Search by ward or site"
          id="ward-search"
          type="search"
          className="app-search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {!wardsLoaded && <Reading what="the wards" within />}
        {wardsLoaded && found.length === 0 && (
          <p>
            {wards.length === 0 ? 'No wards yet. A census brings them.' : 'No ward of that name.'}
          </p>
        )}
        {sites.map((one) => {
          const here = found.filter((ward) => ward.site === one);
          return (
            <section key={one} className="app-ward-site">
              <h2>
                {site(one)} <small>{organisation(here[0]?.organisation ?? '')}</small>
              </h2>
              <ul className="app-ward-list">
                {[...here]
                  .sort(
                    (a, b) =>
                      Number(opensFor(session, b)) - Number(opensFor(session, a)) ||
                      collator.compare(a.name, b.name),
                  )
                  .map((ward) => (
                    <WardLink key={ward.code} ward={ward}>
                      {counts ? <NotReviewed ward={ward.code} /> : null}
                    </WardLink>
                  ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

/** How many of a ward's patients nobody has reviewed yet today, where a round is due. */
function NotReviewed({ ward }: { readonly ward: string }) {
  const { body } = useSystemFeed();
  const counts = body?.items.find((item) => item.ward === ward);
  if (counts === undefined) return null;
  if (!counts.roundDue) return <small>no round due today</small>;
  if (counts.unreviewed === null) return null;
  if (counts.unreviewed === 0) return <small>All reviewed today</small>;
  return (
    <small>
      <b>{counts.unreviewed}</b> of {counts.occupied} not yet reviewed today
    </small>
  );
}

function WardLink({ ward, children }: { readonly ward: WardListed; readonly children: ReactNode }) {
  const session = useSession();
  return (
    <li>
      {opensFor(session, ward) ? (
        <Link href={`/wards/${encodeURIComponent(ward.code)}`}>{ward.name}</Link>
      ) : (
        <span>{ward.name}</span>
      )}
      <small>{KIND_WORDS[ward.kind]}</small>
      {children}
    </li>
  );
}
