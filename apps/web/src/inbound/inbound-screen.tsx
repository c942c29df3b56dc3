import { useState } from 'react';
import { Link } from 'wouter';
import type { LocalDate } from '#domain';
import { londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useGet } from '../api/use-get.js';
import { ArrivalsNav } from '../arrivals/arrivals-nav.js';
import { reasonWords } from '../import/arrival-words.js';
import { useLine } from '../live/use-live.js';
import { LoadFailed, Reading, Refused } from '../parts/state-page.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { moment } from '../words/dates.js';
import type { InboundItem, InboundPage } from './inbound-page.js';
import { Ages } from './ages.js';
import { TryAllAgain } from './try-all.js';

const STATES = [
  ['refused', 'Not taken'],
  ['applied', 'Taken in'],
  ['ignored', 'Of no use here'],
] as const;

type State = (typeof STATES)[number][0];

const KINDS: Readonly<Record<string, string>> = {
  census: 'Census file',
  'census-row': 'Row of a census file',
  adt: 'Message',
};

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
  const { again, ...loaded } = useGet<InboundPage>(`/inbound?state=${state}${rest}`);
  if (loaded.state === 'loading') return <Reading what="what came in" />;
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
      <ItemsTable items={items} state={state} again={props.again} />
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

function ItemsTable(props: {
  readonly items: readonly InboundItem[];
  readonly state: State;
  readonly again: () => void;
}) {
  const line = useLine();
  const today = line.at === null ? null : londonDate(line.at);
  const { items, state, again } = props;
  return (
    <table className="app-table app-waiting-table app-inbound-table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">When</th>
          {state === 'refused' && <th scope="col">Why, and where in it</th>}
          {state === 'refused' && <th scope="col">What to do</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Item key={item.id} item={item} today={today} mends={state === 'refused'} again={again} />
        ))}
      </tbody>
    </table>
  );
}

function Item(props: {
  readonly item: InboundItem;
  readonly today: LocalDate | null;
  readonly mends: boolean;
  readonly again: () => void;
}) {
  const { item, today, mends } = props;
  const on = londonDate(item.receivedAt);
  return (
    <tr>
      <th scope="row">
        <b>{item.source}</b>
        <small>{KINDS[item.kind] ?? item.kind}</small>
      </th>
      <td className="app-number">{moment(item.receivedAt, today ?? '', on)}</td>
      {mends && (
        <td>
          {reasonWords(item.code)}
          {item.place !== null && <small>{item.place}</small>}
        </td>
      )}
      {mends && (
        <td>
          {item.kind === 'adt' ? (
            <Retry item={item} again={props.again} />
          ) : (
            <Link href="/import">Mend the file and send it again</Link>
          )}
        </td>
      )}
    </tr>
  );
}

function Retry({ item, again }: { readonly item: InboundItem; readonly again: () => void }) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);

  async function retry(): Promise<void> {
    setBusy(true);
    const reply = await request('POST', `/inbound/${item.id}/retry`, {
      commandId: crypto.randomUUID(),
    });
    setBusy(false);
    if (reply.kind === 'unreached') return setSaid('The service could not be reached.');
    if (!isGood(reply.status)) return setSaid(errorOf(reply.body).message);
    const { state, code } = reply.body as { readonly state: string; readonly code: string | null };
    if (state === 'applied') return again();
    setSaid(`Still not taken. ${reasonWords(code)}`);
  }

  return (
    <>
      <button type="button" className="app-button" disabled={busy} onClick={() => void retry()}>
        {busy ? 'Trying' : 'Try again'}
      </button>
      {said !== null && <p role="status">{said}</p>}
    </>
  );
}
