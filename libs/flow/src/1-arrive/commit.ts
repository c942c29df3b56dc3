import type { AsActor, WriteOutcome } from '#persistence';
import type { House } from '../house/house.js';
import type { Drafted } from './draft.js';

/** Writes an arrival and tells the feed of every ward whose version rose. */
export async function commit(
  house: House,
  database: AsActor,
  { write, patients, notes }: Drafted,
): Promise<WriteOutcome> {
  const outcome = await database.write(write);
  if (outcome.code !== 'written') return outcome;
  for (const { ward, change } of write.wards) {
    if (change === undefined) continue;
    const shown = new Set(change.views.map((view) => view.patient));
    house.tell({
      organisation: write.organisation,
      ward,
      version: outcome.wards[ward] ?? 0,
      change,
      patients: patients.filter(({ patient }) => shown.has(patient)),
      notes,
    });
  }
  return outcome;
}
