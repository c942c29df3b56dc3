import { useState } from 'react';
import { Select } from 'nhsuk-react-components';
import { Link, useLocation, useSearch } from 'wouter';
import type { SourceListed, Unnamed } from '#contracts';
import { useGet } from '../api/use-get.js';
import { useReference } from '../api/reference.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { namedSources, namesOf } from './drafts.js';
import { NamesForm } from './names-form.js';

/** What each source calls our wards and beds: what has no name here stands on top, with what waits for it. */
export function NamesScreen() {
  const session = useSession();
  useTitle('Names of wards and beds');
  if (!maySetWards(session)) return <Refused code="not-allowed" />;
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page app-page--wide">
        <h1>Names of wards and beds</h1>
        <p className="app-lede">
          A feed may call a ward otherwise than this service does. Say once which ward it means.
        </p>
        <Names />
      </div>
    </>
  );
}

function Names() {
  const wanted = new URLSearchParams(useSearch()).get('source');
  const [, go] = useLocation();
  const [turn, setTurn] = useState(0);
  const { wardsLoaded } = useReference();
  const listed = useGet<readonly SourceListed[]>('/sources', turn);
  const unnamed = useGet<Unnamed>('/mappings', turn);
  const again = () => setTurn((one) => one + 1);
  for (const one of [listed, unnamed])
    if (one.state === 'refused' || one.state === 'unreached')
      return (
        <LoadFailed
          what="The table of names"
          error={one.state === 'refused' ? one.error : null}
          again={again}
        />
      );
  if (listed.state !== 'ready' || unnamed.state !== 'ready' || !wardsLoaded)
    return <Reading what="the names" within />;
  const sources = namedSources(listed.value, unnamed.value);
  const chosen = sources.find(({ source }) => source === wanted) ?? sources[0];
  if (chosen === undefined) return <NoNames />;
  const set = listed.value.find(({ source }) => source === chosen.source) ?? null;
  return (
    <>
      {sources.length === 1 && (
        <p>
          Source: <b>{chosen.source}</b>
        </p>
      )}
      {sources.length > 1 && (
        <div className="app-names-source">
          <Select
            id="names-source"
            label="Source"
            value={chosen.source}
            onChange={(event) =>
              go(`/names?source=${encodeURIComponent(event.currentTarget.value)}`)
            }
          >
            {sources.map(({ source, waiting }) => (
              <Select.Option key={source} value={source}>
                {waiting === 0 ? source : `${source} (${waiting} waiting)`}
              </Select.Option>
            ))}
          </Select>
        </div>
      )}
      <NamesForm
        key={`${chosen.source} ${turn}`}
        source={chosen}
        names={namesOf(chosen.source, set, unnamed.value)}
        done={again}
      />
    </>
  );
}

function NoNames() {
  return (
    <div className="app-next">
      <div>
        <h2>No source uses names of its own</h2>
        <p>Names that are not known here show up with the first file or message that has them.</p>
      </div>
      <Link href="/sources" className="app-button">
        See the sources
      </Link>
    </div>
  );
}
