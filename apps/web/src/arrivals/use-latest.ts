import { useState } from 'react';
import type { Loaded } from '../api/use-get.js';

/** What was read last, while it is read again: a list does not vanish under a hand for a moment. */
export function useLatest<T>(loaded: Loaded<T>): Loaded<T> {
  const [kept, setKept] = useState<Extract<Loaded<T>, { state: 'ready' }> | null>(null);
  if (loaded.state === 'ready' && loaded.value !== kept?.value) setKept(loaded);
  return loaded.state === 'loading' && kept !== null ? kept : loaded;
}
