import type { ReferenceRow } from '../book.js';
import type { CheckEntry, RoleEntry } from '../reference.js';
import { rowsOf } from './row.js';

/**
 * What must be ready before a patient leaves, as ward boards have it in columns. A starting list: the
 * system edits it, and each ward chooses its own columns. A label has at most seven letters.
 */
const CHECKS = [
  ['medicines', 'Medicines to take home', 'Meds', 'pharmacist'],
  ['letter', 'Discharge letter', 'Letter', 'doctor'],
  ['transport', 'Book transport', 'Transp', 'nurse'],
  ['therapy', 'Therapy assessment', 'Therapy', 'therapist'],
  ['equipment', 'Equipment at home', 'Equip', 'therapist'],
  ['family-told', 'Tell the family', 'Family', 'nurse'],
  ['care-package', 'Arrange care at home', 'Care', 'discharge-team'],
  ['home-access', 'Keys, heating and food at home', 'Home', 'nurse'],
  ['follow-up', 'Book the follow-up', 'Follow', 'ward-clerk'],
  ['mental-health-plan', 'Care plan with the community team', 'Plan', 'mental-health-team'],
  ['leave-tried', 'Try leave', 'Leave', 'nurse'],
  ['accommodation', 'Somewhere to live', 'Housing', 'social-worker'],
] as const;

/** Professions at a round. */
const ROLES = [
  ['consultant', 'Consultant'],
  ['doctor', 'Doctor'],
  ['nurse-in-charge', 'Nurse in charge'],
  ['nurse', 'Nurse'],
  ['pharmacist', 'Pharmacist'],
  ['therapist', 'Therapist'],
  ['discharge-team', 'Discharge team'],
  ['social-worker', 'Social worker'],
  ['mental-health-team', 'Mental health team'],
  ['imaging', 'Imaging'],
  ['pathology', 'Pathology'],
  ['theatres', 'Theatres and procedures'],
  ['bed-manager', 'Bed manager'],
  ['infection-team', 'Infection prevention'],
  ['ward-clerk', 'Ward clerk'],
  ['partner', 'Partners outside the ward'],
] as const;

export function startingChecks(): ReferenceRow[] {
  const checks = CHECKS.map(([code, name, label, role], place): CheckEntry => ({
    code,
    name,
    label,
    role,
    place,
  }));
  const roles = ROLES.map(([code, name], place): RoleEntry => ({ code, name, place }));
  return [...rowsOf('check', '2017-01-01', checks), ...rowsOf('role', '2017-01-01', roles)];
}
