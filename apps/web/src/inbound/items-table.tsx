import { useState } from 'react';
import { Link } from 'wouter';
import type { InboundDetail, InboundItem } from '#contracts';
import type { LocalDate } from '#domain';
import { londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { reasonWords } from '../import/arrival-words.js';
import { useLine } from '../live/use-live.js';
import { moment } from '../words/dates.js';
import { kindWords } from './kind-words.js';

interface Listed {
  readonly mends: boolean;
  readonly again: () => void;
}

/** What was kept, the latest first: from whom, what it is, and why and what helps where it was not taken. */
export function ItemsTable(props: Listed & { readonly items: readonly InboundItem[] }) {
  const line = useLine();
  const today = line.at === null ? null : londonDate(line.at);
  const { items, mends, again } = props;
  return (
    <table className="app-table app-waiting-table app-inbound-table">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">When</th>
          {mends && <th scope="col">Why, and where in it</th>}
          <th scope="col">{mends ? 'What to do' : 'What came'}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Item key={item.id} item={item} today={today} mends={mends} again={again} />
        ))}
      </tbody>
    </table>
  );
}

function Item(props: Listed & { readonly item: InboundItem; readonly today: LocalDate | null }) {
  const { item, today, mends } = props;
  const on = londonDate(item.receivedAt);
  return (
    <tr>
      <th scope="row">
        <b>{item.source}</b>
        <small>{kindWords(item)}</small>
        {item.ward !== null && <small>{wardWords(item.ward)}</small>}
        {item.controlId !== null && <small>Number {item.controlId}</small>}
      </th>
      <td className="app-number">{moment(item.receivedAt, today ?? '', on)}</td>
      {mends && (
        <td>
          {reasonWords(item.code)}
          {item.place !== null && <small>{item.place}</small>}
        </td>
      )}
      <td>
        {mends && <Helps item={item} again={props.again} />}
        {item.kind !== 'census' && <WhatCame item={item} />}
      </td>
    </tr>
  );
}

/** Trying again where that can help, else who has to mend it. */
function Helps({ item, again }: { readonly item: InboundItem; readonly again: () => void }) {
  if (item.again) return <Retry item={item} again={again} />;
  if (item.kind === 'adt') return <p>Whoever runs the sending system has to mend it.</p>;
  return <Link href="/import">Mend the file and send it again</Link>;
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
    <div className="app-helps">
      <button type="button" className="app-button" disabled={busy} onClick={() => void retry()}>
        {busy ? 'Trying' : 'Try again'}
      </button>
      {said !== null && <p role="status">{said}</p>}
    </div>
  );
}

/** The message or row as it was sent, on asking: it names a patient, and that it was opened is kept. */
function WhatCame({ item }: { readonly item: InboundItem }) {
  const [shown, setShown] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function show(): Promise<void> {
    const reply = await request('GET', `/inbound/${item.id}`);
    if (reply.kind === 'unreached') return setProblem('The service could not be reached.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    const { text } = reply.body as InboundDetail;
    if (text === null) return setProblem('It names patients, and is not yours to see.');
    setProblem(null);
    setShown(text);
  }

  return (
    <div className="app-helps">
      <button
        type="button"
        className="app-button"
        aria-expanded={shown !== null}
        onClick={() => (shown === null ? void show() : setShown(null))}
      >
        {shown === null ? 'Show what was sent' : 'Hide it'}
      </button>
      {problem !== null && <p role="status">{problem}</p>}
      {shown !== null && (
        <pre className="app-sent" tabIndex={0} aria-label="What was sent">
          {shown}
        </pre>
      )}
    </div>
  );
}

/** "Ward 5", "ward AMU": as the source names it, said to be a ward where the name does not say so. */
function wardWords(name: string): string {
  return /\bward\b/i.test(name) ? name : `ward ${name}`;
}
