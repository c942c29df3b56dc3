import type { SystemPicture } from '#contracts';
import type { Audience, LocalDate, Person, ReferenceBook, Result, WardCounts } from '#domain';
import { accept, audienceOf, countsElsewhere, londonDate, refuse, wardCounts } from '#domain';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import type { HouseIndex, IndexedWard } from '../live/house-index.js';

/** The counts of one ward for an audience, or null for a ward the book does not know. */
export function countsOfWard(
  ward: IndexedWard,
  frame: { readonly audience: Audience; readonly date: LocalDate; readonly book: ReferenceBook },
): WardCounts | null {
  const entry = frame.book.wards.get(ward.ward);
  if (entry === undefined) return null;
  return wardCounts(
    entry,
    [...ward.stays.values()].map(({ view }) => view),
    frame,
  );
}

/** Numbers of every ward: `GET /system` and the snapshot of its screen. A council has its own list instead. */
export async function system(
  house: House,
  index: HouseIndex,
  person: Person,
): Promise<Result<SystemPicture>> {
  if (!countsElsewhere(person)) return refuse('not-allowed');
  await index.ready();
  const book = await house.books.any();
  return accept(systemNow(house, index, { audience: countsAudience(person), book }));
}

/** Counts name nobody: all who may see them see the same, but for those whose small numbers are hidden. */
export function countsAudience(person: Person): Audience {
  const { sight } = audienceOf(person);
  return sight === 'suppressed-counts'
    ? { sight, of: 'everyone' }
    : { sight: 'without-identity', of: 'everyone' };
}

/** The picture as the index stands at this moment, without waiting. */
export function systemNow(
  house: House,
  index: HouseIndex,
  { audience, book }: { readonly audience: Audience; readonly book: ReferenceBook },
): SystemPicture {
  const asOf = nowText(house);
  const date = londonDate(asOf);
  const items = [...index.all().values()].flatMap((ward) => {
    const counts = countsOfWard(ward, { audience, date, book });
    return counts === null ? [] : [counts];
  });
  const byWard = items.sort((a, b) => (a.ward < b.ward ? -1 : 1));
  return { asOf, date, items: byWard, versions: index.versions() };
}
