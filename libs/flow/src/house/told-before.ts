import type { Person, Result } from '#domain';
import { accept, refuse } from '#domain';
import type { AsActor } from '#persistence';
import { personal } from './stay-command.js';

/** A command on the house itself, beside what it says: its id, when the person acted, and what makes it the same. */
export interface Told {
  readonly commandId: string;
  readonly at?: string | undefined;
  /** Of method, path and body. */
  readonly digest: string;
}

/** What a command that was accepted before was answered; null for one that is new to this person. */
export async function answeredBefore<T>(
  database: AsActor,
  person: Person,
  { commandId, digest }: Told,
): Promise<Result<T> | null> {
  const before = await database.remembered(commandId);
  if (before === null) return null;
  if (before.digest !== personal(digest, person)) return refuse('command-reused');
  return accept(JSON.parse(before.answer) as T);
}

/** What is kept of an accepted command, to be answered again. */
export function remembering(person: Person, { digest }: Told, answer: unknown) {
  return { digest: personal(digest, person), answer: JSON.stringify(answer) };
}
