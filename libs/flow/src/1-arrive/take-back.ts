import type { ByHandAnswer, TakeBackBody } from '#contracts';
import type { NewFact, PatientWords, Person, StayFact, StayState } from '#domain';
import { accept, audienceOf, evolveStay, may, shows, subjectOf } from '#domain';
import type { AsActor, StoredFact } from '#persistence';
import { actorOf, asFact, newSalt, sealPatient } from '#persistence';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { answeredOnWard, remembering } from '../house/told-before.js';
import { wordsBefore, wordsOf } from './census-before.js';
import { compensation } from './census-compensate.js';
import { factsOf } from './census-undo.js';
import { commit } from './commit.js';
import { draft } from './draft.js';
import type { StayChange } from './draft.js';
import { readHouse } from './read-house.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

const TRIES_MAX = 12;

type Answer = Omit<ByHandAnswer, 'wardVersion'>;
const EVER = '0001-01-01';

/** What is remembered of a command by hand: its answer, and every stay that it spoke of where that is not one. */
interface SaidByHand {
  readonly stay: string;
  readonly stays?: readonly string[];
}

interface TakingBack {
  readonly house: House;
  readonly person: Person;
  readonly database: AsActor;
  readonly organisation: string;
  /** The command that is taken back. */
  readonly command: string;
}

/**
 * Takes back what one command said by hand of where a patient is, or that two stays are of one: `POST
 * /stays/{stay}/take-back`. Nothing is deleted: further facts say that it was in error, and the stay is as it
 * was. Only as long as nobody has said anything of these stays since.
 *
 * Refuses `stay-changed` when somebody has, `undo-too-late` when the words of before are erased, and `not-found`
 * for a command of another kind or what is not theirs to know.
 */
export async function takeBack(
  house: House,
  person: Person,
  stay: string,
  { body, digest }: { readonly body: TakeBackBody; readonly digest: string },
): Promise<Arrival<ByHandAnswer>> {
  const organisation = organisationOf(stay);
  if (!person.organisations.includes(organisation)) return refused('not-found');
  const database = house.persistence.as(actorOf(person));
  const acted = whenActed(house, body.at);
  if (!acted.ok) return acted;
  const { commandId, command } = body;
  const own = { commandId, digest };
  const taking = { house, person, database, organisation, command };
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const before = await answeredOnWard<Answer>(database, person, own, ({ ward }) => ward);
    if (before !== null) return before;
    if (taken) return refused('command-reused');
    const said = await database.remembered(command);
    if (said === null) return refused('not-found');
    const { stay: only, stays = [only] } = JSON.parse(said.answer) as SaidByHand;
    if (![only, ...stays].includes(stay)) return refused('not-found');
    const decided = await decide(taking, stays);
    if (!decided.ok) return decided;
    const { read, changes } = decided.value;
    const after = changes.map((change) => stateAfter(change, nowText(house), person.person));
    const told = after.find((one) => one.stay === stay) ?? after[0];
    if (told === undefined) return refused('not-found');
    const { ward, bed, version } = told;
    const answer = { stay: told.stay, ward, bed, version };
    const now = nowText(house);
    const book = await house.books.now();
    const remember = remembering(person, own, answer);
    const by = person.person;
    const frame = { organisation, commandId, at: acted.value, by, now, book, remember };
    const drafted = draft(frame, read, changes, { guarded: false });
    const outcome = await commit(house, database, drafted);
    taken = outcome.code === 'done';
    if (outcome.code !== 'written') continue;
    await freeNumbers(taking, changes);
    return accept({ ...answer, wardVersion: outcome.wards[ward] ?? 0 });
  }
  throw new Busy('a stay changed on every try');
}

async function decide(
  taking: TakingBack,
  stays: readonly string[],
): Promise<Arrival<{ readonly read: HouseRead; readonly changes: readonly StayChange[] }>> {
  const { person, database, organisation, command } = taking;
  const read = await readHouse(database, {
    organisation,
    localIds: [],
    nhsNumbers: [],
    wards: [],
    stays,
    endedSince: EVER,
  });
  const held = [...read.open, ...read.ended].filter(({ view }) => stays.includes(view.stay));
  for (const { view } of held) {
    if (!shows(audienceOf(person), subjectOf(view))) return refused('not-found');
    if (!may(person, 'admit', subjectOf(view))) return refused('not-allowed');
  }
  const facts = await factsOf(database, organisation, stays);
  const changes: StayChange[] = [];
  for (const one of held) {
    const told = facts.get(`stay:${one.view.stay}`) ?? [];
    if (told.at(-1)?.commandId !== command) return refused('stay-changed');
    const change = await takenBack(taking, read, one, told);
    if (!change.ok) return change;
    changes.push(change.value);
  }
  return accept({ read, changes });
}

/** What makes one stay as it was before the command. */
async function takenBack(
  { database, organisation, command }: TakingBack,
  read: HouseRead,
  held: HeldStay,
  told: readonly StoredFact[],
): Promise<Arrival<StayChange>> {
  const first = told.findIndex(({ commandId }) => commandId === command);
  const before = told
    .slice(0, first)
    .reduce<StayState | null>(
      (state, stored) => evolveStay(state, asFact(stored) as StayFact),
      null,
    );
  const { view } = held;
  if (before === null) return refused('not-found');
  const said = told.slice(first).map((stored) => asFact(stored) as StayFact);
  const inBed = read.open.some((one) => one.view.patient === before.patient && one !== held);
  const facts: NewFact<StayFact['type']>[] = [];
  for (const fact of said.toReversed()) {
    if (fact.type === 'patient-identified') continue;
    const back = compensation(fact, before, view, inBed);
    // Who is said to be here and was thought so all along is only no longer seen.
    const known = fact.type === 'stay-resumed' && before.leftAt === null;
    if (back === null && !known) return refused('not-found', { type: fact.type });
    if (back !== null) facts.push(back);
  }
  if (facts.length === 0) return refused('not-found');
  // Who was on leave is on leave again.
  if (before.awaySince !== null && before.leftAt === null && view.leftAt !== null)
    facts.push({ type: 'stay-away', body: { at: before.awaySince } });
  if (!said.some(({ type }) => type === 'patient-identified'))
    return accept({ stay: view.stay, before: held, facts, words: null });
  const words = await wordsAsBefore(database, { organisation, batch: command }, before.patient);
  if (words === null) return refused('undo-too-late');
  const body = { patient: words.patient, seal: sealPatient(words) };
  return accept({
    stay: view.stay,
    before: held,
    facts: [...facts, { type: 'patient-identified', body }],
    words,
  });
}

/** The words that a patient had before a command changed them, under a new salt; null once they are erased. */
async function wordsAsBefore(
  database: AsActor,
  at: { readonly organisation: string; readonly batch: string },
  patient: string,
): Promise<PatientWords | null> {
  const before = (await wordsBefore(database, at, [patient])).get(patient);
  if (before !== undefined) return { ...before, salt: newSalt() };
  return (await wordsOf(database, at.organisation, patient)) ?? null;
}

function stateAfter({ stay, before, facts }: StayChange, at: string, by: string): StayState {
  if (before === null) throw new Error('what is taken back was said of a stay');
  const { organisation } = before.view;
  const stream = `stay:${stay}`;
  const { latest: _latest, before: _before, words: _words, ...view } = before.view;
  return facts.reduce<StayState>(
    (state, fact) => evolveStay(state, { ...fact, organisation, stream, at, by }),
    { ...view, days: {} },
  );
}

/** Numbers of a record that stands again name it, and no longer the one that it was taken for. */
async function freeNumbers(
  { database, organisation }: TakingBack,
  changes: readonly StayChange[],
): Promise<void> {
  for (const { facts, words } of changes)
    for (const { type, body } of facts)
      if (type === 'patient-merged' && words?.localId != null)
        await database.query(
          'DELETE FROM patient_alias WHERE organisation = $1 AND local_id = $2 AND patient = $3',
          [organisation, words.localId, body.from],
        );
}
