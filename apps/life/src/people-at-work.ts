import type { Versions } from '#contracts';
import type { InstantText } from '#domain';
import { epochMs } from '#domain';
import { MINUTE } from '#synthetic';

/** A ward where a person did something is left to them for so long. */
const LEFT_ALONE_MS = 15 * MINUTE;

/**
 * Knows on which wards a person is at work, by what everybody is told: a ward's version goes up by one
 * with every act, so whatever it went up beyond one's own acts was done by somebody else.
 */
export interface PeopleAtWork {
  /** Takes the versions as they are read. */
  read(versions: Versions, now: InstantText): void;
  /** Of a ward that was marked shortly before one began, nobody can tell any more by whom. */
  markedBefore(ward: string, lastMarkAt: InstantText | null): void;
  /** An act of one's own, answered with the version that it made. */
  answered(ward: string, version: number, now: InstantText): void;
  /** An act of one's own whose answer names no version: the next reading is one higher for it. */
  expects(ward: string): void;
  isBusy(ward: string, now: InstantText): boolean;
}

export function peopleAtWork(): PeopleAtWork {
  const known = new Map<string, number>();
  const expected = new Map<string, number>();
  const aloneUntil = new Map<string, number>();

  function somebodyWas(ward: string, ms: number): void {
    aloneUntil.set(ward, ms + LEFT_ALONE_MS);
  }

  /** Takes a version that holds `own` more acts of one's own than were expected. */
  function take(ward: string, version: number, own: number, now: InstantText): void {
    const before = known.get(ward);
    known.set(ward, version);
    if (before === undefined || version === before) return;
    const left = before + own + (expected.get(ward) ?? 0) - version;
    expected.set(ward, Math.max(0, left));
    if (left < 0) somebodyWas(ward, epochMs(now));
  }

  return {
    read(versions, now) {
      for (const [ward, version] of Object.entries(versions)) take(ward, version, 0, now);
    },
    markedBefore(ward, lastMarkAt) {
      if (lastMarkAt !== null) somebodyWas(ward, epochMs(lastMarkAt));
    },
    answered: (ward, version, now) => take(ward, version, 1, now),
    expects(ward) {
      expected.set(ward, (expected.get(ward) ?? 0) + 1);
    },
    isBusy: (ward, now) => epochMs(now) < (aloneUntil.get(ward) ?? 0),
  };
}
