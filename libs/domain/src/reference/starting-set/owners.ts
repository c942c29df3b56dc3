import type { ReferenceRow } from '../book.js';
import type { OwnerEntry } from '../reference.js';
import { rowsOf } from './row.js';

/**
 * Who can be asked to act on a wait in Leicester, Leicestershire and Rutland. A starting list:
 * the system edits it. A council's code is its ONS code, so that ordinary residence names its owner.
 */
const OWNERS = [
  { code: 'UHL-WARD', name: 'UHL ward team', kind: 'nhs' },
  { code: 'UHL-MEDICAL', name: 'UHL medical and specialty teams', kind: 'nhs' },
  { code: 'UHL-PHARMACY', name: 'UHL pharmacy', kind: 'nhs' },
  { code: 'UHL-IMAGING', name: 'UHL imaging', kind: 'nhs' },
  { code: 'UHL-PATHOLOGY', name: 'UHL pathology', kind: 'nhs' },
  { code: 'UHL-THEATRES', name: 'UHL theatres and procedures', kind: 'nhs' },
  { code: 'UHL-THERAPY', name: 'UHL therapy', kind: 'nhs' },
  { code: 'UHL-BEDS', name: 'UHL bed management', kind: 'nhs' },
  { code: 'UHL-INFECTION', name: 'UHL infection prevention', kind: 'nhs' },
  { code: 'LPT-COMMUNITY', name: 'LPT community hospitals', kind: 'nhs' },
  { code: 'LPT-MENTAL-HEALTH', name: 'LPT mental health services', kind: 'nhs' },
  { code: 'LPT-LIAISON', name: 'LPT liaison psychiatry', kind: 'nhs' },
  { code: 'LPT-INTENSIVE', name: 'LPT Intensive Community Support', kind: 'nhs' },
  { code: 'LPT-NURSING', name: 'LPT community nursing and therapy', kind: 'nhs' },
  { code: 'ICB-CHC', name: 'NHS continuing healthcare', kind: 'nhs' },
  { code: 'TRANSPORT', name: 'Patient transport provider', kind: 'nhs' },
  { code: 'EMAS', name: 'East Midlands Ambulance Service', kind: 'nhs' },
  { code: 'PRIMARY-CARE', name: 'General practice and primary care', kind: 'nhs' },
  { code: 'HOSPICE', name: 'End of life hub and hospice', kind: 'nhs' },
  { code: 'NHS-OUT-OF-AREA', name: 'NHS outside the area', kind: 'nhs' },
  { code: 'E06000016', name: 'Leicester City Council adult social care', kind: 'council' },
  { code: 'E10000018', name: 'Leicestershire County Council adult social care', kind: 'council' },
  { code: 'E06000017', name: 'Rutland County Council adult social care', kind: 'council' },
  { code: 'IDT', name: 'Integrated discharge team', kind: 'joint' },
  { code: 'HOME-FIRST', name: 'Home First hub', kind: 'joint' },
  { code: 'REABLEMENT', name: 'Reablement and interim beds', kind: 'joint' },
  { code: 'EQUIPMENT', name: 'Community equipment store', kind: 'joint' },
  { code: 'LA-OUT-OF-AREA', name: 'Council outside the area', kind: 'other' },
  { code: 'HOUSING', name: 'Hospital housing team', kind: 'other' },
  { code: 'DISTRICT-HOUSING', name: 'District council housing', kind: 'other' },
  { code: 'CARE-HOME', name: 'Care home', kind: 'other' },
  { code: 'HOME-CARE', name: 'Home care provider', kind: 'other' },
  { code: 'FAMILY', name: 'Patient or family', kind: 'other' },
  { code: 'COURTS', name: 'Court of Protection or Ministry of Justice', kind: 'other' },
] as const satisfies readonly OwnerEntry[];

export function startingOwners(): ReferenceRow[] {
  return rowsOf('owner', '2010-04-01', OWNERS);
}
