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
