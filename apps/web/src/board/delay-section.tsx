import { useState } from 'react';
import { londonDate } from '#domain';
import type { Delay, LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { useSender } from '../commands/use-commands.js';
import { shortDay, spanSince } from '../words/dates.js';
import { attributionWords } from '../words/history.js';
import { DelayForm } from './delay-form.js';
import { whereOf } from './use-marking.js';

/** For what a patient who could leave still waits, and a form to say one more. */
export function DelaySection(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly mayChange: boolean;
}) {
  const { row, today, mayChange } = props;
  const [adding, setAdding] = useState(false);
  return (
    <div className="app-delay-section">
      {row.delays.length === 0 && <p>No delay is recorded.</p>}
      <ul>
        {row.delays.map((delay) => (
          <li key={delay.delay}>
            <DelayWords delay={delay} today={today} />
            {mayChange && <EndDelay delay={delay} row={row} />}
          </li>
        ))}
      </ul>
      {mayChange &&
        (adding ? (
          <DelayForm row={row} today={today} done={() => setAdding(false)} />
        ) : (
          <button type="button" className="app-button" onClick={() => setAdding(true)}>
            Add a delay
          </button>
        ))}
    </div>
  );
}

function DelayWords({ delay, today }: { readonly delay: Delay; readonly today: LocalDate }) {
  const reference = useReference();
  const since = londonDate(delay.since);
  const owner = delay.owner === null ? 'nobody named to act' : reference.owner(delay.owner);
  return (
    <div>
      <p>
        <b>{reference.reason(delay.list, delay.reason, since)}</b>
        {delay.primary && <span className="app-tag">Main reason</span>}
      </p>
      <p className="app-quiet">
        {sinceWords(since, today)}; {owner}; put down to {attributionWords(delay.attribution)},{' '}
        {delay.state}
      </p>
    </div>
  );
}

function sinceWords(since: LocalDate, today: LocalDate): string {
  if (since === today) return 'Since today';
  return `Since ${shortDay(since, today)} (${spanSince(since, today)})`;
}

function EndDelay({ delay, row }: { readonly delay: Delay; readonly row: Row }) {
  const reference = useReference();
  const sender = useSender();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function end(): Promise<void> {
    setBusy(true);
    const commandId = crypto.randomUUID();
    const settled = await sender.submit({
      commandId,
      method: 'POST',
      path: `/delays/${encodeURIComponent(delay.delay)}/end`,
      body: { commandId },
      stay: row.stay,
      about: 'end of a delay',
      where: whereOf(reference, row),
      madeAt: null,
    });
    setBusy(false);
    setProblem(settled.ok ? null : settled.error.message);
  }

  return (
    <div>
      <button type="button" className="app-button" disabled={busy} onClick={() => void end()}>
        {busy ? 'Saving' : 'It has ended'}
      </button>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}
