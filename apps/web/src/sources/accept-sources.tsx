import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Select } from 'nhsuk-react-components';
import type { SourceBody, Unnamed, UnnamedSource } from '#contracts';
import { londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { maySetWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { moment } from '../words/dates.js';

/** Sources that nobody has accepted yet; their messages are kept and wait. */
export function AcceptSources(props: {
  readonly sources: readonly UnnamedSource[];
  readonly done: (said: string) => void;
}) {
  return (
    <section className="app-strangers" aria-labelledby="strangers">
      <h2 id="strangers">Waiting to be accepted</h2>
      <p>
        These systems are not known here. What they send is kept, and taken in once you accept them.
      </p>
      <ul>
        {props.sources.map((one) => (
          <Stranger key={one.source} stranger={one} done={props.done} />
        ))}
      </ul>
    </section>
  );
}

function Stranger(props: {
  readonly stranger: UnnamedSource;
  readonly done: (said: string) => void;
}) {
  const { source, organisation, messages, since, latest } = props.stranger;
  const id = useId();
  const line = useLine();
  const session = useSession();
  const { organisations } = useReference();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const today = londonDate(line.at ?? latest);
  const time = (at: string) => moment(at, today, londonDate(at));

  async function accept(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const chosen = new FormData(event.currentTarget).get('organisation');
    if (typeof chosen !== 'string' || chosen === '')
      return setProblem('Say whose patients it speaks of.');
    setBusy(true);
    const commandId = crypto.randomUUID();
    const body: SourceBody = { commandId, organisation: chosen, accepted: true };
    const reply = await request('PUT', `/sources/${encodeURIComponent(source)}`, body);
    const rest = await stillWaiting(source);
    setBusy(false);
    if (reply.kind === 'unreached')
      return setProblem('The service could not be reached. Try again: what waits is kept.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    props.done(`${source} is accepted. ${takenWords(messages, rest)}`);
  }

  return (
    <li>
      <form onSubmit={(event) => void accept(event)} aria-label={source}>
        <h3>{source}</h3>
        <p>
          {messages === 1 ? '1 message waits' : `${messages} messages wait`} since {time(since)}
          {messages > 1 && `, the last from ${time(latest)}`}.
        </p>
        {problem !== null && (
          <p className="app-problem" role="alert">
            {problem}
          </p>
        )}
        {maySetWards(session) && (
          <div className="app-accept">
            <Select
              id={`${id}organisation`}
              name="organisation"
              label="Whose patients it speaks of"
              defaultValue={organisation ?? ''}
            >
              <Select.Option value="">Choose</Select.Option>
              {organisations
                .filter(({ kind }) => kind === 'provider')
                .map(({ code, name }) => (
                  <Select.Option key={code} value={code}>
                    {name}
                  </Select.Option>
                ))}
            </Select>
            <button type="submit" className="app-button app-button--strong">
              {busy ? 'Accepting' : 'Accept'}
            </button>
          </div>
        )}
      </form>
    </li>
  );
}

/** How much of a source still waits for a name; null where it could not be asked. */
async function stillWaiting(source: string): Promise<number | null> {
  const reply = await request('GET', '/mappings');
  if (reply.kind === 'unreached' || !isGood(reply.status)) return null;
  const { sources, wards } = reply.body as Unnamed;
  return [...sources, ...wards]
    .filter((one) => one.source === source)
    .reduce((sum, one) => sum + one.messages, 0);
}

function takenWords(before: number, rest: number | null): string {
  if (rest === null || rest > before) return 'What waited is taken up.';
  if (rest === 0) return before === 1 ? 'Its message is taken up.' : 'All that waited is taken up.';
  return `${rest} of ${before} messages still wait for the name of a ward: see Names.`;
}
