import { useState } from 'react';
import { retriedWords, retryParked } from './retry-parked.js';

/** Tries once more all that is parked of a source, and says how it went. */
export function RetryButton(props: {
  readonly source: string;
  readonly words: string;
  readonly done: () => void;
}) {
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function retry(): Promise<void> {
    if (busy !== null) return;
    setBusy('Trying');
    const retried = await retryParked(props.source, (done, total) =>
      setBusy(`Trying ${done + 1} of ${total}`),
    );
    setBusy(null);
    setSaid(retriedWords(retried));
    if (retried.taken > 0) props.done();
  }

  return (
    <>
      <button type="button" className="app-button" onClick={() => void retry()}>
        {busy ?? props.words}
      </button>
      {said !== null && <p role="status">{said}</p>}
    </>
  );
}
