import type { House } from '../house/house.js';
import type { Drafted } from './draft.js';

/** Tells the feed what is written, with the versions that the wards have by it. */
export function tell(
  house: House,
  { write, patients, notes }: Drafted,
  versions: Readonly<Record<string, number>>,
): void {
  for (const { ward, change } of write.wards) {
    if (change === undefined) continue;
    const shown = new Set(change.views.map((view) => view.patient));
    house.tell({
      organisation: write.organisation,
      ward,
      version: versions[ward] ?? 0,
      change,
      patients: patients.filter(({ patient }) => shown.has(patient)),
      notes,
    });
  }
}
