import type { NewFact, StayFact } from '#domain';
import { addDays, instantText, londonDate } from '#domain';
import type { AckCode, AdtEvent } from '#interop';
import { SERVICE } from '#persistence';
import type { AsActor } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { randomUUID } from 'node:crypto';
import { adtParticulars, adtWords, decideAdt, isUsed } from './adt-decide.js';
import type { AdtDecision } from './adt-decide.js';
import { isDemonstration, placeAdt } from './adt-place.js';
import type { AdtPlace } from './adt-place.js';
import { commit } from './commit.js';
import { draft, identified } from './draft.js';
import type { StayChange } from './draft.js';
import type { Words } from './particulars.js';
import { readHouse } from './read-house.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { isSameAdmission } from './same-admission.js';
import { codesOf, referenceLengths, referenceWrite } from './set-reference.js';

const TRIES_MAX = 12;

/** What became of a message, and how it is acknowledged. */
export interface Applied {
  readonly ack: AckCode;
  readonly code?: string;
  readonly place?: string;
  readonly stay?: string;
  /** A stay began with it, and messages are parked that may have waited for it. */
  readonly awaited?: boolean;
  /** An ADT event that is not used: acknowledged and counted. */
  readonly unused?: boolean;
}

export interface AdtTask {
  readonly event: AdtEvent;
  readonly source: string;
  readonly receivedBy: string;
}

/** Applies one event to the house. What moved in between is decided again. */
export async function applyAdt(house: House, task: AdtTask): Promise<Applied> {
  if (!isUsed(task.event)) return { ack: 'AA', unused: true };
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const applied = await tryOnce(house, task);
    if (applied !== null) return applied;
  }
  throw new Busy('a stay changed on every try to apply a message');
}

/** One try; null when something moved. */
async function tryOnce(house: House, task: AdtTask): Promise<Applied | null> {
  const { event, receivedBy } = task;
  const now = nowText(house);
  const { place, book } = await findPlace(house, task, now);
  if (!place.ok) return { ack: 'AE', code: place.code, place: place.place };
  const { organisation, ward } = place;
  const database = house.persistence.as({ person: receivedBy, organisations: [organisation] });
  const occurredAt = instantText(event.occurredAt);
  const words = adtWords(event);
  const read = await readHouse(database, {
    organisation,
    localIds: event.patient.localIds.map(({ value }) => value),
    nhsNumbers: words.nhsNumber === undefined ? [] : [words.nhsNumber],
    visit: event.visit.visitNumber ?? null,
    wards: ward === null ? [] : [ward],
    endedSince: addDays(londonDate(event.visit.admittedAt ?? occurredAt), -1),
  });
  const held = findStay(event, read, words);
  const stay = held === null ? null : { view: held.view, patient: held.patient };
  const decision = decideAdt({ event, stay, ward, words, occurredAt, now });
  if (decision.do === 'park') return { ack: 'AE', code: decision.code, place: decision.place };
  if (place.facts.length > 0 && !(await register(database, place, now))) return null;
  const changed = changeOf(house, task, { decision, held, read, words, organisation, ward });
  if (changed === null) return held === null ? { ack: 'AA' } : { ack: 'AA', stay: held.view.stay };
  const frame = {
    organisation,
    commandId: randomUUID(),
    at: occurredAt,
    by: receivedBy,
    now,
    book,
  };
  const drafted = draft(frame, read, [changed], { guarded: false });
  const outcome = await commit(house, database, drafted);
  if (outcome.code !== 'written') return null;
  return { ack: 'AA', stay: changed.stay, awaited: read.parked && changed.before === null };
}

/** Where the event belongs: by the book last read, else by the book as it is now, else by what a demonstration makes. */
async function findPlace(house: House, { event, source }: AdtTask, now: string) {
  const last = await house.books.any();
  const held = placeAdt(last, source, event, { demonstration: false, now });
  if (held.ok) return { place: held, book: last };
  const book = await house.books.now();
  const demonstration = await isDemonstration(house.persistence.as(SERVICE));
  return { place: placeAdt(book, source, event, { demonstration, now }), book };
}

/** Writes the source and the ward that a demonstration takes from a message. */
async function register(
  database: AsActor,
  place: Extract<AdtPlace, { ok: true }>,
  now: string,
): Promise<boolean> {
  const outcome = await database.write(
    referenceWrite({
      organisation: place.organisation,
      facts: place.facts,
      lengths: await referenceLengths(database, place.organisation),
      ...(place.newWards.length === 0 ? {} : { newWards: codesOf(place.newWards) }),
      now,
    }),
  );
  return outcome.code === 'written';
}

/**
 * The stay that a message speaks of: by visit number, then local id, then NHS number; an open one,
 * or an ended one of the same admission. Never by name.
 */
function findStay(event: AdtEvent, read: HouseRead, words: Words): HeldStay | null {
  const { visitNumber } = event.visit;
  const all = [...read.open, ...read.ended];
  if (visitNumber !== undefined) {
    const visit = all.find(({ view }) => view.visit === visitNumber);
    if (visit !== undefined) return visit;
  }
  const admittedAt = instantText(event.visit.admittedAt ?? event.occurredAt);
  const localIds = new Set(event.patient.localIds.map(({ value }) => value));
  const byLocal = read.patients.find(({ localId }) => localId !== null && localIds.has(localId));
  const byNhs = read.patients.filter(
    ({ nhsNumber }) => nhsNumber !== null && nhsNumber === words.nhsNumber,
  );
  for (const { patient } of byLocal === undefined ? byNhs : [byLocal]) {
    const open = read.open.find(({ view }) => view.patient === patient);
    const ended = read.ended.find(
      ({ view }) => view.patient === patient && sameStay(event, view, admittedAt),
    );
    const found = open ?? ended;
    if (found !== undefined) return found;
  }
  return null;
}

function sameStay(event: AdtEvent, view: HeldStay['view'], admittedAt: string): boolean {
  // Only an admission can begin a new stay; any other event of an ended one is late word of it.
  return event.action === 'admit' ? isSameAdmission(view, admittedAt) : true;
}

interface Found {
  readonly decision: Exclude<AdtDecision, { do: 'park' }>;
  readonly held: HeldStay | null;
  readonly read: HouseRead;
  readonly words: Words;
  readonly organisation: string;
  readonly ward: string | null;
}

function changeOf(house: House, { event, source }: AdtTask, found: Found): StayChange | null {
  const { decision, held, read, organisation, ward } = found;
  if (decision.do === 'nothing') return null;
  if (decision.do === 'admit') {
    if (ward === null) throw new Error('an admission that was read names a ward');
    const known = patientOf(event, read, found.words);
    const { words, fact } = identified(
      house,
      organisation,
      known,
      safeWords(read, known, found.words),
    );
    const { visitNumber, bed = null } = event.visit;
    const body = {
      patient: words.patient,
      ward,
      bed,
      admittedAt: instantText(decision.admittedAt),
      source,
      ...(visitNumber === undefined ? {} : { visit: visitNumber }),
      ...adtParticulars(event),
    };
    const facts = [{ type: 'stay-admitted' as const, body }, fact];
    return { stay: house.ids.of(organisation), before: null, facts, words };
  }
  if (held === null) throw new Error('a stay that changes was found');
  const facts: NewFact<StayFact['type']>[] = [];
  if (decision.move !== null) facts.push({ type: 'stay-moved', body: decision.move });
  if (decision.particulars !== null)
    facts.push({ type: 'stay-updated', body: decision.particulars });
  const fresh = decision.newWords
    ? identified(house, organisation, held.patient, safeWords(read, held.patient, found.words))
    : null;
  if (fresh !== null) facts.push(fresh.fact);
  if (decision.left !== null)
    facts.push({
      type: 'stay-left',
      body: { ...decision.left, at: instantText(decision.left.at) },
    });
  return { stay: held.view.stay, before: held, facts, words: fresh?.words ?? null };
}

/** The patient of an admission, where an earlier stay made them known: by local id, else by NHS number. */
function patientOf({ patient }: AdtEvent, read: HouseRead, words: Words) {
  const localIds = new Set(patient.localIds.map(({ value }) => value));
  const byLocal = read.patients.find(({ localId }) => localId !== null && localIds.has(localId));
  if (byLocal !== undefined) return byLocal;
  const inBed = new Set(read.open.map(({ view }) => view.patient));
  const byNhs = read.patients.find(
    (one) => one.nhsNumber !== null && one.nhsNumber === words.nhsNumber && !inBed.has(one.patient),
  );
  return byNhs ?? null;
}

/** Words without a local id that is another patient's: one number never names two. */
function safeWords(
  read: HouseRead,
  known: { readonly patient: string } | null,
  words: Words,
): Words {
  const owner = read.patients.find(({ localId }) => localId !== null && localId === words.localId);
  if (owner === undefined || owner.patient === known?.patient) return words;
  return { ...words, localId: undefined };
}
