import { addDays, weekday } from '../time/london.js';
import type { LocalDate } from '../time/london.js';

export type Bucket = 'day' | 'week' | 'month';

/** The first date of the day, week or month in which a date lies. A week begins on Monday. */
export function bucketOf(date: LocalDate, bucket: Bucket): LocalDate {
  switch (bucket) {
    case 'day':
      return date;
    case 'week':
      return addDays(date, 1 - weekday(date));
    case 'month':
      return `${date.slice(0, 8)}01`;
  }
}

/** The last date of the bucket that begins on a date. */
export function lastOfBucket(first: LocalDate, bucket: Bucket): LocalDate {
  switch (bucket) {
    case 'day':
      return first;
    case 'week':
      return addDays(first, 6);
    case 'month':
      // 31 days on is always in the next month.
      return addDays(bucketOf(addDays(first, 31), 'month'), -1);
  }
}

/** What of a span is closed: its first and last dates of which any ward is. */
export interface ClosedSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly closedFrom: LocalDate | null;
  readonly closedTo: LocalDate | null;
}

/** Whether every date of a bucket was asked for and is closed. One that is not says less than others and is compared with none. */
export function isWholeBucket(first: LocalDate, bucket: Bucket, span: ClosedSpan): boolean {
  const { from, to, closedFrom, closedTo } = span;
  if (closedFrom === null || closedTo === null) return false;
  const last = lastOfBucket(first, bucket);
  return first >= from && first >= closedFrom && last <= to && last <= closedTo;
}
