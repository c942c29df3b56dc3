import type { ReferenceRow } from '../book.js';
import type { ReasonEntry, ReasonListEntry } from '../reference.js';

/**
 * What a green day gave the patient: care that needs a hospital bed and moved them towards leaving
 * (Rapid Improvement Guide to Red and Green bed days: activity alone does not make a day green).
 * A starting list: the wards edit it.
 */
const REASONS: readonly ReasonEntry[] = [
  { code: 'V01', name: 'Senior review that moved the plan on' },
  { code: 'V02', name: 'Treatment that only a hospital gives' },
  { code: 'V03', name: 'Result acted on' },
  { code: 'V04', name: 'Therapy goal reached' },
  { code: 'V05', name: 'Discharged as planned' },
  { code: 'V06', name: 'Procedure or operation done' },
  { code: 'V07', name: 'Specialty opinion given and acted on' },
  { code: 'V08', name: 'Recovering as expected after surgery or acute illness' },
  { code: 'V09', name: 'Treatment changed to one that can go home' },
  { code: 'V10', name: 'Discharge arranged with all partners' },
  { code: 'V11', name: 'Moved to the right ward or bed' },
  { code: 'V12', name: 'Care at the end of life that needs this bed' },
  { code: 'V99', name: 'Another value, told in the note' },
];

export function startingGreenValues(): ReferenceRow[] {
  const validFrom = '2017-01-01';
  const value: ReasonListEntry = {
    list: 'green-values',
    name: 'What a green day gave',
    validFrom,
    validTo: null,
    reasons: REASONS,
  };
  return [{ kind: 'reason-list', code: value.list, validFrom, value }];
}
