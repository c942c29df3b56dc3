import type { WardsLoaded } from '#contracts';
import type { LocalDate, WardKind } from '#domain';

export const KIND_WORDS: Readonly<Record<WardKind, string>> = {
  acute: 'Acute',
  community: 'Community',
  'mental-health': 'Mental health',
  assessment: 'Assessment',
  virtual: 'Virtual',
  elsewhere: 'Elsewhere',
};

/** Monday first, as the house numbers them from 1. */
export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "every day", "Mon to Fri", "Mon, Wed, Fri" */
export function daysWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === 7) return 'every day';
  const names = sorted.map((day) => DAY_NAMES[day - 1] ?? '');
  const first = sorted[0] ?? 0;
  const inARow = sorted.every((day, index) => day === first + index);
  return inARow && names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}

const dayMonthYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** "9 Jun 2026" */
export function longDate(date: LocalDate): string {
  return dayMonthYear.format(new Date(`${date}T00:00:00Z`));
}

/** A file of wards in one sentence: "2 new wards, 3 changed; 1 line not taken." */
export function fileSentence(
  { set, made, refused }: Pick<WardsLoaded, 'set' | 'made' | 'refused'>,
  how: 'would' | 'done',
): string {
  const changed = set.length - made.length;
  const parts = [
    ...(made.length === 0 ? [] : [`${made.length} new ${made.length === 1 ? 'ward' : 'wards'}`]),
    ...(changed === 0 ? [] : [`${changed} ${how === 'done' ? 'changed' : 'to be changed'}`]),
  ];
  const lines = refused.length === 1 ? '1 line' : `${refused.length} lines`;
  const first = parts.length === 0 ? 'No ward can be set' : parts.join(', ');
  return `${first}${refused.length === 0 ? '' : `; ${lines} not taken`}.`;
}
