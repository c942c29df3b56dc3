import type { LengthThresholds } from '../../stay/length.js';
import type { ReferenceRow } from '../book.js';
import { NATIONAL_THRESHOLDS } from '../reference.js';
import type { WardKind } from '../reference.js';

/** More midnights than any stay has: a ward kind with these numbers has no bands. */
const NEVER = 100_000;

const NO_BANDS: LengthThresholds = {
  strandedOver: NEVER,
  longFrom: NEVER + 1,
  superStrandedFrom: NEVER + 2,
};

/**
 * Midnights from which a stay is long, by kind of ward. The national bands (over 6, 14, 21) speak of
 * general and acute beds; a mental health stay is weeks long by its nature, so its wards start
 * without bands until the trust sets its own.
 */
const THRESHOLDS = {
  acute: NATIONAL_THRESHOLDS,
  community: NATIONAL_THRESHOLDS,
  'mental-health': NO_BANDS,
  assessment: NATIONAL_THRESHOLDS,
  virtual: NATIONAL_THRESHOLDS,
  elsewhere: NATIONAL_THRESHOLDS,
} as const satisfies Record<WardKind, LengthThresholds>;

export function startingThresholds(): ReferenceRow[] {
  return Object.entries(THRESHOLDS).map(([code, value]) => ({
    kind: 'thresholds',
    code,
    validFrom: '2010-04-01',
    value,
  }));
}
