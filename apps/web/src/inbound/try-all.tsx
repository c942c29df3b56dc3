import { useState } from 'react';
import type { InboundList } from '#contracts';
import { useGet } from '../api/use-get.js';
import { retriedWords, retryParked } from '../arrivals/retry-parked.js';
import { useLatest } from '../arrivals/use-latest.js';

/** Tries once more everything that waits, of whatever source, in the order in which they came. */
export function TryAllAgain({ turn, done }: { readonly turn: number; readonly done: () => void }) {
  const { again: _, ...asked } = useGet<InboundList>('/inbound?state=refused', turn);
  const waiting = useLatest(asked);
  const waits = waiting.state === 'ready' && waiting.value.items.some(({ again }) => again);
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function retry(): Promise<void> {
    if (busy !== null) return;
    setBusy('Trying');
    const retried = await retryParked(null, (at, total) => setBusy(`Trying ${at + 1} of ${total}`));
    setBusy(null);
    setSaid(retriedWords(retried));
    if (retried.taken > 0) done();
  }

  return (
    <div className="app-form-actions">
      {waits && (
        <button type="button" className="app-button" onClick={() => void retry()}>
          {busy ?? 'Try all that wait again'}
        </button>
      )}
      <span role="status">{said}</span>
    </div>
  );
}
