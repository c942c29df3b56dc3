import { useState } from 'react';
import type { FormEvent } from 'react';
import { TextInput } from 'nhsuk-react-components';
import type { CensusList, CensusState, CensusUndone, ErrorBody } from '#contracts';
import type { LocalDate } from '#domain';
import { epochMs, londonDate } from '#domain';
import { errorOf, isGood, request } from '../api/http.js';
import { useReference } from '../api/reference.js';
import { useGet } from '../api/use-get.js';
import { useLine } from '../live/use-live.js';
import { moment } from '../words/dates.js';
import { censusSentence } from './census-words.js';

const UNDO_MS = 24 * 3_600_000;

/** Files of the last day, each of which can be taken back. */
export function RecentFiles(props: { readonly turn: number; readonly whenUndone: () => void }) {
  const [undone, setUndone] = useState(0);
  const [said, setSaid] = useState<string | null>(null);
  const line = useLine();
  const loaded = useGet<CensusList>('/census', props.turn * 1_000 + undone);
  if (loaded.state !== 'ready' || line.at === null) return null;
  const now = line.at;
  const files = loaded.value.items.filter(
    ({ state, receivedAt }) => state === 'applied' && epochMs(now) - epochMs(receivedAt) < UNDO_MS,
  );
  if (files.length === 0 && said === null) return null;
  const today = londonDate(now);
  return (
    <section className="app-recent" aria-labelledby="recent">
      <h2 id="recent">Taken in since yesterday</h2>
      {said !== null && <p role="status">{said}</p>}
      <ul>
        {files.map((file) => (
          <li key={file.batch}>
            <WhatItDid file={file} today={today} />
            <UndoFile
              batch={file.batch}
              undone={(count) => {
                setSaid(count === 1 ? '1 stay is as it was.' : `${count} stays are as they were.`);
                setUndone((one) => one + 1);
                props.whenUndone();
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which file it was, of when it speaks, and what it did. */
function WhatItDid({ file, today }: { readonly file: CensusState; readonly today: LocalDate }) {
  const { ward } = useReference();
  const { source, receivedAt, place, answer } = file;
  const time = (at: string) => moment(at, today, londonDate(at));
  return (
    <p>
      <b>{source}</b>
      {answer !== null && <>, the wards as of {time(answer.takenAt)}</>}
      <small>Brought in {time(receivedAt)}.</small>
      {answer !== null && <small>{censusSentence(answer, ward)}</small>}
      {place !== null && <small>Rows not taken: {place}</small>}
    </p>
  );
}

function UndoFile(props: { readonly batch: string; readonly undone: (count: number) => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorBody | null>(null);

  async function undo(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const because = new FormData(event.currentTarget).get('because');
    setBusy(true);
    const reply = await request('POST', `/census/${props.batch}/undo`, {
      commandId: crypto.randomUUID(),
      because: typeof because === 'string' && because.trim() !== '' ? because : 'Wrong file',
    });
    setBusy(false);
    if (reply.kind === 'answer' && isGood(reply.status))
      return props.undone((reply.body as CensusUndone).undone);
    setProblem(errorOf(reply.kind === 'answer' ? reply.body : null));
  }

  if (!asking)
    return (
      <button type="button" className="app-button" onClick={() => setAsking(true)}>
        Take it back
      </button>
    );
  return (
    <form className="app-form" onSubmit={(event) => void undo(event)}>
      <p>
        Everything that this file did is taken back. What people said of a patient since then stays.
      </p>
      <TextInput
        id={`because-${props.batch}`}
        name="because"
        label="Why"
        defaultValue="Wrong file"
      />
      {problem !== null && <p role="alert">{problem.message}</p>}
      <p className="app-form-actions">
        <button type="submit" className="app-button app-button--strong" disabled={busy}>
          {busy ? 'Taking it back' : 'Yes, take it back'}
        </button>
        <button type="button" className="app-button" onClick={() => setAsking(false)}>
          Cancel
        </button>
      </p>
    </form>
  );
}
