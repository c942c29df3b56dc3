import { useMemo } from 'react';

/** Versions that the service has told us of what we changed, by what was changed. */
export interface KnownVersions {
  readonly learn: (of: string, version: number) => void;
  /** The version that the next change builds on: what was seen or told, and one for each still on its way. */
  readonly next: (of: string, seen: number, ahead: number) => number;
}

/**
 * An answer is known before the screen is drawn with it. Whoever presses twice within that moment
 * builds on the answer, not on the older picture.
 */
export function createKnownVersions(): KnownVersions {
  const told = new Map<string, number>();
  return {
    learn: (of, version) => void told.set(of, Math.max(version, told.get(of) ?? 0)),
    next: (of, seen, ahead) => Math.max(seen, told.get(of) ?? 0) + ahead,
  };
}

export function useKnownVersions(): KnownVersions {
  return useMemo(() => createKnownVersions(), []);
}
