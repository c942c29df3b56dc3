import type { Dimension, ErrorCode, TrendQuery, TrendStaysQuery } from '#contracts';
import { DIMENSIONS, NONE } from '#contracts';
import type { LocalDate, Person, ReferenceBook, Result } from '#domain';
import { accept, audienceOf, bucketOf, lastOfBucket, midnightsBetween } from '#domain';

/** Longer spans than these are asked for in larger buckets. */
const DAYS_MAX = 3_660;

/** The filters of a question, by dimension. */
export type Filters = Partial<Readonly<Record<Dimension | 'list', string>>>;

export function filtersOf(query: TrendQuery | TrendStaysQuery): Filters {
  return Object.fromEntries(
    ([...DIMENSIONS, 'list'] as const).flatMap((name) =>
      query[name] === undefined ? [] : [[name, query[name]]],
    ),
  );
}

/** Whose days a person may count; what is left out binds nothing. Organisations are the database's own rule. */
export interface Scope {
  readonly organisation?: string;
  readonly ward?: string;
  readonly council?: string;
}

export function scopeOf(person: Person): Scope {
  const audience = audienceOf(person);
  switch (audience.of) {
    case 'ward':
      return { organisation: audience.organisation, ward: audience.ward };
    case 'residents':
      return { council: audience.authority };
    case 'everyone':
    case 'organisations':
      return {};
  }
}

/** What was asked, or the code with which it is refused. */
export type Asked<T> = Result<T, Refusing>;

interface Refusing {
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

export function no(code: ErrorCode, details: Refusing['details'] = {}): Asked<never> {
  return { ok: false, refusal: { code, details } };
}

export const SPAN = {
  issues: [{ place: 'from', message: `from is not after to, and at most ${DAYS_MAX} days before` }],
};

export function isSpan({
  from,
  to,
}: {
  readonly from: LocalDate;
  readonly to: LocalDate;
}): boolean {
  return from <= to && midnightsBetween(from, to) <= DAYS_MAX;
}

/**
 * The question as this person may ask it. Those who may know no person ask in whole weeks or months, by
 * one dimension or by none, of everything or of one organisation: two questions that differ by a day or
 * by a patient would tell what one alone hides. Directorates and service lines cut wards otherwise than
 * sites do, and are not asked by them at all.
 */
export function askedBy(person: Person, query: TrendQuery, book: ReferenceBook): Asked<TrendQuery> {
  if (!isSpan(query)) return no('malformed', SPAN);
  const unknown = unknownIn(query, book);
  if (audienceOf(person).sight !== 'suppressed-counts')
    return unknown === null ? accept(query) : no('not-found', { field: unknown });
  const filters = Object.keys(filtersOf(query)).filter((name) => name !== 'organisation');
  const crossing = query.by.some((name) => name === 'directorate' || name === 'serviceLine');
  if (query.bucket === 'day' || query.by.length > 1 || crossing || filters.length > 0)
    return no('not-allowed');
  if (unknown !== null) return no('not-found', { field: unknown });
  return accept({
    ...query,
    from: bucketOf(query.from, query.bucket),
    to: lastOfBucket(bucketOf(query.to, query.bucket), query.bucket),
  });
}

/** The filter that names a ward, organisation or site which nobody knows: its count would look like none. */
export function unknownIn(
  { ward, organisation, site }: TrendQuery | TrendStaysQuery,
  { wards, organisations, sites }: ReferenceBook,
): string | null {
  const isUnknown = (name: string | undefined, known: { has(code: string): boolean }) =>
    name !== undefined && name !== NONE && !known.has(name);
  if (isUnknown(ward, wards)) return 'ward';
  if (isUnknown(organisation, organisations)) return 'organisation';
  return isUnknown(site, sites) ? 'site' : null;
}

/** Where each ward lies, for the database to group by. */
export function wardRows(book: ReferenceBook): string {
  return JSON.stringify(
    [...book.wards.values()].map(({ organisation, code, site, directorate, serviceLine }) => ({
      organisation,
      ward: code,
      site,
      directorate,
      serviceLine,
    })),
  );
}
