import type { Named } from '#domain';
import { similarlyNamed } from '#domain';
import { SERVICE } from '#persistence';
import type { AsActor } from '#persistence';
import { randomUUID } from 'node:crypto';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { draft } from './draft.js';
import type { Drafted } from './draft.js';
import { readHouse } from './read-house.js';
import { tell } from './tell.js';

const TRIES_MAX = 6;

/**
 * Warns of similar names anew where two arrivals on one ward did not see each other. Who is on a ward is read
 * before its lock is taken, so of two that are written one after the other the later finds that its ward went
 * on by more than its own step: it looks again once it is written, when both are there to be seen.
 */
export async function alikeAfter(
  house: House,
  { write: { organisation }, names }: Pick<Drafted, 'write' | 'names'>,
  versions: Readonly<Record<string, number>>,
): Promise<void> {
  const raced = [...names].flatMap(([ward, version]) =>
    ward in versions && versions[ward] !== version + 1 ? [ward] : [],
  );
  for (const ward of raced) await compareNames(house, organisation, ward);
}

interface Comparing {
  running: Promise<void>;
  again: Promise<void> | null;
}

const comparings = new WeakMap<House, Map<string, Comparing>>();

/** Whoever asks while a ward is looked at shares the look that begins after that one. */
function compareNames(house: House, organisation: string, ward: string): Promise<void> {
  const own = comparings.get(house) ?? new Map<string, Comparing>();
  comparings.set(house, own);
  const key = `${organisation}|${ward}`;
  const known = own.get(key);
  if (known !== undefined) {
    known.again ??= known.running.then(() => compareNames(house, organisation, ward));
    return known.again;
  }
  const running = compare(house, organisation, ward).finally(() => own.delete(key));
  own.set(key, { running, again: null });
  return running;
}

/** Whether every warning on the ward is there and none too many, by the names alone: nearly always it is so. */
async function areWarnedOf(
  database: AsActor,
  organisation: string,
  ward: string,
): Promise<boolean> {
  const named = await database.call<(Named & { readonly similarName: boolean })[]>(
    'names_on_ward',
    [organisation, ward],
  );
  const similar = similarlyNamed(named);
  return named.every(({ patient, similarName }) => similar.has(patient) === similarName);
}

/** On one reading of the whole ward, which must not have moved when the warnings are written. */
async function compare(house: House, organisation: string, ward: string): Promise<void> {
  const database = house.persistence.as({ person: SERVICE.person, organisations: [organisation] });
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    if (await areWarnedOf(database, organisation, ward)) return;
    const read = await readHouse(database, {
      organisation,
      localIds: [],
      nhsNumbers: [],
      wards: [ward],
      endedSince: '9999-12-31',
    });
    const now = nowText(house);
    const book = await house.books.any();
    const by = SERVICE.person;
    const frame = { organisation, commandId: randomUUID(), at: now, by, now, book };
    const drafted = draft(frame, read, [], { guarded: true, alsoNames: [ward] });
    const outcome = await database.write(drafted.write);
    if (outcome.code === 'written') return tell(house, drafted, outcome.wards);
  }
  // Whoever moved the ward on every try has looked at its names since.
}
