import type { RoundKind } from '#domain';

/** A morning reviews, a huddle says the final word: two questions, and never one word for both. */
export const JUDGED_WORDS: Readonly<
  Record<RoundKind, { readonly done: string; readonly left: string; readonly all: string }>
> = {
  morning: { done: 'reviewed', left: 'not reviewed', all: 'Every patient is reviewed.' },
  huddle: { done: 'final', left: 'no final word yet', all: 'Every patient has a final word.' },
};

/** Who is left at the end of a round, and what their day counts as. */
export function leftWords(kind: RoundKind, count: number): { who: string; counts: string } {
  const some = (one: string, many: string) =>
    count === 1 ? `1 patient ${one}` : `${count} patients ${many}`;
  if (kind === 'morning')
    return {
      who: `${some('is', 'are')} not reviewed.`,
      counts: 'A day that nobody marks counts as red.',
    };
  return {
    who: `${some('has', 'have')} no final word yet.`,
    counts: 'A day counts by its plan, and as red where nobody said anything.',
  };
}

/** What the end of a round says of reds that nobody was asked to do anything about. */
export function joblessWords(count: number): { who: string; means: string } {
  return count === 1
    ? { who: '1 red has no next action:', means: 'nobody gets a job for it.' }
    : { who: `${count} reds have no next action:`, means: 'nobody gets a job for them.' };
}

/** "16 of 25 reviewed", "13 of 26 have a final word" */
export function resultWords(kind: RoundKind, reviewed: number, of: number): string {
  return `${reviewed} of ${of} ${kind === 'huddle' ? 'have a final word' : 'reviewed'}`;
}
