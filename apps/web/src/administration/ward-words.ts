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

/** Beds as a person writes them, "A1 A2, A3", and ranges, "A1-A6"; in that order, none twice. */
export function bedsOf(text: string): string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  return [...new Set(words.flatMap(rangeOf))];
}

const RANGE_MAX = 200;

function rangeOf(word: string): string[] {
  const match = /^([A-Za-z]*)(\d{1,3})-([A-Za-z]*)(\d{1,3})$/.exec(word);
  if (match === null) return [word];
  const [, bay = '', from = '', otherBay = '', to = ''] = match;
  const count = Number(to) - Number(from) + 1;
  if ((otherBay !== '' && otherBay !== bay) || count < 1 || count > RANGE_MAX) return [word];
  return Array.from({ length: count }, (_, index) => `${bay}${Number(from) + index}`);
}
