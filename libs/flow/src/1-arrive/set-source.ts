import type { MappingBody, SourceBody, SourceListed } from '#contracts';
import type { MappingEntry, NewFact, Person, ReferenceBook, SourceEntry } from '#domain';
import { accept, londonDate, may } from '#domain';
import { actorOf } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { resumeMended } from './kept.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { referenceWrite } from './set-reference.js';

const TRIES_MAX = 12;

/** Every source that the house knows, with what it calls wards and beds: `GET /sources`. */
export async function listSources(
  house: House,
  person: Person,
): Promise<Arrival<readonly SourceListed[]>> {
  if (!may(person, 'import') && !may(person, 'reference')) return refused('not-allowed');
  const { sources, mappings } = await house.books.now();
  const names = new Set([...sources.keys(), ...mappings.keys()]);
  return accept(
    [...names].sort().map((source) => ({
      source,
      organisation: sources.get(source)?.organisation ?? null,
      accepted: sources.get(source)?.accepted ?? false,
      quietAfterMinutes: sources.get(source)?.quietAfterMinutes ?? null,
      wards: mappings.get(source)?.wards ?? [],
      beds: mappings.get(source)?.beds ?? [],
    })),
  );
}

/**
 * Accepts a source of messages for an organisation, or no longer: `PUT /sources/{source}`. What was
 * parked for want of it is taken up. Refuses `organisation-unknown`.
 */
export async function setSource(
  house: House,
  person: Person,
  source: string,
  { organisation, accepted, quietAfterMinutes }: SourceBody,
): Promise<Arrival<SourceListed>> {
  const value: SourceEntry = {
    source,
    organisation,
    accepted,
    ...(quietAfterMinutes == null ? {} : { quietAfterMinutes }),
  };
  return set(house, person, organisation, source, () => ({ kind: 'source', value }));
}

/**
 * Says what a source calls wards and beds: `PUT /mappings/{source}`, the whole table at once. What was
 * parked because of a name is taken up. Refuses `malformed` with the first ward that is not known.
 */
export async function setMapping(
  house: House,
  person: Person,
  source: string,
  { organisation, wards, beds }: MappingBody,
): Promise<Arrival<SourceListed>> {
  const value: MappingEntry = {
    source,
    wards: wards.map(({ name, ward, site }) => ({
      name,
      ward,
      ...(site === undefined ? {} : { site }),
    })),
    beds,
  };
  return set(house, person, organisation, source, (book) => {
    const stranger = [...wards, ...beds].find(
      ({ ward }) => book.wards.get(ward)?.organisation !== organisation,
    );
    return stranger === undefined ? { kind: 'mapping', value } : { unknown: stranger.ward };
  });
}

type Entry =
  Pick<NewFact<'reference-set'>['body'], 'kind' | 'value'> | { readonly unknown: string };

async function set(
  house: House,
  person: Person,
  organisation: string,
  source: string,
  entryIn: (book: ReferenceBook) => Entry,
): Promise<Arrival<SourceListed>> {
  if (!may(person, 'reference')) return refused('not-allowed');
  const database = house.persistence.as(actorOf(person));
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const book = await house.books.now();
    if (book.organisations.get(organisation)?.kind !== 'provider')
      return refused('organisation-unknown', { field: 'organisation' });
    if (!person.organisations.includes(organisation)) return refused('not-allowed');
    const entry = entryIn(book);
    if ('unknown' in entry) return refused('malformed', { field: 'ward', ward: entry.unknown });
    const now = nowText(house);
    const body = { ...entry, code: source, validFrom: londonDate(now) };
    const outcome = await database.write(
      await referenceWrite(database, {
        organisation,
        facts: [{ type: 'reference-set', body }],
        now,
      }),
    );
    if (outcome.code !== 'written') continue;
    await house.books.now();
    await resumeMended(house, source);
    const listed = await listSources(house, person);
    const set = listed.ok ? listed.value.find((one) => one.source === source) : undefined;
    if (set !== undefined) return accept(set);
    return refused('not-found');
  }
  throw new Busy('reference data changed on every try to set it');
}
