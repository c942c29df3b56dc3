import { addDays, bucketOf } from '#domain';
import type { LocalDate } from '#domain';

/** What the weekly page is about: a week, and the wards it is narrowed to. All of it stands in the address. */
export interface Chosen {
  /** The Monday of the week. */
  readonly week: LocalDate;
  readonly organisation: string;
  readonly site: string;
  readonly ward: string;
  /** By what the last table groups. */
  readonly place: Place;
}

type Place = 'organisation' | 'site' | 'ward';
export const PLACES = ['organisation', 'site', 'ward'] as const;

/** Weeks in the figures that show a course. */
const WEEKS = 12;

/** The last week that is over. */
export function lastWeek(today: LocalDate): LocalDate {
  return addDays(bucketOf(today, 'week'), -7);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function chosenOf(search: URLSearchParams, today: LocalDate): Chosen {
  const asked = search.get('week') ?? '';
  const real = DATE.test(asked) && !Number.isNaN(Date.parse(asked));
  const text = (name: string) => search.get(name) ?? '';
  const place = PLACES.find((one) => one === search.get('place')) ?? 'site';
  return {
    week: real ? bucketOf(asked, 'week') : lastWeek(today),
    organisation: text('organisation'),
    site: text('site'),
    ward: text('ward'),
    place,
  };
}

type Parts = Readonly<Record<string, string | null | undefined>>;

/** A query without what is empty; null stands for days on which nothing is recorded. */
export function queryOf(parts: Parts): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) search.set(name, 'none');
    else if (value !== undefined && value !== '') search.set(name, value);
  }
  return search.toString();
}

/** The filters of a choice, as the service takes them. */
export function filterParts({ organisation, site, ward }: Chosen): Parts {
  return { organisation, site, ward };
}

/** The Mondays of the weeks shown, oldest first. */
export function weeksOf(week: LocalDate): LocalDate[] {
  return Array.from({ length: WEEKS }, (_, n) => addDays(week, (n + 1 - WEEKS) * 7));
}
