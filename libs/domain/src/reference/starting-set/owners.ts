import type { ReferenceRow } from '../book.js';
import type { OwnerEntry } from '../reference.js';
import { rowsOf } from './row.js';

/**
 * Who can be asked to act on a wait in Leicester, Leicestershire and Rutland. A starting list:
 * the system edits it. A council's code is its ONS code, so that ordinary residence names its owner.
 */
const OWNERS = [
  { code: 'UHL-WARD', name: 'UHL ward team', kind: 'nhs', role: 'nurse' },
  { code: 'UHL-MEDICAL', name: 'UHL medical and specialty teams', kind: 'nhs', role: 'doctor' },
  { code: 'UHL-PHARMACY', name: 'UHL pharmacy', kind: 'nhs', role: 'pharmacist' },
  { code: 'UHL-IMAGING', name: 'UHL imaging', kind: 'nhs', role: 'imaging' },
  { code: 'UHL-PATHOLOGY', name: 'UHL pathology', kind: 'nhs', role: 'pathology' },
  { code: 'UHL-THEATRES', name: 'UHL theatres and procedures', kind: 'nhs', role: 'theatres' },
  { code: 'UHL-THERAPY', name: 'UHL therapy', kind: 'nhs', role: 'therapist' },
  { code: 'UHL-BEDS', name: 'UHL bed management', kind: 'nhs', role: 'bed-manager' },
  { code: 'UHL-INFECTION', name: 'UHL infection prevention', kind: 'nhs', role: 'infection-team' },
  { code: 'LPT-COMMUNITY', name: 'LPT community hospitals', kind: 'nhs' },
  {
    code: 'LPT-MENTAL-HEALTH',
    name: 'LPT mental health services',
    kind: 'nhs',
    role: 'mental-health-team',
  },
  { code: 'LPT-LIAISON', name: 'LPT liaison psychiatry', kind: 'nhs', role: 'mental-health-team' },
  { code: 'LPT-INTENSIVE', name: 'LPT Intensive Community Support', kind: 'nhs' },
  { code: 'LPT-NURSING', name: 'LPT community nursing and therapy', kind: 'nhs' },
  { code: 'ICB-CHC', name: 'NHS continuing healthcare', kind: 'nhs' },
  { code: 'TRANSPORT', name: 'Patient transport provider', kind: 'nhs' },
  { code: 'EMAS', name: 'East Midlands Ambulance Service', kind: 'nhs' },
  { code: 'PRIMARY-CARE', name: 'General practice and primary care', kind: 'nhs' },
  { code: 'HOSPICE', name: 'End of life hub and hospice', kind: 'nhs' },
  { code: 'NHS-OUT-OF-AREA', name: 'NHS outside the area', kind: 'nhs' },
  {
    code: 'E06000016',
    name: 'Leicester City Council adult social care',
    kind: 'council',
    role: 'social-worker',
  },
  {
    code: 'E10000018',
    name: 'Leicestershire County Council adult social care',
    kind: 'council',
    role: 'social-worker',
  },
  {
    code: 'E06000017',
    name: 'Rutland County Council adult social care',
    kind: 'council',
    role: 'social-worker',
  },
  { code: 'IDT', name: 'Integrated discharge team', kind: 'joint', role: 'discharge-team' },
  { code: 'HOME-FIRST', name: 'Home First hub', kind: 'joint', role: 'discharge-team' },
  {
    code: 'REABLEMENT',
    name: 'Reablement and interim beds',
    kind: 'joint',
    role: 'discharge-team',
  },
  { code: 'EQUIPMENT', name: 'Community equipment store', kind: 'joint', role: 'therapist' },
  {
    code: 'LA-OUT-OF-AREA',
    name: 'Council outside the area',
    kind: 'other',
    role: 'social-worker',
  },
  { code: 'HOUSING', name: 'Hospital housing team', kind: 'other' },
  { code: 'DISTRICT-HOUSING', name: 'District council housing', kind: 'other' },
  { code: 'CARE-HOME', name: 'Care home', kind: 'other' },
  { code: 'HOME-CARE', name: 'Home care provider', kind: 'other' },
  { code: 'FAMILY', name: 'Patient or family', kind: 'other', role: 'nurse' },
  { code: 'COURTS', name: 'Court of Protection or Ministry of Justice', kind: 'other' },
] as const satisfies readonly OwnerEntry[];

export function startingOwners(): ReferenceRow[] {
  return rowsOf('owner', '2010-04-01', OWNERS);
}
