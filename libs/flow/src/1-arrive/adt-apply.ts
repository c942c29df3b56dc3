import type { NewFact, StayFact } from '#domain';
import { addDays, compareInstants, instantText, londonDate } from '#domain';
import type { AckCode, AdtEvent, AdtSubject } from '#interop';
import { SERVICE } from '#persistence';
import type { AsActor } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { randomUUID } from 'node:crypto';
import { decideAdt, isUsed } from './adt-decide.js';
import type { AdtDecision } from './adt-decide.js';
import { mergeRecords } from './adt-merge.js';
import { isDemonstration, placeAdt } from './adt-place.js';
import type { AdtPlace } from './adt-place.js';
import { adtParticulars, adtWords, saidAt } from './adt-words.js';
import { draft, identified } from './draft.js';
import type { Drafted, StayChange } from './draft.js';
import { findStay, patientOf, safeWords, waitKeys } from './find-stay.js';
import { intakeOf } from './intake.js';
import { amongVisits, goesOnWithout } from './other-visit.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { byOurClock, timeKey } from './sender-clock.js';
import { codesOf, referenceWrite } from './set-reference.js';
import { wardsOfChange } from './wards-of-change.js';
import { findBed } from './wards.js';

const TRIES_MAX = 12;
/** A merge speaks of every stay that a record ever had; a cancelled admission of the one before it, whenever that was. */
const EVER = '0001-01-01';

/** What became of a message, and how it is acknowledged. */
export interface Applied {
  readonly ack: AckCode;
  readonly code?: string;
  readonly place?: string;
  readonly stay?: string;
  /** Where what it spoke of lies, and lay. */
  readonly at?: { readonly organisation: string; readonly wards: readonly string[] };
  /** Messages are parked that may have waited for what it changed. */
  readonly awaited?: boolean;
  /** An ADT event that is not used, or of a patient whom nobody admitted: acknowledged and counted. */
  readonly unused?: boolean;
  /** Under which keys it waits for a stay that may still come. */
  readonly waits?: readonly string[];
}

export interface AdtTask {
  readonly event: AdtEvent;
  readonly source: string;
  readonly receivedBy: string;
}

/** Codes of a message that another message may put right. */
const MAY_COME = new Set([
  'stay-unknown',
  'stay-ended',
  'later-fact',
  'before-admission',
  'other-stay-open',
]);

/** What is decided of a message, and what has to be written for it. */
export interface Decided {
  readonly applied: Applied;
  readonly drafted: Drafted | null;
}

/**
 * Decides one event on the house and has it written by `finish`, whose word it is whether it was. What
 * moved in between is decided again.
 */
export async function applyAdt<T>(
  house: House,
  task: AdtTask,
  finish: (decided: Decided) => Promise<T | null>,
): Promise<T> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const decided = await decide(house, task);
    const finished = decided === null ? null : await finish(decided);
    if (finished !== null) return finished;
  }
  throw new Busy('a stay changed on every try to apply a message');
}

/** One decision; null when the book moved under it. `besides`: stays of others that it turned out to change. */
async function decide(
  house: House,
  asked: AdtTask,
  besides: readonly string[] = [],
): Promise<Decided | null> {
  const { receivedBy } = asked;
  if (!isUsed(asked.event)) return only({ ack: 'AA', unused: true });
  const now = nowText(house);
  const task = { ...asked, event: byOurClock(asked.event, now) };
  const { event } = task;
  const { place, book } = await findPlace(house, task, now);
  if (!place.ok) return only({ ack: 'AE', code: place.code, place: place.place });
  const { organisation } = place;
  const database = house.persistence.as({ person: receivedBy, organisations: [organisation] });
  const subjects = subjectsOf(event);
  const keys = subjects.flatMap(waitKeys);
  const read = await intakeOf(house.persistence).read({
    organisation,
    localIds: subjects.flatMap(({ patient }) => patient.localIds.map(({ value }) => value)),
    nhsNumbers: subjects.flatMap((one) => adtWords(one).nhsNumber ?? []),
    visits: subjects.flatMap(({ visit }) => visit.visitNumber ?? []),
    waits: keys,
    stays: besides,
    lean: true,
    wards: [place.ward, place.swapWard].filter((ward) => ward !== null),
    endedSince:
      event.action === 'merge' || isCancelled(event)
        ? EVER
        : addDays(londonDate(event.visit.admittedAt ?? event.occurredAt), -1),
  });
  const planned = await plan(house, database, { task, place, read, now });
  if (!planned.ok) return only(parked(planned.decision, keys, event));
  if (place.facts.length > 0 && !(await register(database, place, now))) return null;
  const changes = planned.changes.map((change) => ({ ...change, quiet: isQuiet(change) }));
  const stay = changes[0]?.stay ?? planned.stay;
  const lies = read.open.find(({ view }) => view.stay === stay)?.view.ward;
  const wards = [
    ...new Set([...changes.flatMap(wardsOfChange), ...(lies === undefined ? [] : [lies])]),
  ];
  const named = stay === undefined ? {} : { stay, at: { organisation, wards } };
  if (changes.length === 0) return only({ ack: 'AA', ...named });
  const said = instantText(saidAt(event));
  const at = compareInstants(said, now) > 0 ? now : said;
  const frame = { organisation, commandId: randomUUID(), at, by: receivedBy, now, book };
  const drafted = draft(frame, read, changes, { guarded: false });
  if (drafted.unread.length > 0) return decide(house, asked, [...besides, ...drafted.unread]);
  return { applied: { ack: 'AA', ...named, awaited: read.parked.length > 0 }, drafted };
}

function isCancelled({ action }: AdtEvent): boolean {
  return action === 'cancel-admit' || action === 'delete-visit';
}

function only(applied: Applied): Decided {
  return { applied, drafted: null };
}

/** Everybody that a message speaks of, with the visits it names. */
function subjectsOf(event: AdtEvent): AdtSubject[] {
  const merged = event.merges.flatMap(({ into, from, fromVisitNumber }) => [
    { patient: into, visit: {} },
    { patient: from, visit: fromVisitNumber === undefined ? {} : { visitNumber: fromVisitNumber } },
  ]);
  const own = { patient: event.patient, visit: event.visit };
  return [own, ...(event.swapWith === undefined ? [] : [event.swapWith]), ...merged];
}

function parked(
  decision: Extract<AdtDecision, { do: 'park' | 'wait' }>,
  keys: readonly string[],
  event: AdtEvent,
): Applied {
  if (decision.do === 'wait') return { ack: 'AA', unused: true, code: 'stay-unknown', waits: keys };
  const { code, place } = decision;
  if (code === 'time-in-future') return { ack: 'AE', code, place, waits: [timeKey(event)] };
  return { ack: 'AE', code, place, ...(MAY_COME.has(code) ? { waits: keys } : {}) };
}

/** Facts that tell when something was last heard, and nothing that a board shows. */
function isQuiet({ facts, words }: StayChange): boolean {
  return (
    words === null &&
    facts.every(({ type, body }) => type === 'stay-updated' && Object.keys(body).every(isTold))
  );
}

function isTold(key: string): boolean {
  return key === 'told';
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
    await referenceWrite(database, {
      organisation: place.organisation,
      facts: place.facts,
      ...(place.newWards.length === 0 ? {} : { newWards: codesOf(place.newWards) }),
      now,
    }),
  );
  return outcome.code === 'written';
}

interface Situation {
  readonly task: AdtTask;
  readonly place: Extract<AdtPlace, { ok: true }>;
  readonly read: HouseRead;
  readonly now: string;
}

type Planned =
  | { readonly ok: true; readonly changes: readonly StayChange[]; readonly stay?: string }
  | { readonly ok: false; readonly decision: Extract<AdtDecision, { do: 'park' | 'wait' }> };

/** What the event changes: of one stay, of two that exchange beds, or of records that become one. */
async function plan(house: House, database: AsActor, situation: Situation): Promise<Planned> {
  const { task, place, read } = situation;
  const { event } = task;
  if (event.action === 'merge') {
    const changes = await mergeRecords(house, database, { event, read, ...place });
    if (changes === null) return { ok: false, decision: { do: 'wait' } };
    return { ok: true, changes };
  }
  const first = planOne(house, situation, event, place.ward);
  if (event.swapWith === undefined || !first.ok) return first;
  const other = { ...event, ...event.swapWith };
  const second = planOne(house, situation, other, place.swapWard);
  if (!second.ok) return second;
  return { ok: true, changes: [...first.changes, ...second.changes] };
}

function planOne(
  house: House,
  { task, place, read, now }: Situation,
  event: AdtEvent,
  ward: string | null,
): Planned {
  const words = adtWords(event);
  const held = findStay(event, read, words, ward);
  const bed = findBed(house.books.latest, task.source, ward, event.visit.bed ?? null);
  const decision = decideAdt({
    event: bed === null ? event : { ...event, visit: { ...event.visit, bed } },
    source: task.source,
    stay: held === null ? null : { view: held.view, patient: held.patient },
    ward,
    prior: place.prior,
    words: held === null ? words : safeWords(read, held.patient, words),
    occurredAt: instantText(event.occurredAt),
    said: instantText(saidAt(event)),
    now,
    otherOpen: read.open.some(
      ({ view }) => view.patient === held?.view.patient && view.stay !== held.view.stay,
    ),
  });
  if (decision.do === 'park' || decision.do === 'wait') return { ok: false, decision };
  if (decision.do === 'nothing')
    return { ok: true, changes: [], ...(held === null ? {} : { stay: held.view.stay }) };
  const { organisation } = place;
  if (decision.do === 'change') {
    if (held === null) throw new Error('a stay that changes was found');
    const change = changed(house, organisation, held, decision);
    return { ok: true, changes: [change, ...goesOnWithout(read, change, now)] };
  }
  if (ward === null) throw new Error('an admission that was read names a ward');
  const admission = { event, ward, bed, admittedAt: decision.admittedAt, source: task.source };
  const change = admitted(house, organisation, read, admission);
  const changes = amongVisits(read, change);
  if (changes !== null) return { ok: true, changes };
  return { ok: false, decision: { do: 'park', code: 'other-stay-open', place: 'PID-3' } };
}

function changed(
  house: House,
  organisation: string,
  held: HeldStay,
  { facts, words }: Extract<AdtDecision, { do: 'change' }>,
): StayChange {
  const fresh =
    words === null
      ? null
      : identified(house, organisation, held.patient, words.changed, words.told);
  const all: NewFact<StayFact['type']>[] = [...facts, ...(fresh === null ? [] : [fresh.fact])];
  return { stay: held.view.stay, before: held, facts: all, words: fresh?.words ?? null };
}

interface Admitting {
  readonly event: AdtEvent;
  readonly ward: string;
  readonly bed: string | null;
  readonly admittedAt: string;
  readonly source: string;
}

function admitted(
  house: House,
  organisation: string,
  read: HouseRead,
  { event, ward, bed, admittedAt, source }: Admitting,
): StayChange {
  const said = adtWords(event);
  const known = patientOf(event, read, said);
  const safe = safeWords(read, known, said);
  const told = Object.keys(said).filter((key) => said[key as keyof typeof said] !== undefined);
  const { words, fact } = identified(house, organisation, known, safe, told);
  const { visitNumber } = event.visit;
  const body = {
    patient: words.patient,
    ward,
    bed,
    admittedAt: instantText(admittedAt),
    source,
    ...(visitNumber === undefined ? {} : { visit: visitNumber }),
    ...adtParticulars(event),
  };
  const facts = [{ type: 'stay-admitted' as const, body }, fact];
  return { stay: house.ids.of(organisation), before: null, facts, words };
}
