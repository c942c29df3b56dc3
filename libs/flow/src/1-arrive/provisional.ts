import type { Identity, StayView } from '#domain';
import { foldName } from '#domain';
import type { Words } from './particulars.js';

/** Where a feed says that a patient lies, and what the patient is called. */
export interface InBed {
  readonly ward: string | null;
  readonly bed: string | null;
  readonly words: Words;
}

/**
 * Whether a feed's word may be of a patient whom the ward entered by hand without any number. Such a
 * record is made to be found by the next feed, so this is the one place where a name counts: the
 * family name in the very bed, or the whole name on the ward, and no date of birth against it. A
 * record with a number is never found by name.
 */
export function isEntryOf(
  { view, patient }: { readonly view: StayView; readonly patient: Identity | null },
  { ward, bed, words }: InBed,
): boolean {
  if (view.source !== BY_HAND || view.leftAt !== null || patient === null) return false;
  if (patient.localId !== null || patient.nhsNumber !== null || view.ward !== ward) return false;
  const { familyName, givenName, dateOfBirth } = words;
  if (familyName === undefined || foldName(familyName) !== foldName(patient.familyName ?? ''))
    return false;
  const born = patient.dateOfBirth;
  if (born !== null && dateOfBirth !== undefined && born !== dateOfBirth) return false;
  const sameBed = bed !== null && bed === view.bed;
  return sameBed || foldName(givenName ?? '') === foldName(patient.givenName ?? '');
}

/** The source of what a ward enters itself. */
export const BY_HAND = 'hand';
