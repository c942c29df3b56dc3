import type { Person, Role } from './person.js';

/** What a person may be allowed to do; each operation of the surface asks for exactly one. */
export type Permission =
  | 'mark'
  | 'plan'
  | 'readiness'
  | 'delay'
  | 'action'
  | 'round'
  | 'admit'
  | 'move'
  | 'leave'
  | 'attribute'
  | 'claim'
  | 'escalate'
  | 'escalations'
  | 'call'
  | 'decide'
  | 'agree'
  | 'dispute'
  | 'answer'
  | 'trends'
  | 'populations'
  | 'reference'
  | 'import';

/** Where a right holds: the ward of the person, the organisations of the person, everywhere, or for residents. */
export type Reach = 'own-ward' | 'own-organisations' | 'residents' | 'everywhere';

/**
 * How much of a patient a person sees within their reach; a wall is shown only what a passer-by may know, and who
 * keeps the reference data nothing of any patient.
 */
export type Sight = 'named' | 'without-identity' | 'suppressed-counts' | 'wall' | 'reference-data';

export interface RoleRights {
  readonly sees: Sight;
  readonly reach: Reach;
  /** Counts of every ward, for those who see only their own by name. */
  readonly countsElsewhere: boolean;
  readonly may: readonly Permission[];
}

const ON_A_WARD = [
  'mark',
  'plan',
  'readiness',
  'delay',
  'action',
  'round',
  'admit',
  'move',
  'leave',
] as const satisfies readonly Permission[];

const EVERYTHING = [
  ...ON_A_WARD,
  'attribute',
  'claim',
  'escalate',
  'escalations',
  'call',
  'decide',
  'agree',
  'dispute',
  'answer',
  'trends',
  'populations',
  'reference',
  'import',
] as const satisfies readonly Permission[];

const RIGHTS: Record<Role, RoleRights> = {
  administrator: {
    sees: 'reference-data',
    reach: 'everywhere',
    countsElsewhere: false,
    may: ['reference', 'import'],
  },
  'ward-nurse': { sees: 'named', reach: 'own-ward', countsElsewhere: true, may: ON_A_WARD },
  matron: {
    sees: 'named',
    reach: 'own-organisations',
    countsElsewhere: true,
    may: [...ON_A_WARD, 'escalate'],
  },
  'bed-manager': {
    sees: 'named',
    reach: 'own-organisations',
    countsElsewhere: true,
    may: [...ON_A_WARD, 'escalate'],
  },
  'discharge-team': {
    sees: 'named',
    reach: 'own-organisations',
    countsElsewhere: true,
    may: [...ON_A_WARD, 'attribute', 'claim', 'escalate'],
  },
  director: {
    sees: 'named',
    reach: 'everywhere',
    countsElsewhere: true,
    may: ['escalations', 'call', 'decide'],
  },
  'local-authority': {
    sees: 'named',
    reach: 'residents',
    countsElsewhere: false,
    may: ['agree', 'dispute', 'answer'],
  },
  analyst: {
    sees: 'without-identity',
    reach: 'everywhere',
    countsElsewhere: true,
    may: ['trends', 'populations'],
  },
  commissioner: {
    sees: 'suppressed-counts',
    reach: 'everywhere',
    countsElsewhere: true,
    may: [],
  },
  wall: { sees: 'wall', reach: 'own-ward', countsElsewhere: false, may: [] },
};

/** Where no patient is real, the administrator may try everything. */
const RIGHTS_IN_DEMONSTRATION: Record<Role, RoleRights> = {
  ...RIGHTS,
  administrator: { sees: 'named', reach: 'everywhere', countsElsewhere: true, may: EVERYTHING },
};

/** The table of rights: one place, used by HTTP, the live socket and the screen's buttons. */
export function rightsOf({
  role,
  demonstration,
}: Pick<Person, 'role' | 'demonstration'>): RoleRights {
  return (demonstration === true ? RIGHTS_IN_DEMONSTRATION : RIGHTS)[role];
}
