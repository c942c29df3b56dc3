import type { AdmitByHandBody, ByHandAnswer, ByHandBody } from '#contracts';
import type { ByHand, NewFact, Person, StayFact, StayView, WardEntry } from '#domain';
import {
  accept,
  addDays,
  audienceOf,
  checkNhsNumber,
  compareInstants,
  instantText,
  isMissing,
  isNewerWord,
  londonDate,
  may,
  sayByHand,
  shows,
  subjectOf,
} from '#domain';
import type { AsActor } from '#persistence';
import { actorOf } from '#persistence';
import { actedAt, whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { answeredOnWard, remembering } from '../house/told-before.js';
import { commit } from './commit.js';
import { draft, identified } from './draft.js';
import type { StayChange } from './draft.js';
import type { Words } from './particulars.js';
import { BY_HAND } from './provisional.js';
import { readHouse } from './read-house.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { isSameAdmission } from './same-admission.js';
import { takeUpFor } from './take-up.js';

const TRIES_MAX = 12;

interface Command {
  readonly house: House;
  readonly person: Person;
  readonly database: AsActor;
  readonly organisation: string;
  readonly commandId: string;
  readonly digest: string;
}

interface Decided {
  readonly change: StayChange;
  readonly at: string;
  /** The ward whose version is told, and what the stay is after it. */
  readonly answer: Omit<ByHandAnswer, 'wardVersion'>;
}

/** Puts a patient into a bed by the ward's word: `POST /wards/{ward}/stays`. Never a second stay. */
export async function admitByHand(
  house: House,
  person: Person,
  ward: string,
  body: AdmitByHandBody,
  digest: string,
): Promise<Arrival<ByHandAnswer>> {
  const entry = (await house.books.now()).wards.get(ward);
  if (entry === undefined) return refused('not-found');
  const { organisation } = entry;
  if (!person.organisations.includes(organisation)) return refused('not-found');
  if (!may(person, 'admit', { organisation, ward })) return refused('not-allowed');
  const words = wordsOf(body);
  if (words === null) return refused('malformed', { field: 'patient.nhsNumber' });
  const admittedAt = instantText(body.admittedAt);
  if (compareInstants(admittedAt, nowText(house)) > 0) return refused('at-in-future');
  const acted = whenActed(house, body.at);
  if (!acted.ok) return acted;
  const at = acted.value;
  if (compareInstants(at, admittedAt) < 0) return refused('at-before-admission');
  const asked = {
    organisation,
    localIds: words.localId === undefined ? [] : [words.localId],
    nhsNumbers: words.nhsNumber === undefined ? [] : [words.nhsNumber],
    wards: [ward],
    endedSince: addDays(londonDate(admittedAt), -1),
  };
  const database = house.persistence.as(actorOf(person));
  const command = { house, person, database, organisation, digest, commandId: body.commandId };
  return run(command, asked, (read) =>
    admission(command, read, { ...body, ward: entry, words, admittedAt, at }),
  );
}

/** The words of a patient entered by hand; null where the NHS number cannot be one. */
function wordsOf({ patient }: AdmitByHandBody): Words | null {
  const { nhsNumber, ...words } = patient;
  if (nhsNumber === undefined) return words;
  const checked = checkNhsNumber(nhsNumber);
  return checked.ok ? { ...words, nhsNumber: checked.value } : null;
}

interface Admission {
  readonly ward: WardEntry;
  readonly bed: string | null;
  readonly words: Words;
  readonly admittedAt: string;
  /** When the ward said so, with the patient in the bed. */
  readonly at: string;
  readonly from?: string | undefined;
}

function admission(
  { house, organisation }: Command,
  read: HouseRead,
  { ward: { code: ward }, bed, words, admittedAt, at, from }: Admission,
): Arrival<Decided> {
  const known =
    read.patients.find((one) => one.localId !== null && one.localId === words.localId) ??
    read.patients.find((one) => one.nhsNumber !== null && one.nhsNumber === words.nhsNumber) ??
    null;
  const open = read.open.find(({ view }) => view.patient === known?.patient);
  if (open !== undefined)
    return refused('patient-already-here', { stay: open.view.stay, ward: open.view.ward });
  const { words: held, fact } = identified(house, organisation, known, words, Object.keys(words));
  const over = read.ended.find(
    ({ view }) => view.patient === known?.patient && isSameAdmission(view, admittedAt),
  );
  if (over !== undefined && (isVague(over.view) || endsAfter(over.view, admittedAt))) {
    if (compareInstants(at, over.view.admittedAt) < 0) return refused('at-before-admission');
    // What was said of a later time, that the patient left or never was, is no older word than this one.
    if (!isNewerWord(over.view, 'leaving', at)) return refused('stay-ended');
    const facts: NewFact<StayFact['type']>[] = [
      { type: 'stay-resumed', body: { at } },
      { type: 'stay-moved', body: { ward, bed, at, byHand: true } },
      fact,
    ];
    const { stay, version } = over.view;
    const change = { stay, before: over, facts, words: held };
    return accept({ change, at, answer: { stay, ward, bed, version: version + 2 } });
  }
  const stay = house.ids.of(organisation);
  const body = {
    patient: held.patient,
    ward,
    bed,
    admittedAt,
    source: BY_HAND,
    ...(from === undefined ? {} : { from }),
  };
  const seen = { type: 'stay-seen' as const, body: { ward, bed, at, byHand: true as const } };
  const facts = [{ type: 'stay-admitted' as const, body }, fact, seen];
  const change = { stay, before: null, facts, words: held };
  return accept({ change, at, answer: { stay, ward, bed, version: 0 } });
}

/** Nobody is admitted during a stay of their own: whoever says so says that it goes on. */
function endsAfter({ leftAt }: StayView, admittedAt: string): boolean {
  return leftAt !== null && compareInstants(admittedAt, leftAt) < 0;
}

function isVague(view: StayView): boolean {
  const { voided } = view;
  return isMissing(view) || (voided !== null && voided.because !== 'records-merged');
}

const PERMISSION = {
  move: 'move',
  leave: 'leave',
  away: 'move',
  back: 'move',
  'still-here': 'admit',
  residence: 'admit',
} as const;

/**
 * Says what a ward knows of a stay: `POST /stays/{stay}/move`, `/leave`, `/away`, `/back`,
 * `/still-here`. Refuses as the rule does; `not-found` for a ward of a move that nobody knows.
 */
export async function sayOfStay(
  house: House,
  person: Person,
  stay: string,
  {
    said,
    body,
    digest,
  }: { readonly said: ByHand; readonly body: ByHandBody; readonly digest: string },
): Promise<Arrival<ByHandAnswer>> {
  const organisation = organisationOf(stay);
  if (!person.organisations.includes(organisation)) return refused('not-found');
  if (said.do === 'move') {
    const ward = (await house.books.now()).wards.get(said.ward);
    if (ward?.organisation !== organisation) return refused('not-found', { field: 'ward' });
  }
  if (said.do === 'residence' && said.authority !== null) {
    const council = (await house.books.now()).organisations.get(said.authority);
    if (council?.kind !== 'council') return refused('organisation-unknown', { field: 'authority' });
  }
  const database = house.persistence.as(actorOf(person));
  const command = { house, person, database, organisation, digest, commandId: body.commandId };
  const wards = said.do === 'move' ? [said.ward] : [];
  const asked = {
    organisation,
    localIds: [],
    nhsNumbers: [],
    wards,
    stays: [stay],
    endedSince: EVER,
  };
  return run(command, asked, (read) => {
    const held = [...read.open, ...read.ended].find(({ view }) => view.stay === stay);
    if (held === undefined || !shows(audienceOf(person), subjectOf(held.view)))
      return refused('not-found');
    if (!may(person, PERMISSION[said.do], subjectOf(held.view))) return refused('not-allowed');
    return spoken(house, held, said, body);
  });
}

const EVER = '0001-01-01';

function spoken(house: House, held: HeldStay, said: ByHand, body: ByHandBody): Arrival<Decided> {
  const now = nowText(house);
  const at = actedAt(house, body.at) ?? now;
  const facts = sayByHand(held.view, said, { ifVersion: body.ifVersion, at, now });
  if (!facts.ok) return facts;
  const { stay, version } = held.view;
  const { ward, bed } = said.do === 'move' ? said : held.view;
  const change = { stay, before: held, facts: facts.value, words: null };
  return accept({ change, at, answer: { stay, ward, bed, version: version + 1 } });
}

/** Read, decide, write; what was accepted is answered again, what moved in between is decided again. */
async function run(
  command: Command,
  asked: Parameters<typeof readHouse>[1],
  decide: (read: HouseRead) => Arrival<Decided>,
): Promise<Arrival<ByHandAnswer>> {
  const { house, person, database, organisation, commandId } = command;
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await readHouse(database, asked);
    // Looked for last: who saw what the command did sees that it was done, and is not refused for its own effect.
    const before = await answeredOnWard<Decided['answer']>(
      database,
      person,
      command,
      ({ ward }) => ward,
    );
    if (before !== null) return before;
    if (taken) return refused('command-reused');
    const decided = decide(read);
    if (!decided.ok) return decided;
    const { change, at, answer } = decided.value;
    const remember = remembering(person, command, answer);
    const now = nowText(house);
    const book = await house.books.now();
    const frame = { organisation, commandId, at, by: person.person, now, book, remember };
    const drafted = draft(frame, read, [change], { guarded: false });
    const outcome = await commit(house, database, drafted);
    if (outcome.code === 'written') {
      await takeUpFor(house, organisation, [change]);
      return accept({ ...answer, wardVersion: outcome.wards[answer.ward] ?? 0 });
    }
    taken = outcome.code === 'done';
  }
  throw new Busy('a stay changed on every try');
}
