import type { AsActor, WriteOutcome } from '#persistence';
import type { House } from '../house/house.js';
import { alikeAfter } from './alike.js';
import type { Drafted } from './draft.js';
import { tell } from './tell.js';

/** Writes an arrival, and does what follows from it. */
export async function commit(
  house: House,
  database: AsActor,
  drafted: Drafted,
): Promise<WriteOutcome> {
  const outcome = await database.write(drafted.write);
  if (outcome.code === 'written') await committed(house, drafted, outcome.wards);
  return outcome;
}

/**
 * What follows from an arrival that is written: the feed of every ward whose version rose is told, and similar names
 * that did not see each other are warned of.
 */
export async function committed(
  house: House,
  drafted: Drafted,
  versions: Readonly<Record<string, number>>,
): Promise<void> {
  tell(house, drafted, versions);
  await alikeAfter(house, drafted, versions);
}
