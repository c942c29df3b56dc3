import type { NewFact, StayFact, StayView } from '#domain';
import { compareInstants, epochMs, instantText, londonDate } from '#domain';
import type { AdtEvent } from '#interop';
import type { StayChange } from './draft.js';
import type { HeldStay, HouseRead } from './read-house.js';

/** Two visits of one patient begin further apart than this; a number that was put right keeps its admission. */
const SAME_VISIT_MS = 3_600_000;

/**
 * Whether an event is of another visit of the patient than a stay: both say theirs, they differ, and the event's
 * visit began at another hour or the event came before the stay.
 */
export function isOfOtherVisit(event: AdtEvent, view: StayView): boolean {
  const { visitNumber, admittedAt } = event.visit;
  if (visitNumber === undefined || view.visit === null || visitNumber === view.visit) return false;
  const began = admittedAt ?? (event.action === 'admit' ? event.occurredAt : undefined);
  if (began !== undefined)
    return Math.abs(epochMs(began) - epochMs(view.admittedAt)) > SAME_VISIT_MS;
  return compareInstants(instantText(event.occurredAt), view.admittedAt) < 0;
}

/** The stay that goes on in the stead of one that a merge made void, for what is said after the merge. */
export function goingOn(held: HeldStay, all: readonly HeldStay[], said: string): HeldStay {
  const seen = new Set<HeldStay>();
  let stay = held;
  while (!seen.has(stay)) {
    seen.add(stay);
    const { voided } = stay.view;
    if (voided?.into === undefined || compareInstants(instantText(said), voided.at) < 0) break;
    stay = all.find(({ view }) => view.stay === voided.into) ?? stay;
  }
  return stay;
}

/**
 * An admission among the other visits of its patient. A visit is over when the next one begins, if nobody has told
 * of its end: the stay before it ends now, and one that is told of late has ended then, at no known hour. When its
 * own discharge comes, that says when. Null where something happened in the earlier stay after the later began:
 * a person has to look.
 */
export function amongVisits(read: HouseRead, admission: StayChange): StayChange[] | null {
  const [first] = admission.facts;
  if (first?.type !== 'stay-admitted') throw new Error('an admission begins a stay');
  const { patient, admittedAt } = first.body;
  const others = [...read.open, ...read.ended]
    .filter(({ view }) => view.patient === patient && view.voided === null)
    .sort((a, b) => compareInstants(a.view.admittedAt, b.view.admittedAt));
  const next = others.find(({ view }) => compareInstants(view.admittedAt, admittedAt) > 0);
  const before = others.findLast(({ view }) => compareInstants(view.admittedAt, admittedAt) <= 0);
  const later =
    next === undefined
      ? admission
      : followed(admission, admittedAt, next.view.stay, next.view.admittedAt);
  if (before === undefined || !lasts(before.view, admittedAt)) return [later];
  if (wentOn(before.view, admittedAt)) return null;
  const { places, admittedAt: began } = before.view;
  const from = places.findLast((place) => compareInstants(place.from, admittedAt) <= 0)?.from;
  const change = { stay: before.view.stay, before, facts: [], words: null };
  return [followed(change, from ?? began, admission.stay, admittedAt), later];
}

/** No end was told of the stay, and by what else is known it still lasted. */
function lasts({ leftAt, followedBy }: StayView, at: string): boolean {
  return leftAt === null || (followedBy !== undefined && compareInstants(leftAt, at) > 0);
}

/** The patient was moved or judged in the stay after a time. Who was only seen then may have been so in the next. */
function wentOn({ places, latest }: StayView, at: string): boolean {
  const moved = places.some(({ from, seen }) => seen !== true && compareInstants(from, at) > 0);
  return moved || (latest !== null && latest.date > londonDate(at));
}

function followed(change: StayChange, from: string, by: string, at: string): StayChange {
  const left: NewFact<'stay-left'> = {
    type: 'stay-left',
    body: { at, to: 'not-known', between: [from, at], followedBy: by },
  };
  return { ...change, facts: [...change.facts, left] };
}

/** The stay that an admission was taken to follow goes on when that admission never was. */
export function goesOnWithout(
  read: HouseRead,
  { stay, facts }: StayChange,
  now: string,
): StayChange[] {
  if (!facts.some(({ type }) => type === 'stay-voided')) return [];
  return read.ended
    .filter(({ view }) => view.followedBy === stay && view.voided === null)
    .map((before) => {
      const fact: NewFact<StayFact['type']> = {
        type: 'stay-resumed',
        body: { at: instantText(now), notFollowed: true },
      };
      return { stay: before.view.stay, before, facts: [fact], words: null };
    });
}
