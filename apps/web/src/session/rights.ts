import { RIGHTS } from '#domain';
import type { Role } from '#domain';
import type { Session } from '#contracts';

/** What the table of rights means for buttons and links. The service decides; this only spares vain presses. */

/** Whether a ward's board may be opened by this person. */
export function mayOpen(
  session: Pick<Session, 'role' | 'organisation' | 'ward'>,
  ward: { readonly code: string; readonly organisation: string },
): boolean {
  const { sees, reach } = RIGHTS[session.role];
  if (sees === 'suppressed-counts') return false;
  switch (reach) {
    case 'everywhere':
    case 'residents':
      return true;
    case 'own-ward':
      return session.ward === ward.code;
    case 'own-organisations':
      // The discharge team works across two providers; which, only the service knows.
      return session.role === 'discharge-team' || session.organisation === ward.organisation;
  }
}

/** Whether the list of those who wait holds anything this person may read. */
export function mayOpenWaiting(session: Pick<Session, 'sees'>): boolean {
  return session.sees !== 'suppressed-counts';
}

/** Whether every ward's counts are told to this role. */
export function mayOpenSystem(session: Pick<Session, 'role'>): boolean {
  return RIGHTS[session.role].countsElsewhere;
}

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  'ward-nurse': 'Nurse in charge',
  matron: 'Matron',
  'bed-manager': 'Bed manager',
  'discharge-team': 'Integrated discharge team',
  director: 'Director on call',
  'local-authority': 'Council duty manager',
  analyst: 'Analyst',
  commissioner: 'Commissioner',
};
