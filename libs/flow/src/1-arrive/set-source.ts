import type { MappingBody, SourceBody, SourceListed } from '#contracts';
import type { MappingEntry, Person, ReferenceBook, SourceEntry } from '#domain';
import { accept, londonDate, may } from '#domain';
import { actorOf } from '#persistence';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { answeredBefore, remembering } from '../house/told-before.js';
import type { Told } from '../house/told-before.js';
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
    [...names]
      .sort()
      .map((source) => listed(source, { of: sources.get(source), names: mappings.get(source) })),
  );
}

interface Known {
  readonly of: SourceEntry | undefined;
  readonly names: MappingEntry | undefined;
}

function listed(source: string, { of, names }: Known): SourceListed {
  return {
    source,
    organisation: of?.organisation ?? null,
    accepted: of?.accepted ?? false,
    quietAfterMinutes: of?.quietAfterMinutes ?? null,
    wards: names?.wards ?? [],
    beds: names?.beds ?? [],
  };
}

/**
 * Accepts a source of messages for an organisation, or no longer: `PUT /sources/{source}`. What was
 * parked for want of it is taken up. Refuses `organisation-unknown`.
 */
export async function setSource(
  house: House,
  person: Person,
  source: string,
  { organisation, accepted, quietAfterMinutes, commandId, at }: SourceBody,
  digest: string,
): Promise<Arrival<SourceListed>> {
  const value: SourceEntry = {
    source,
    organisation,
    accepted,
    ...(quietAfterMinutes == null ? {} : { quietAfterMinutes }),
  };
  const told = { commandId, at, digest };
  return set(house, person, { organisation, source, told }, () => ({ kind: 'source', value }));
}

/**
 * Says what a source calls wards and beds: `PUT /mappings/{source}`, the whole table at once. What was
 * parked because of a name is taken up. Refuses `malformed` with the first ward that is not known.
 */
export async function setMapping(
  house: House,
  person: Person,
  source: string,
  { organisation, wards, beds, commandId, at }: MappingBody,
  digest: string,
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
  const told = { commandId, at, digest };
  return set(house, person, { organisation, source, told }, (book) => {
    const stranger = [...wards, ...beds].find(
      ({ ward }) => book.wards.get(ward)?.organisation !== organisation,
    );
    return stranger === undefined ? { kind: 'mapping', value } : { unknown: stranger.ward };
  });
}

type Entry =
  | { readonly kind: 'source'; readonly value: SourceEntry }
  | { readonly kind: 'mapping'; readonly value: MappingEntry }
  | { readonly unknown: string };

interface Setting {
  readonly organisation: string;
  readonly source: string;
  readonly told: Told;
}

async function set(
  house: House,
  person: Person,
  { organisation, source, told }: Setting,
  entryIn: (book: ReferenceBook) => Entry,
): Promise<Arrival<SourceListed>> {
  if (!may(person, 'reference')) return refused('not-allowed');
  const acted = whenActed(house, told.at);
  if (!acted.ok) return acted;
  const database = house.persistence.as(actorOf(person));
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const before = await answeredBefore<SourceListed>(database, person, told);
    if (before !== null) return before;
    if (taken) return refused('command-reused');
    const book = await house.books.now();
    if (book.organisations.get(organisation)?.kind !== 'provider')
      return refused('organisation-unknown', { field: 'organisation' });
    if (!person.organisations.includes(organisation)) return refused('not-allowed');
    const entry = entryIn(book);
    if ('unknown' in entry) return refused('malformed', { field: 'ward', ward: entry.unknown });
    const now = nowText(house);
    const body = { ...entry, code: source, validFrom: londonDate(now) };
    const answer = listed(source, {
      of: entry.kind === 'source' ? entry.value : book.sources.get(source),
      names: entry.kind === 'mapping' ? entry.value : book.mappings.get(source),
    });
    const outcome = await database.write(
      await referenceWrite(database, {
        organisation,
        facts: [{ type: 'reference-set', body }],
        commandId: told.commandId,
        remember: remembering(person, told, answer),
        now,
        at: acted.value,
      }),
    );
    taken = outcome.code === 'done';
    if (outcome.code !== 'written') continue;
    await house.books.now();
    await resumeMended(house, source);
    return accept(answer);
  }
  throw new Busy('reference data changed on every try to set it');
}
