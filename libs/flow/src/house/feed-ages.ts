import type { FeedAge } from '#contracts';
import type { FeedKind, ReferenceBook } from '#domain';
import { isGone, isQuiet, quietAfter } from '#domain';
import type { Persistence } from '#persistence';
import { SERVICE } from '#persistence';
import type { House } from './house.js';
import { nowText } from './house.js';

/** When a source last spoke of a ward. */
export interface WardAge {
  readonly organisation: string;
  readonly source: string;
  readonly kind: FeedKind;
  readonly ward: string;
  readonly lastAt: string;
}

/** Boards are opened by the hundred at once, and an age is shown in minutes. */
const HELD_MS = 2_000;

const held = new WeakMap<Persistence, { untilMs: number; ages: Promise<readonly WardAge[]> }>();

/** Ages of all sources and wards, at most two seconds old. */
function wardAges({ persistence }: House): Promise<readonly WardAge[]> {
  const known = held.get(persistence);
  if (known !== undefined && performance.now() < known.untilMs) return known.ages;
  const ages = readAges(persistence);
  held.set(persistence, { untilMs: performance.now() + HELD_MS, ages });
  ages.catch(() => held.delete(persistence));
  return ages;
}

export async function readAges(persistence: Persistence): Promise<readonly WardAge[]> {
  const rows = await persistence.as(SERVICE).query<Omit<WardAge, 'lastAt'> & { lastAt: Date }>(
    `SELECT organisation, source, 'adt' AS kind, ward, last_at AS "lastAt" FROM feed_ward
     UNION ALL SELECT organisation, source, 'census', ward, max(taken_at) FROM census_ward GROUP BY 1, 2, 4
     ORDER BY 1, 2, 3, 4`,
  );
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}

/** The feeds that speak of a ward: messages by the last of any ward, files by the last that named this one. */
export async function feedsOfWard(
  house: House,
  organisation: string,
  ward: string,
): Promise<FeedAge[]> {
  const [ages, book] = [await wardAges(house), await house.books.any()];
  const now = nowText(house);
  const own = ages.filter((age) => age.organisation === organisation);
  return own.flatMap(({ source, kind, ward: of, lastAt }): FeedAge[] => {
    if (of !== ward) return [];
    const heard = kind === 'adt' ? lastOf(own, source, kind) : lastAt;
    return isGone(heard, now) ? [] : [feedAge(book, { source, kind, lastAt: heard }, now)];
  });
}

export function lastOf(ages: readonly WardAge[], source: string, kind: FeedKind): string {
  return ages.reduce(
    (last, age) =>
      age.source === source && age.kind === kind && age.lastAt > last ? age.lastAt : last,
    '',
  );
}

export function feedAge(
  book: ReferenceBook,
  { source, kind, lastAt }: Pick<FeedAge, 'source' | 'kind' | 'lastAt'>,
  now: string,
): FeedAge {
  const quietAfterMinutes = quietAfter(kind, book.sources.get(source)?.quietAfterMinutes);
  return {
    source,
    kind,
    lastAt,
    quietAfterMinutes,
    quiet: isQuiet(lastAt, now, quietAfterMinutes),
  };
}
