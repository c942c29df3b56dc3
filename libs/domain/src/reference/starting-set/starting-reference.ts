import type { ReferenceRow } from '../book.js';
import { startingAcute2024 } from './acute-2024.js';
import { startingChecks } from './checks.js';
import { startingDtoc } from './dtoc.js';
import { startingGreenValues } from './green-values.js';
import { startingLeaving } from './leaving.js';
import { startingOrganisations } from './organisations.js';
import { startingOwners } from './owners.js';
import { startingRedConstraints } from './red-constraints.js';
import { startingThresholds } from './thresholds.js';

/**
 * What a new system begins with: organisations, sites, owners, reason lists, the attribution matrix,
 * the thresholds of length of stay, checks and professions, each from the date it holds. No ward and no patient.
 */
export function startingReference(): ReferenceRow[] {
  return [
    ...startingOrganisations(),
    ...startingOwners(),
    ...startingRedConstraints(),
    ...startingGreenValues(),
    ...startingDtoc(),
    ...startingAcute2024(),
    ...startingThresholds(),
    ...startingChecks(),
    ...startingLeaving(),
  ];
}
