import { useState } from 'react';
import type { InboundList } from '#contracts';
import { useGet } from '../api/use-get.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { Ages } from './ages.js';
import { ItemsTable } from './items-table.js';
import { TryAllAgain } from './try-all.js';

const STATES = [
  ['refused', 'Not taken'],
  ['applied', 'Taken in'],
  ['ignored', 'Of no use here'],
] as const;

type State = (typeof STATES)[number][0];

/** What feeds sent: what was not taken, why and what to do, and how old the news of each source is. */
export function InboundScreen() {
  const session = useSession();
  const [state, setState] = useState<State>('refused');
  const [turn, setTurn] = useState(0);
  useTitle('What came in');
  if (!mayImport(session)) return <Refused code="not-allowed" />;
  return (
    <>
      <NotLiveBanner />
      <ArrivalsNav />
      <div className="app-page app-page--wide">
        <h1>What came in</h1>
        <Ages turn={turn} />
        <div className="app-segment app-states" role="group" aria-label="Show what was">
          {STATES.map(([one, words]) => (
            <button
              key={one}
              type="button"
              aria-pressed={state === one}
              onClick={() => setState(one)}
            >
              {words}
            </button>
          ))}
        </div>
        {state === 'refused' && <TryAllAgain turn={turn} done={() => setTurn((one) => one + 1)} />}
        <Items key={`${state} ${turn}`} state={state} again={() => setTurn((one) => one + 1)} />
      </div>
    </>
  );
}

/** The items of a state, page by page. */
function Items({ state, again }: { readonly state: State; readonly again: () => void }) {
  const [afters, setAfters] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      {afters.map((after, index) => (
        <Page
          key={after}
          state={state}
          after={after}
          first={index === 0}
          again={again}
          more={index === afters.length - 1 ? (next) => setAfters((held) => [...held, next]) : null}
        />
      ))}
    </>
  );
}

function Page(props: {
  readonly state: State;
  readonly after: string | null;
  readonly first: boolean;
  readonly again: () => void;
  readonly more: ((next: string) => void) | null;
}) {
  const { state, after, first, more } = props;
  const rest = after === null ? '' : `&after=${encodeURIComponent(after)}`;
  const { again, ...loaded } = useGet<InboundList>(`/inbound?state=${state}${rest}`);
  if (loaded.state === 'loading') return <Reading what="what came in" within />;
  if (loaded.state !== 'ready')
    return (
      <LoadFailed
        what="What came in"
        error={loaded.state === 'refused' ? loaded.error : null}
        again={again}
      />
    );
  const { items, next } = loaded.value;
  if (items.length === 0 && first)
    return (
      <p className="app-lede" role="status">
        {state === 'refused' ? 'Nothing waits to be mended.' : 'Nothing of this kind has come.'}
      </p>
    );
  return (
    <>
      <ItemsTable items={items} mends={state === 'refused'} again={props.again} />
      {next !== null && more !== null && (
        <p className="app-form-actions">
          <button type="button" className="app-button" onClick={() => more(next)}>
            Show earlier ones
          </button>
        </p>
      )}
    </>
  );
}
