import { setImmediate as othersTurn } from 'node:timers/promises';

/** Long work holds the thread so long at a stretch; a screen waits no longer for it. */
const HELD_MS_MAX = 10;

/**
 * For work that goes on for seconds on the thread that also serves every screen: awaited between its steps, it
 * lets whatever else waits have its turn. A loop over promises alone never does, since their ends come first.
 */
export function breath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < HELD_MS_MAX) return;
    await othersTurn();
    since = performance.now();
  };
}
