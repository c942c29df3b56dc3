import type { RoundKind } from '#domain';

export const ROUND_NAMES: Readonly<Record<RoundKind, string>> = {
  morning: 'Morning round',
  huddle: 'Huddle',
};

/** "0:38", "12:05" */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** "31 minutes", "1 minute" */
export function minutesWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** "definite", as a person says it of today. */
export const HOME_WORDS = {
  definite: 'Definite',
  potential: 'Potential',
  no: 'No',
} as const;

/** What a press on a check makes of it: to do, asked, done, not needed, and asked again. */
export function nextCheckState(
  state: 'not-needed' | 'asked' | 'done' | null,
): 'not-needed' | 'asked' | 'done' {
  if (state === null || state === 'not-needed') return 'asked';
  return state === 'asked' ? 'done' : 'not-needed';
}

export const CHECK_WORDS = {
  'to-do': 'to do',
  asked: 'asked',
  done: 'done',
  'not-needed': 'not needed',
} as const;
