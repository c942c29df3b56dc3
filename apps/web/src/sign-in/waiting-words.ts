import { waitWords } from '../commands/count-words.js';
import type { Command } from '../commands/queue.js';

/** What whoever was signed out reads of what they did last. */
export function waitingWords(waiting: readonly Pick<Command, 'mark'>[]): string {
  if (waiting.length === 0) return 'Sign in again.';
  return `Sign in again; ${waitWords(waiting)} for you and will be sent then.`;
}
