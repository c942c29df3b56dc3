import { fetched } from '../parts/fetched.js';

/**
 * What only a press shows: it comes after the board, and before anybody presses, so that no press waits
 * for a network that is gone by then.
 */
const panel = fetched('the patient', () =>
  Promise.all([import('./row-panel.js'), import('../styles/sheets.js')]).then(
    ([{ RowPanel }]) => RowPanel,
  ),
);
const admit = fetched('the form', () =>
  Promise.all([import('../by-hand/admit-form.js'), import('../styles/sheets.js')]).then(
    ([{ AdmitForm }]) => AdmitForm,
  ),
);

export const LaterRowPanel = panel.Part;
export const LaterAdmitForm = admit.Part;

/** Fetches them; what does not come is asked for again where it is shown. */
export function fetchLater(): void {
  for (const { fetch } of [panel, admit]) fetch().catch(() => undefined);
}
