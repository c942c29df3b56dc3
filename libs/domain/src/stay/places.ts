import { compareInstants, epochMs, londonDate } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import type { MoveCancel, MovesTakenBack, Place, Sighting, StayState } from './state.js';

/** Sightings that change nothing are kept for so many days: a message that is later than that is rare. */
const SEEN_DAYS_MS = 7 * 24 * 3_600_000;

type Laid = Pick<StayState, 'places' | 'ward' | 'bed' | 'movesTakenBack' | 'seen'>;

interface Told {
  /** The admission's place, then every move that was told. */
  readonly moves: readonly Place[];
  readonly seen: readonly Sighting[];
  readonly takenBack: MovesTakenBack | undefined;
}

/** What was told of where a stay lay, as its places hold it. */
export function toldPlaces({ places, seen = [], movesTakenBack }: StayState): Told {
  return { moves: places.filter((one) => one.seen !== true), seen, takenBack: movesTakenBack };
}

/**
 * Where the stay lay, from every move ever told, every word that took one back, and everything that was seen:
 * the same whatever the order in which they came. The admission's own place is the first and is never taken
 * back. A move says that the patient went somewhere, and a sighting where the patient was found: it makes a
 * place of its own only where no move explains it, and a move told later than it never outlasts it.
 */
export function laid({ moves: all, seen, takenBack }: Told): Laid {
  const [first, ...moves] = all;
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  const told = [...moves, ...(takenBack?.places ?? [])].sort(inTime);
  const cancels = [...(takenBack?.cancels ?? [])].sort((a, b) => compareInstants(a.at, b.at));
  const gone = takenBackOf(told, cancels);
  const sightings = [...seen].sort(inTime);
  const isSighting = new Set<Place>(sightings);
  const places = [first];
  const makes = new Set<Place>();
  const stand = told.filter((place) => !gone.has(place));
  for (const place of [...stand, ...sightings].sort(movesFirst(isSighting))) {
    const last = places.at(-1) ?? first;
    const isSeen = isSighting.has(place);
    if (isSeen && (compareInstants(place.from, first.from) <= 0 || isThere(last, place))) continue;
    if (isSeen) makes.add(place);
    places.push(isSeen ? foundAt(place) : place);
  }
  const last = places.at(-1) ?? first;
  const kept = worthKeeping(sightings, makes);
  return {
    places,
    ward: last.ward,
    bed: last.bed,
    ...(kept.length === 0 ? {} : { seen: kept }),
    ...(takenBack === undefined
      ? {}
      : { movesTakenBack: { cancels, places: told.filter((place) => gone.has(place)) } }),
  };
}

/** When somebody last said where the patient is: the last move or sighting. */
export function lastPlacedAt({
  places,
  seen = [],
}: Pick<StayState, 'places' | 'seen'>): InstantText {
  const [first, ...others] = [...places, ...seen].map(({ from }) => from);
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  return others.reduce((last, at) => (compareInstants(at, last) > 0 ? at : last), first);
}

/** The last place that was told as a move, or as the admission. */
export function lastMove({ places }: Pick<StayState, 'places'>): Place {
  const last = places.findLast((place) => place.seen !== true);
  if (last === undefined) throw new Error('a stay has at least the place it was admitted to');
  return last;
}

/** Each word that takes a move back takes one: the latest that it may mean. */
function takenBackOf(told: readonly Place[], cancels: readonly MoveCancel[]): Set<Place> {
  const gone = new Set<Place>();
  for (const cancel of cancels) {
    const found = told.findLast((place) => !gone.has(place) && meant(cancel, place));
    if (found !== undefined) gone.add(found);
  }
  return gone;
}

function meant(cancel: MoveCancel, place: Place): boolean {
  if (cancel.ward !== null && cancel.ward !== place.ward) return false;
  return cancel.from === null
    ? compareInstants(place.from, cancel.at) <= 0
    : compareInstants(place.from, cancel.from) === 0;
}

/** Whoever is found in a ward without a bed being said is in the bed that they had there. */
function isThere(last: Place, { ward, bed }: Place): boolean {
  return last.ward === ward && (bed === null || last.bed === bed);
}

function foundAt({ ward, bed, from }: Place): Place {
  return { ward, bed, from, seen: true };
}

/** Those that make a place, and of each day's unbroken run at one place the first and the last. */
function worthKeeping(sightings: readonly Sighting[], makes: ReadonlySet<Place>): Sighting[] {
  const newest = sightings.at(-1);
  if (newest === undefined) return [];
  const since = epochMs(newest.from) - SEEN_DAYS_MS;
  const isRun = (a: Place | undefined, b: Place) =>
    a?.ward === b.ward && a.bed === b.bed && londonDate(a.from) === londonDate(b.from);
  return sightings.filter((one, n) => {
    if (makes.has(one)) return true;
    const inside = isRun(sightings[n - 1], one) && isRun(sightings[n + 1], one);
    return !inside && epochMs(one.from) >= since;
  });
}

/** By time; moves of one instant by their names, so that their order is the same whoever came first. */
function inTime(a: Place, b: Place): number {
  const name = ({ ward, bed }: Place) => JSON.stringify([ward, bed]);
  return compareInstants(a.from, b.from) || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}

/** What was seen at the instant of a move was seen after it. */
function movesFirst(sightings: ReadonlySet<Place>) {
  return (a: Place, b: Place): number =>
    compareInstants(a.from, b.from) ||
    Number(sightings.has(a)) - Number(sightings.has(b)) ||
    inTime(a, b);
}
