import { useState } from 'react';
import { Link } from 'wouter';
import type { DataAges, SourceListed, Unnamed } from '#contracts';
import { useGet } from '../api/use-get.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { useLatest } from '../arrivals/use-latest.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { AcceptSources } from './accept-sources.js';
import { sourceRows, wardAges } from './source-rows.js';
import { SourcesTable } from './sources-table.js';
import { WardAges } from './ward-ages.js';

/** Who sends censuses and messages, when each was last heard, and who still has to be accepted. */
export function SourcesScreen() {
  const session = useSession();
  useTitle('Sources');
  if (!mayImport(session)) return <Refused code="not-allowed" />;
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page app-page--wide">
        <h1>Sources</h1>
        <p className="app-lede">
          The systems that send census files and messages, and when each was last heard.
        </p>
        <Sources />
      </div>
    </>
  );
}

function Sources() {
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState<string | null>(null);
  const listed = useLatest(useGet<readonly SourceListed[]>('/sources', turn));
  const ages = useLatest(useGet<DataAges>('/data-age', turn));
  const unnamed = useLatest(useGet<Unnamed>('/mappings', turn));
  const again = () => setTurn((one) => one + 1);
  for (const one of [listed, unnamed])
    if (one.state === 'refused' || one.state === 'unreached')
      return (
        <LoadFailed
          what="The list of sources"
          error={one.state === 'refused' ? one.error : null}
          again={again}
        />
      );
  if (listed.state !== 'ready' || ages.state === 'loading' || unnamed.state !== 'ready')
    return <Reading what="the sources" within />;
  const done = (words: string) => {
    setSaid(words);
    again();
  };
  const known = ages.state === 'ready' ? ages.value : null;
  const rows = sourceRows(listed.value, known ?? { items: [] });
  const strangers = unnamed.value.sources;
  const nothing = rows.length === 0 && strangers.length === 0;
  if (known !== null && nothing) return <NoSources />;
  return (
    <>
      {said !== null && (
        <p className="app-notice" role="status">
          {said}
        </p>
      )}
      {known === null && (
        <p className="app-problem" role="alert">
          When each source was last heard cannot be told just now.{' '}
          <button type="button" className="app-link-button" onClick={again}>
            Try again
          </button>
        </p>
      )}
      {nothing && <NoSources />}
      {strangers.length > 0 && <AcceptSources sources={strangers} done={done} />}
      {rows.length > 0 && <SourcesTable rows={rows} unnamed={unnamed.value} done={done} />}
      {known !== null && <WardAges ages={wardAges(known)} />}
    </>
  );
}

function NoSources() {
  return (
    <div className="app-next">
      <div>
        <h2>No source is set up yet</h2>
        <p>
          A census file names its source when it is brought in. A system that sends HL7 messages
          shows up here with its first one.
        </p>
      </div>
      <Link href="/import" className="app-button app-button--strong">
        Bring in a census file
      </Link>
    </div>
  );
}
