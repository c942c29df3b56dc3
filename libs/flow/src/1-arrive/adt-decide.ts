import type { Destination, InstantText, StayFacts, StayView } from '#domain';
import { compareInstants } from '#domain';
import type { AdtEvent } from '#interop';
import { newParticulars, particularsOf, saysNewWords } from './particulars.js';
import type { Particulars, Words } from './particulars.js';
import type { KnownStay } from './census.types.js';

/** What an event means for a stay that the house has, or for a patient who has none. */
export type AdtDecision =
  | { readonly do: 'admit'; readonly admittedAt: InstantText }
  | {
      readonly do: 'change';
      readonly move: StayFacts['stay-moved'] | null;
      readonly particulars: Particulars | null;
      readonly newWords: boolean;
      readonly left: StayFacts['stay-left'] | null;
    }
  /** True already: nothing to write. */
  | { readonly do: 'nothing' }
  /** Kept for a person: why, and the field that says it. */
  | { readonly do: 'park'; readonly code: AdtParkCode; readonly place: string };

type AdtParkCode =
  'stay-unknown' | 'stay-ended' | 'before-admission' | 'later-fact' | 'time-in-future';

export interface AdtCase {
  readonly event: AdtEvent;
  readonly stay: KnownStay | null;
  /** The house's ward for the event's location; null when the event names none. */
  readonly ward: string | null;
  readonly words: Words;
  readonly occurredAt: InstantText;
  readonly now: InstantText;
}

const NOTHING: AdtDecision = { do: 'nothing' };

/** What an admission, a transfer, a discharge or an update asks of the house. Pure. */
export function decideAdt(one: AdtCase): AdtDecision {
  const { event, stay, occurredAt, now } = one;
  if (compareInstants(occurredAt, now) > 0) return park('time-in-future', 'EVN-2');
  switch (event.action) {
    case 'admit':
      return admit(one);
    case 'transfer':
      return stay === null ? park('stay-unknown', 'PID-3') : transfer(one, stay);
    case 'discharge':
      return stay === null ? park('stay-unknown', 'PID-3') : discharge(one, stay);
    case 'update':
    case 'update-person':
      return stay === null || stay.view.leftAt !== null ? NOTHING : change(one, stay, null, null);
    default:
      return NOTHING;
  }
}

/** Whether an event is one of those that this service acts on so far; others are acknowledged and counted. */
export function isUsed(event: AdtEvent): boolean {
  return ['admit', 'transfer', 'discharge', 'update', 'update-person'].includes(event.action);
}

/** A second admission of a patient in a bed is never a second stay: it confirms, corrects or moves. */
function admit(one: AdtCase): AdtDecision {
  const { event, stay, occurredAt, now } = one;
  if (stay === null) {
    const admittedAt = event.visit.admittedAt ?? occurredAt;
    if (compareInstants(admittedAt, now) > 0) return park('time-in-future', 'PV1-44');
    return { do: 'admit', admittedAt };
  }
  if (stay.view.leftAt !== null) return NOTHING;
  const late = compareInstants(occurredAt, lastPlace(stay.view).from) <= 0;
  return change(one, stay, late ? null : moveTo(one, stay.view), null);
}

function transfer(one: AdtCase, stay: KnownStay): AdtDecision {
  const { view } = stay;
  if (compareInstants(one.occurredAt, view.admittedAt) < 0)
    return park('before-admission', 'EVN-6');
  if (view.leftAt !== null && compareInstants(one.occurredAt, view.leftAt) >= 0)
    return park('stay-ended', 'EVN-6');
  return change(one, stay, moveTo(one, view), null);
}

function discharge(one: AdtCase, stay: KnownStay): AdtDecision {
  const { view } = stay;
  const at = one.event.visit.dischargedAt ?? one.occurredAt;
  if (compareInstants(at, one.now) > 0) return park('time-in-future', 'PV1-45');
  if (compareInstants(at, view.admittedAt) < 0) return park('before-admission', 'PV1-45');
  if (compareInstants(at, lastPlace(view).from) < 0) return park('later-fact', 'PV1-45');
  const left = { at, to: destinationOf(one.event.visit.disposition) };
  // Who left by absence from a census left at no known hour: the message knows better.
  const known = view.leftAt !== null && view.leftTo !== 'not-known';
  const same = view.leftAt !== null && compareInstants(view.leftAt, at) === 0;
  if (known || (same && left.to === 'not-known')) return NOTHING;
  return change(one, stay, null, left);
}

function change(
  { event, words, occurredAt }: AdtCase,
  { view, patient }: KnownStay,
  move: StayFacts['stay-moved'] | null,
  left: StayFacts['stay-left'] | null,
): AdtDecision {
  const stale = compareInstants(occurredAt, view.lastConfirmedAt) < 0 || left !== null;
  const particulars = stale ? null : newParticulars(view, adtParticulars(event));
  const newWords = !stale && saysNewWords(patient, words);
  if (move === null && left === null && particulars === null && !newWords) return NOTHING;
  return { do: 'change', move, particulars, newWords, left };
}

/** The move that the event tells of, unless the stay already lay there then. A late one takes its place in order. */
function moveTo(
  { event, ward, occurredAt }: AdtCase,
  view: StayView,
): StayFacts['stay-moved'] | null {
  if (ward === null) return null;
  const place =
    view.places.findLast(({ from }) => compareInstants(from, occurredAt) <= 0) ?? lastPlace(view);
  const bed = event.visit.bed ?? (place.ward === ward ? place.bed : null);
  if (place.ward === ward && place.bed === bed) return null;
  return { ward, bed, at: occurredAt };
}

function lastPlace(view: StayView) {
  const place = view.places.at(-1);
  if (place === undefined) throw new Error('a stay has at least the place it was admitted to');
  return place;
}

export function adtParticulars({ visit }: AdtEvent): Particulars {
  return particularsOf({
    specialty: visit.specialty,
    consultant: visit.consultant,
    expectedDischargeDate: visit.expectedDischarge,
  });
}

/** The words of the patient: the hospital's own number first, an NHS number that the sender did not doubt. */
export function adtWords({ patient }: AdtEvent): Words {
  const { nhsNumber, nhsNumberStatus, familyName, givenName, dateOfBirth, sex } = patient;
  return {
    localId: patient.localIds[0]?.value,
    nhsNumber: nhsNumberStatus === 'not-verified' ? undefined : nhsNumber,
    familyName,
    givenName,
    dateOfBirth,
    sex,
  };
}

/**
 * PV1-36 as UK systems fill it: the discharge destinations of the NHS Data Dictionary that this
 * house tells apart. A code that is not here says nothing of where the patient went.
 */
const DESTINATIONS: Readonly<Record<string, Destination>> = {
  '19': 'home',
  '29': 'home',
  '51': 'hospital',
  '52': 'hospital',
  '53': 'hospital',
  '54': 'care-home',
  '65': 'care-home',
  '79': 'died',
  '85': 'care-home',
  '87': 'hospital',
};

function destinationOf(disposition: string | undefined): Destination {
  const code = disposition ?? '';
  return Object.hasOwn(DESTINATIONS, code) ? (DESTINATIONS[code] ?? 'not-known') : 'not-known';
}

function park(code: AdtParkCode, place: string): AdtDecision {
  return { do: 'park', code, place };
}
