import type { InstantText, NewFact, StayView } from '#domain';
import { compareInstants, instantText, isMissing, isNewerWord, lastMove } from '#domain';
import type { AdtEvent } from '#interop';
import { adtParticulars, destinationOf } from './adt-words.js';
import type { KnownStay } from './census.types.js';
import { newerParticulars, newerWords } from './particulars.js';
import type { Words } from './particulars.js';
import { BY_HAND } from './provisional.js';

type AdtFact = NewFact<
  | 'stay-moved'
  | 'stay-move-cancelled'
  | 'stay-seen'
  | 'stay-updated'
  | 'stay-left'
  | 'stay-resumed'
  | 'stay-voided'
  | 'stay-away'
  | 'stay-back'
>;

/** What an event means for a stay that the house has, or for a patient who has none. */
export type AdtDecision =
  | { readonly do: 'admit'; readonly admittedAt: InstantText }
  /** Facts of the stay, and the patient's words that are new, with the names of all that were said. */
  | {
      readonly do: 'change';
      readonly facts: readonly AdtFact[];
      readonly words: { readonly changed: Words; readonly told: readonly string[] } | null;
    }
  /** True already: nothing to write. */
  | { readonly do: 'nothing' }
  /** No stay that it could be of; it may still come. Nobody has to mend it. */
  | { readonly do: 'wait' }
  /** Kept for a person: why, and the field that says it. */
  | { readonly do: 'park'; readonly code: AdtParkCode; readonly place: string };

export type AdtParkCode =
  | 'stay-unknown'
  | 'stay-ended'
  | 'before-admission'
  | 'later-fact'
  | 'time-in-future'
  | 'other-stay-open';

export interface AdtCase {
  readonly event: AdtEvent;
  readonly source: string;
  readonly stay: KnownStay | null;
  /** The house's ward for the event's location; null when the event names none. */
  readonly ward: string | null;
  /** The house's ward for the location before (PV1-6); null when the event names none that is known. */
  readonly prior: string | null;
  readonly words: Words;
  readonly occurredAt: InstantText;
  /** When the sender wrote it down. */
  readonly said: InstantText;
  readonly now: InstantText;
  /** The patient lies in a bed by another stay. */
  readonly otherOpen: boolean;
}

const NOTHING: AdtDecision = { do: 'nothing' };

/**
 * What an event asks of the house. Pure. Of two words on one thing the one that was written down
 * later holds, whatever the order in which they arrive.
 */
export function decideAdt(one: AdtCase): AdtDecision {
  const { event, stay, occurredAt, now } = one;
  if (compareInstants(occurredAt, now) > 0) return park('time-in-future', 'EVN-2');
  if (event.action === 'admit') return admit(one);
  if (
    event.action === 'update' ||
    event.action === 'update-person' ||
    event.action === 'add-person'
  )
    return stay === null ? { do: 'wait' } : stay.view.voided ? NOTHING : change(one, stay, []);
  if (stay === null) return park('stay-unknown', 'PID-3');
  switch (event.action) {
    case 'transfer':
    case 'swap':
      return transfer(one, stay);
    case 'discharge':
      return discharge(one, stay);
    case 'cancel-admit':
    case 'delete-visit':
      return cancelAdmission(one, stay);
    case 'cancel-transfer':
      return cancelTransfer(one, stay);
    case 'cancel-discharge':
      return cancelDischarge(one, stay);
    case 'leave':
    case 'return':
      return awayOrBack(one, stay);
    default:
      return NOTHING;
  }
}

/** A registration or an admission to come puts nobody in a bed: acknowledged and counted. */
export function isUsed(event: AdtEvent): boolean {
  return event.action !== 'register' && event.action !== 'pre-admit';
}

/** A second admission of a patient in a bed is never a second stay: it confirms, corrects or moves. */
function admit(one: AdtCase): AdtDecision {
  const { event, stay, occurredAt, now } = one;
  if (stay === null) {
    const admittedAt = event.visit.admittedAt ?? occurredAt;
    if (compareInstants(admittedAt, now) > 0) return park('time-in-future', 'PV1-44');
    return { do: 'admit', admittedAt };
  }
  const { view } = stay;
  if (view.leftAt !== null) return admitAgain(one, stay);
  const began = view.places[0]?.from ?? view.admittedAt;
  const move = compareInstants(occurredAt, began) <= 0 ? null : moveTo(one, view);
  return change(one, stay, move === null ? [] : [move]);
}

/** An admission that is written down after its stay was cancelled, or missed by a census, says that the patient is here. */
function admitAgain(one: AdtCase, stay: KnownStay): AdtDecision {
  const { view } = stay;
  const vague = view.voided !== null || isMissing(view);
  if (!vague || !isLater(one, view, 'leaving')) return begins(one, stay);
  if (one.otherOpen) return park('other-stay-open', 'PID-3');
  return change(one, stay, [{ type: 'stay-resumed', body: { at: one.said } }]);
}

/** Of a stay that is over, a late admission still is the word on when it began where until then a ward said so. */
function begins(one: AdtCase, stay: KnownStay): AdtDecision {
  const over = stay.view.voided === null && takenOver(one, stay).source !== undefined;
  return over ? change(one, stay, []) : NOTHING;
}

function transfer(one: AdtCase, stay: KnownStay): AdtDecision {
  const { view } = stay;
  if (compareInstants(one.occurredAt, view.admittedAt) < 0)
    return park('before-admission', 'EVN-6');
  if (view.voided !== null) return isLater(one, view, 'leaving') ? ended() : NOTHING;
  const move = moveTo(one, view, { always: true });
  const moves = move === null ? [] : [move];
  if (view.leftAt === null || compareInstants(one.occurredAt, view.leftAt) < 0)
    return change(one, stay, moves);
  if (!isMissing(view)) return ended();
  if (one.otherOpen) return park('other-stay-open', 'PID-3');
  return change(one, stay, [{ type: 'stay-resumed', body: { at: one.said } }, ...moves]);
}

function discharge(one: AdtCase, stay: KnownStay): AdtDecision {
  const { view } = stay;
  const { dischargedAt, disposition } = one.event.visit;
  const at = instantText(dischargedAt ?? one.occurredAt);
  if (compareInstants(at, one.now) > 0) return park('time-in-future', 'PV1-45');
  if (compareInstants(at, view.admittedAt) < 0) return park('before-admission', 'PV1-45');
  // Who left by absence from a census left at no known hour: the message knows better, even an older one.
  if (view.leftBetween === null && !isLater(one, view, 'leaving')) return NOTHING;
  if (view.voided !== null) return NOTHING;
  if (compareInstants(at, lastMove(view).from) < 0) return park('later-fact', 'PV1-45');
  const said = destinationOf(disposition);
  const to = said === 'not-known' ? (view.leftTo ?? said) : said;
  const same = view.leftAt !== null && compareInstants(view.leftAt, at) === 0 && to === view.leftTo;
  if (same && view.leftBetween === null) return NOTHING;
  return change(one, stay, [{ type: 'stay-left', body: { at, to } }]);
}

function cancelAdmission(one: AdtCase, { view }: KnownStay): AdtDecision {
  if (view.voided !== null || isOlder(one, view, 'leaving')) return NOTHING;
  const body = { at: one.said, because: 'admission-cancelled' as const };
  return { do: 'change', facts: [{ type: 'stay-voided', body }], words: null };
}

function cancelTransfer(one: AdtCase, { view }: KnownStay): AdtDecision {
  const { said, prior, ward } = one;
  if (view.voided !== null) return NOTHING;
  const known = view.movesTakenBack?.cancels.some(
    (cancel) => cancel.at === said && cancel.ward === prior && cancel.from === null,
  );
  if (known === true) return NOTHING;
  const facts: AdtFact[] = [{ type: 'stay-move-cancelled', body: { ward: prior, from: null } }];
  const over = view.leftAt !== null && compareInstants(said, view.leftAt) >= 0;
  // Where the patient is instead: whoever was seen elsewhere before was seen where the cancelled move put them.
  if (ward !== null && !over)
    facts.push({
      type: 'stay-seen',
      body: { ward, bed: one.event.visit.bed ?? null, at: said },
    });
  return { do: 'change', facts, words: null };
}

/** Also where no discharge is known yet: the one that comes late is then known to be cancelled. */
function cancelDischarge(one: AdtCase, { view }: KnownStay): AdtDecision {
  if (view.voided !== null) return isLater(one, view, 'leaving') ? ended() : NOTHING;
  if (isOlder(one, view, 'leaving')) return NOTHING;
  if (view.leftAt === null && !isLater(one, view, 'leaving')) return NOTHING;
  if (one.otherOpen) return park('other-stay-open', 'PID-3');
  return {
    do: 'change',
    facts: [{ type: 'stay-resumed', body: { at: one.said } }],
    words: null,
  };
}

function awayOrBack(one: AdtCase, { view }: KnownStay): AdtDecision {
  if (view.leftAt !== null || !isLater(one, view, 'away')) return NOTHING;
  const type = one.event.action === 'leave' ? ('stay-away' as const) : ('stay-back' as const);
  return { do: 'change', facts: [{ type, body: { at: one.occurredAt } }], words: null };
}

/** The facts asked for, with what the message says of the stay and the patient beside them. */
function change(one: AdtCase, stay: KnownStay, facts: readonly AdtFact[]): AdtDecision {
  const { event, words, said } = one;
  const particulars = newerParticulars(stay.view, adtParticulars(event), said);
  // A word from before the stay began may be of a visit before it.
  const own = stay.view.visit === null && compareInstants(said, stay.view.admittedAt) >= 0;
  const visit = own ? event.visit.visitNumber : undefined;
  const patient = newerWords(stay, words, said);
  const { changed: newWords, told: wordsTold } = patient;
  const told = [...particulars.told, ...(newWords === null ? wordsTold : [])];
  const body = {
    ...particulars.changed,
    ...(visit === undefined ? {} : { visit }),
    ...takenOver(one, stay),
    ...(told.length === 0 ? {} : { told }),
  };
  const update: AdtFact[] = Object.keys(body).length === 0 ? [] : [{ type: 'stay-updated', body }];
  const all = [...facts, ...update];
  if (all.length === 0 && newWords === null) return NOTHING;
  const heard = newWords === null ? null : { changed: newWords, told: wordsTold };
  return { do: 'change', facts: all, words: heard };
}

/** An admission by a feed is the word on when a stay began that until then was a ward's own. */
function takenOver(
  { event, source }: AdtCase,
  { view }: KnownStay,
): { readonly source?: string; readonly admittedAt?: InstantText } {
  if (view.source !== BY_HAND || source === BY_HAND || event.action !== 'admit') return {};
  const told = event.visit.admittedAt;
  const second = view.places[1]?.from;
  if (told === undefined) return { source };
  const admittedAt = instantText(told);
  const fits = second === undefined || compareInstants(admittedAt, second) <= 0;
  return fits && admittedAt !== view.admittedAt ? { source, admittedAt } : { source };
}

/**
 * The move that the event tells of; a late one takes its place in time, before whatever was seen later. An admission that repeats
 * where the patient lay moves nobody, while a transfer is kept always: one that comes later may have
 * gone before it.
 */
function moveTo(
  { event, ward, occurredAt }: AdtCase,
  view: StayView,
  { always = false } = {},
): NewFact<'stay-moved'> | null {
  if (ward === null) return null;
  const place =
    view.places.findLast(({ from }) => compareInstants(from, occurredAt) <= 0) ?? lastMove(view);
  const bed = event.visit.bed ?? (place.ward === ward ? place.bed : null);
  const body = { ward, bed, at: instantText(occurredAt) };
  const moves = view.places.filter(({ seen }) => seen !== true);
  const told = [...moves, ...(view.movesTakenBack?.places ?? [])];
  const known = told.some((one) => one.from === body.at && one.ward === ward && one.bed === bed);
  const there = place.ward === ward && place.bed === bed;
  return known || (there && !always) ? null : { type: 'stay-moved', body };
}

/** Written down later than the last word on the thing. */
function isLater({ said }: AdtCase, { told = {} }: StayView, key: string): boolean {
  const last = told[key];
  return last === undefined || compareInstants(said, last) > 0;
}

function isOlder({ said }: AdtCase, view: StayView, key: string): boolean {
  return !isNewerWord(view, key, said);
}

function ended(): AdtDecision {
  return park('stay-ended', 'EVN-6');
}

function park(code: AdtParkCode, place: string): AdtDecision {
  return { do: 'park', code, place };
}
