import type { DataAgeQuery, DataAges, SourceAge } from '#contracts';
import type { Person } from '#domain';
import { accept, may } from '#domain';
import { feedAge, lastOf, readAges } from '../house/feed-ages.js';
import type { WardAge } from '../house/feed-ages.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/**
 * How old the last word of each source is, as a whole and for each ward: `GET /data-age`. A nurse sees
 * the sources of the own ward; nothing of a patient is in it.
 */
export async function dataAges(
  house: House,
  person: Person,
  { ward }: DataAgeQuery,
): Promise<Arrival<DataAges>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const book = await house.books.any();
  const now = nowText(house);
  const mine = (age: WardAge) =>
    person.organisations.includes(age.organisation) &&
    (ward === undefined || age.ward === ward) &&
    (may(person, 'import') || may(person, 'admit', age));
  const all = await readAges(house.persistence);
  const bySource = new Map<string, WardAge[]>();
  for (const age of all.filter(mine)) {
    const key = JSON.stringify([age.organisation, age.source, age.kind]);
    const known = bySource.get(key);
    if (known === undefined) bySource.set(key, [age]);
    else known.push(age);
  }
  const items = [...bySource.values()].flatMap((ages): SourceAge[] => {
    const [first] = ages;
    if (first === undefined) return [];
    const { organisation, source, kind } = first;
    const own = all.filter((age) => age.organisation === organisation);
    const wards = ages.map((age) => ({
      ward: age.ward,
      name: book.wards.get(age.ward)?.name ?? age.ward,
      lastAt: age.lastAt,
    }));
    const lastAt = lastOf(own, source, kind);
    return [{ ...feedAge(book, { source, kind, lastAt }, now), organisation, wards }];
  });
  return accept({ asOf: now, items });
}
