import type { WardBody, WardSet } from '#contracts';
import type { InstantText, Person, StayView, WardEntry } from '#domain';
import { londonDate, may, refuse } from '#domain';
import type { AsActor, WardWrite, WriteOutcome } from '#persistence';
import { actorOf, canonical } from '#persistence';
import { sha256 } from '#platform';
import { randomUUID } from 'node:crypto';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import type { Told } from '../house/told-before.js';
import { answeredOnWard, remembering } from '../house/told-before.js';
import { readHouse, identityOf } from './read-house.js';
import type { HouseRead } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { referenceWrite } from './set-reference.js';
import { wardFact } from './wards.js';

const TRIES_MAX = 12;

/**
 * Sets a ward as it is from today on: `PUT /wards/{ward}`; a new one begins. Screens of the ward are
 * told, since its kind and beds change how they show their patients.
 */
export async function setWard(
  house: House,
  person: Person,
  code: string,
  body: WardBody,
): Promise<Arrival<WardSet>> {
  const { organisation, commandId = randomUUID() } = body;
  if (!may(person, 'reference', { organisation, ward: code })) return refuse('not-allowed');
  const acted = whenActed(house, body.at);
  if (!acted.ok) return acted;
  const told = { commandId, digest: `PUT /wards/${code} ${digestOf(body)}` };
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const book = await house.books.now();
    if (book.organisations.get(organisation)?.kind !== 'provider')
      return refused('organisation-unknown', { field: 'organisation' });
    if (!person.organisations.includes(organisation)) return refuse('not-allowed');
    const held = book.wards.get(code);
    // A ward's history lies with its organisation, so it cannot change hands under one code.
    if (held !== undefined && held.organisation !== organisation)
      return refused('malformed', { field: 'organisation' });
    const database = house.persistence.as(actorOf(person));
    const before = await answeredOnWard<Kept>(database, person, told, ({ ward }) => ward.code);
    if (before !== null) return before;
    if (taken) return refuse('command-reused');
    const entry = entryOf(code, body, held);
    const unknown = (entry.checks ?? []).find((check) => !book.checks.has(check));
    if (unknown !== undefined) return refused('check-unknown', { check: unknown });
    const done = await tryOnce(house, database, {
      person,
      entry,
      isNew: held === undefined,
      told,
      at: acted.value,
    });
    if (done.code === 'written') return { ok: true, value: done.set };
    taken = done.code === 'done';
  }
  throw new Busy('a ward changed on every try to set it');
}

function digestOf(body: WardBody): string {
  return sha256(canonical(body), 'hex');
}

function entryOf(code: string, body: WardBody, held: WardEntry | undefined): WardEntry {
  const {
    commandId: _commandId,
    at: _at,
    name,
    directorate,
    serviceLine,
    beds,
    checks = held?.checks,
    ...rest
  } = body;
  return {
    ...rest,
    code,
    name: name ?? held?.name ?? code,
    directorate: directorate === undefined ? (held?.directorate ?? null) : directorate,
    serviceLine: serviceLine === undefined ? (held?.serviceLine ?? null) : serviceLine,
    beds: beds ?? held?.beds ?? [],
    ...(checks === undefined ? {} : { checks: [...new Set(checks)] }),
    roundDays: [...new Set(body.roundDays)].sort((a, b) => a - b),
  };
}

type Kept = Omit<WardSet, 'wardVersion'>;

interface Setting {
  readonly person: Person;
  readonly entry: WardEntry;
  readonly isNew: boolean;
  readonly told: Told;
  readonly at: InstantText;
}

type Tried =
  | { readonly code: 'written'; readonly set: WardSet }
  | { readonly code: Exclude<WriteOutcome['code'], 'written'> };

async function tryOnce(house: House, database: AsActor, setting: Setting): Promise<Tried> {
  const { person, entry, isNew, told, at } = setting;
  const { organisation, code } = entry;
  const now: InstantText = nowText(house);
  const read = await readHouse(database, {
    organisation,
    localIds: [],
    nhsNumbers: [],
    wards: [code],
    endedSince: londonDate(now),
  });
  const change = { views: viewsOf(read, code), left: [] };
  const wards: WardWrite[] = isNew ? [] : [{ ward: code, change }];
  const outcome = await database.write(
    await referenceWrite(database, {
      organisation,
      facts: [wardFact(entry, now)],
      ...(isNew ? { newWards: [code] } : {}),
      wards,
      commandId: told.commandId,
      remember: remembering(person, told, { ward: entry }),
      now,
      at,
    }),
  );
  if (outcome.code !== 'written') return outcome;
  const wardVersion = outcome.wards[code] ?? 0;
  if (!isNew)
    house.tell({
      organisation,
      ward: code,
      version: wardVersion,
      change,
      patients: read.open.flatMap(({ patient }) => (patient === null ? [] : [identityOf(patient)])),
      notes: Object.assign({}, ...read.open.map(({ notes }) => notes)) as Record<string, string>,
    });
  return { code: 'written', set: { ward: entry, wardVersion } };
}

function viewsOf(read: HouseRead, ward: string): StayView[] {
  return read.open.flatMap(({ view }) => (view.ward === ward ? [view] : []));
}
