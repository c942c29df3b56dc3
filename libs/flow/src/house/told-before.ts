import type { Person, Result } from '#domain';
import { accept, refuse } from '#domain';
import type { AsActor, Remembered } from '#persistence';
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
  told: Told,
): Promise<Result<T> | null> {
  const before = await acceptedBefore<T>(database, person, told);
  return before?.ok === true ? accept(before.value.answer) : before;
}

/** The same of a command on one ward, with the version that the ward had by it, which is no part of what is kept. */
export async function answeredOnWard<T>(
  database: AsActor,
  person: Person,
  told: Told,
  wardOf: (answer: T) => string,
): Promise<Result<T & { readonly wardVersion: number }> | null> {
  const before = await acceptedBefore<T>(database, person, told);
  if (before?.ok !== true) return before;
  const { answer, wards } = before.value;
  return accept({ ...answer, wardVersion: wards[wardOf(answer)] ?? 0 });
}

interface Accepted<T> {
  readonly answer: T;
  readonly wards: Remembered['wards'];
}

async function acceptedBefore<T>(
  database: AsActor,
  person: Person,
  { commandId, digest }: Told,
): Promise<Result<Accepted<T>> | null> {
  const before = await database.remembered(commandId);
  if (before === null) return null;
  if (before.digest !== personal(digest, person)) return refuse('command-reused');
  return accept({ answer: JSON.parse(before.answer) as T, wards: before.wards });
}

/** What is kept of an accepted command, to be answered again. */
export function remembering(person: Person, { digest }: Told, answer: unknown) {
  return { digest: personal(digest, person), answer: JSON.stringify(answer) };
}
