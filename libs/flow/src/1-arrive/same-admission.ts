import type { InstantText, StayView } from '#domain';
import { compareInstants, epochMs } from '#domain';

/** Two admissions no further apart than this are two tellings of one. */
const SAME_ADMISSION_MS = 24 * 3_600_000;

/** Whether an ended stay is the one that a feed speaks of: of the same admission, and not before a new one. */
export function isSameAdmission(ended: StayView, admittedAt: InstantText): boolean {
  const apart = Math.abs(epochMs(ended.admittedAt) - epochMs(admittedAt));
  const afterLeaving =
    ended.voided === null &&
    ended.leftAt !== null &&
    compareInstants(admittedAt, ended.leftAt) >= 0;
  return apart <= SAME_ADMISSION_MS && !afterLeaving;
}

/**
 * Whether word of an admission is of the patient's stay before, and not of the one that is open: it began
 * nearer to that one, and before that one was over. A ward may have let the patient in again meanwhile.
 */
export function isOfEarlier<T extends { readonly view: StayView }>(
  open: { readonly view: StayView },
  ended: T | undefined,
  admittedAt: InstantText,
): ended is T {
  if (ended === undefined || ended.view.voided !== null) return false;
  const apart = ({ view }: { readonly view: StayView }) =>
    Math.abs(epochMs(view.admittedAt) - epochMs(admittedAt));
  return isSameAdmission(ended.view, admittedAt) && apart(ended) < apart(open);
}
