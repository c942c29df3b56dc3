import type { DelayAttribution } from '../../delay/delay.js';
import type { ReferenceRow } from '../book.js';
import type { ReasonEntry, ReasonListEntry } from '../reference.js';

const internal = (code: string, name: string, owner: string): ReasonEntry => ({
  code,
  name,
  scope: 'internal',
  owner,
  attribution: 'nhs',
});

/** Where no owner is named, the council of ordinary residence is meant, which only the patient tells. */
const external = (
  code: string,
  name: string,
  attribution: DelayAttribution,
  owner?: string,
): ReasonEntry => ({
  code,
  name,
  scope: 'external',
  attribution,
  ...(owner === undefined ? {} : { owner }),
});

/**
 * What a red day waits for (Rapid Improvement Guide to Red and Green bed days, and what local
 * papers name). Internal is what the hospital can move alone, external needs a partner. A starting
 * list: the wards edit it.
 */
const REASONS: readonly ReasonEntry[] = [
  internal('I01', 'Senior review', 'UHL-MEDICAL'),
  internal('I02', 'Specialty opinion', 'UHL-MEDICAL'),
  internal('I03', 'Expected date or criteria for discharge', 'UHL-MEDICAL'),
  internal('I04', 'Imaging', 'UHL-IMAGING'),
  internal('I05', 'Pathology or another test', 'UHL-PATHOLOGY'),
  internal('I06', 'Acting on a result', 'UHL-MEDICAL'),
  internal('I07', 'Procedure or theatre slot', 'UHL-THEATRES'),
  internal('I08', 'Physiotherapy', 'UHL-THERAPY'),
  internal('I09', 'Occupational therapy', 'UHL-THERAPY'),
  internal('I10', 'Speech therapy, dietetics or another therapy', 'UHL-THERAPY'),
  internal('I11', 'Medicines to take home', 'UHL-PHARMACY'),
  internal('I12', 'Discharge letter or papers', 'UHL-MEDICAL'),
  internal('I13', 'Booking of transport', 'UHL-WARD'),
  internal('I14', 'Move to another ward or site', 'UHL-BEDS'),
  internal('I15', 'Infection control restriction', 'UHL-INFECTION'),
  internal('I16', 'Referral to the discharge team', 'UHL-WARD'),
  internal('I17', 'Enough of the team at the board round', 'UHL-WARD'),
  internal('I18', 'Liaison psychiatry', 'LPT-LIAISON'),
  internal('I19', 'Training with medicines or a line', 'UHL-WARD'),
  internal('I99', 'Another wait inside the hospital', 'UHL-WARD'),
  external('E01', 'Social worker or Care Act assessment', 'la'),
  external('E02', 'Start of care at home', 'la'),
  external('E03', 'Reablement or crisis response', 'joint', 'REABLEMENT'),
  external('E04', 'Residential home place', 'la'),
  external('E05', 'Nursing home place', 'joint', 'CARE-HOME'),
  external('E06', 'Continuing healthcare decision', 'nhs', 'ICB-CHC'),
  external('E07', 'Community hospital or rehabilitation bed', 'nhs', 'LPT-COMMUNITY'),
  external('E08', 'Intensive Community Support place', 'nhs', 'LPT-INTENSIVE'),
  external('E09', 'Interim or discharge-to-assess bed', 'joint', 'REABLEMENT'),
  external('E10', 'Equipment', 'joint', 'EQUIPMENT'),
  external('E11', 'Adaptations at home', 'la', 'DISTRICT-HOUSING'),
  external('E12', 'Housing', 'nhs', 'HOUSING'),
  external('E13', 'Patient transport', 'nhs', 'TRANSPORT'),
  external('E14', "Care home's own assessment", 'joint', 'CARE-HOME'),
  external('E15', 'Choice of patient or family', 'nhs', 'FAMILY'),
  external('E16', 'Safeguarding, capacity or court', 'la'),
  external('E17', 'Another area: council or hospital', 'nhs', 'NHS-OUT-OF-AREA'),
  external('E18', 'Mental health bed or permission', 'nhs', 'LPT-MENTAL-HEALTH'),
  external('E19', 'End of life care', 'nhs', 'HOSPICE'),
  external('E99', 'Another wait outside the hospital', 'joint', 'IDT'),
];

export function startingRedConstraints(): ReferenceRow[] {
  const validFrom = '2017-01-01';
  const value: ReasonListEntry = {
    list: 'red-constraints',
    name: 'What a red day waits for',
    validFrom,
    validTo: null,
    reasons: REASONS,
  };
  return [{ kind: 'reason-list', code: value.list, validFrom, value }];
}
