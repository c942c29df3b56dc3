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
