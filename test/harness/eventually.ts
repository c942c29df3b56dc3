import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Tries again until `check` no longer throws (and, where it answers a boolean, says true), and gives
 * back what it answered. The way to wait in a test: for the thing itself, never for a time.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { withinMs = 10_000 }: { withinMs?: number } = {},
): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    try {
      const answer = await check();
      if (answer !== false) return answer;
      if (performance.now() > endMs) throw new Error(`It never became true within ${withinMs} ms.`);
    } catch (error) {
      if (performance.now() > endMs) throw error;
    }
    await pause(POLL_MS);
  }
}
