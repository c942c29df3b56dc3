import type { ByHandAnswer, SameAsBody } from '#contracts';
import type { Person } from '#domain';
import { accept, audienceOf, compareInstants, may, shows, subjectOf } from '#domain';
import { actorOf } from '#persistence';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { answeredOnWard, remembering } from '../house/told-before.js';
import { changesOf, keepAliases } from './adt-merge.js';
import { keepWordsBefore } from './census-before.js';
import { commit } from './commit.js';
import { draft, identified } from './draft.js';
import type { HeldStay } from './read-house.js';
import { readHouse } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { takeUpFor } from './take-up.js';

const TRIES_MAX = 12;
const EVER = '0001-01-01';

/**
 * A person who looked says that two stays are of one patient: `POST /stays/{stay}/same-as`. The records
 * become one as by a merge message: the earlier stay goes on, the other is void, both histories are kept, and
 * it can be taken back until somebody says more of either; see `takeBack`.
 * Refuses `patients-differ` for two NHS numbers, `stay-ended`, and `not-found` for what is not theirs to know.
 */
export async function samePatient(
  house: House,
  person: Person,
  stay: string,
  { body, digest }: { readonly body: SameAsBody; readonly digest: string },
): Promise<Arrival<ByHandAnswer>> {
  const organisation = organisationOf(stay);
  const { commandId, other } = body;
  if (!person.organisations.includes(organisation)) return refused('not-found');
  if (organisationOf(other) !== organisation || other === stay) return refused('not-found');
  const acted = whenActed(house, body.at);
  if (!acted.ok) return acted;
  const database = house.persistence.as(actorOf(person));
  const own = { commandId, digest };
  const asked = { organisation, localIds: [], nhsNumbers: [], wards: [], stays: [stay, other] };
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await readHouse(database, { ...asked, endedSince: EVER });
    const before = await answeredOnWard<Joined>(database, person, own, ({ ward }) => ward);
    if (before?.ok === true) {
      const { stays: _stays, ...answer } = before.value;
      return accept(answer);
    }
    if (before !== null) return before;
    if (taken) return refused('command-reused');
    const stays = [...read.open, ...read.ended];
    const pair = pairOf(person, stays, [stay, other]);
    if (!pair.ok) return pair;
    const { goesOn, givenUp } = pair.value;
    const survivor = goesOn.patient;
    if (survivor === null || givenUp.patient === null) return refused('not-found');
    const now = nowText(house);
    const words = identified(house, organisation, survivor, wordsOf(givenUp));
    const theirs = stays.filter(
      ({ view }) => view.patient === goesOn.view.patient || view.patient === givenUp.view.patient,
    );
    const changes = changesOf(theirs, survivor, words, now);
    const facts = changes.find((one) => one.stay === goesOn.view.stay)?.facts.length ?? 0;
    const { ward, bed } = goesOn.view;
    const answer = { stay: goesOn.view.stay, ward, bed, version: goesOn.view.version + facts };
    const joined: Joined = { ...answer, stays: changes.map((change) => change.stay) };
    const remember = remembering(person, own, joined);
    await keepWordsBefore(database, { organisation, batch: commandId }, [survivor], now);
    const book = await house.books.now();
    const frame = {
      organisation,
      commandId,
      at: acted.value,
      by: person.person,
      now,
      book,
      remember,
    };
    const drafted = draft(frame, read, changes, { guarded: false });
    const outcome = await commit(house, database, drafted);
    taken = outcome.code === 'done';
    if (outcome.code !== 'written') continue;
    const { localId } = givenUp.patient;
    if (localId !== null) await keepAliases(database, organisation, [localId], survivor.patient);
    await takeUpFor(house, organisation, changes);
    return accept({ ...answer, wardVersion: outcome.wards[ward] ?? 0 });
  }
  throw new Busy('a stay changed on every try');
}

/** Every stay that it speaks of is remembered, so that it can be taken back. */
type Joined = Omit<ByHandAnswer, 'wardVersion'> & { readonly stays: readonly string[] };

interface Pair {
  /** Admitted first. */
  readonly goesOn: HeldStay;
  readonly givenUp: HeldStay;
}

function pairOf(
  person: Person,
  stays: readonly HeldStay[],
  asked: readonly string[],
): Arrival<Pair> {
  // In the order in which they were read: of two admitted at one time the same goes on wherever that is decided.
  const two = stays.filter(({ view }) => asked.includes(view.stay));
  const [goesOn, givenUp] = [...two].sort((a, b) =>
    compareInstants(a.view.admittedAt, b.view.admittedAt),
  );
  if (goesOn === undefined || givenUp === undefined) return refused('not-found');
  for (const { view } of two) {
    if (!shows(audienceOf(person), subjectOf(view))) return refused('not-found');
    if (!may(person, 'admit', subjectOf(view))) return refused('not-allowed');
    if (view.leftAt !== null) return refused('stay-ended');
  }
  const numbers = two.flatMap(({ patient }) => patient?.nhsNumber ?? []);
  if (new Set(numbers).size > 1) return refused('patients-differ');
  return accept({ goesOn, givenUp });
}

/** What only the record that is given up knew of the patient. */
function wordsOf({ patient }: HeldStay) {
  return patient?.nhsNumber == null ? {} : { nhsNumber: patient.nhsNumber };
}
