import type { Fact } from '../fact/fact.js';
import { compareInstants, londonDate } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import type { MoveCancel, MovesTakenBack, Place, StayState } from './state.js';
import { particularsIn, toldOf } from './told.js';

/** The stay after a move; one told late takes its place in time. */
export function moved(state: StayState, { body, at }: Fact<'stay-moved'>): StayState {
  const place = { ward: body.ward, bed: body.bed, from: body.at };
  return placed(confirmed(raised(state), at), [...state.places, place], state.movesTakenBack);
}

/** The stay after a move was taken back, or before a move that will be told and was taken back already. */
export function moveCancelled(state: StayState, fact: Fact<'stay-move-cancelled'>): StayState {
  const cancel: MoveCancel = { ...fact.body, at: fact.at };
  const { cancels = [], places = [] } = state.movesTakenBack ?? {};
  return placed(confirmed(raised(state), fact.at), state.places, {
    cancels: [...cancels, cancel],
    places,
  });
}

/**
 * Where the stay lay, from every move ever told and every word that took one back: the same whatever
 * the order in which they came. The admission's own place is the first and is never taken back.
 */
function placed(
  state: StayState,
  places: readonly Place[],
  takenBack: MovesTakenBack | undefined,
): StayState {
  const [first, ...moves] = places;
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  const told = [...moves, ...(takenBack?.places ?? [])].sort(inTime);
  const gone = new Set<Place>();
  const cancels = [...(takenBack?.cancels ?? [])].sort((a, b) => compareInstants(a.at, b.at));
  for (const cancel of cancels) {
    const found = told.findLast((place) => !gone.has(place) && meant(cancel, place));
    if (found !== undefined) gone.add(found);
  }
  const kept = [first, ...told.filter((place) => !gone.has(place))];
  const last = kept.at(-1) ?? first;
  return {
    ...state,
    places: kept,
    ward: last.ward,
    bed: last.bed,
    ...(takenBack === undefined
      ? {}
      : { movesTakenBack: { cancels, places: told.filter((place) => gone.has(place)) } }),
  };
}

function meant(cancel: MoveCancel, place: Place): boolean {
  if (cancel.ward !== null && cancel.ward !== place.ward) return false;
  return cancel.from === null
    ? compareInstants(place.from, cancel.at) <= 0
    : compareInstants(place.from, cancel.from) === 0;
}

/** By time; moves of one instant by their names, so that their order is the same whoever came first. */
function inTime(a: Place, b: Place): number {
  const name = ({ ward, bed }: Place) => JSON.stringify([ward, bed]);
  return compareInstants(a.from, b.from) || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}

/** The stay after a feed's word on it. One that says nothing new confirms it and leaves its version. */
export function updated(state: StayState, { body, at }: Fact<'stay-updated'>): StayState {
  const { told = [], ...said } = body;
  const changes = Object.values(said).some((value) => value !== undefined);
  const next = confirmed(changes ? raised(state) : state, at);
  return {
    ...next,
    ...said,
    ...(said.admittedAt === undefined ? {} : admittedElsewhen(state, said.admittedAt)),
    ...toldOf(state, [...particularsIn(said), ...told], at),
  };
}

function admittedElsewhen(
  { places }: StayState,
  admittedAt: InstantText,
): Pick<StayState, 'admittedOn' | 'places'> {
  const [first, ...moves] = places;
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  return {
    admittedOn: londonDate(admittedAt),
    places: [{ ...first, from: admittedAt }, ...moves],
  };
}

export function left(state: StayState, { body, at }: Fact<'stay-left'>): StayState {
  const { followedBy } = body;
  return {
    ...confirmed(raised(unfollowed(state)), at),
    leftAt: body.at,
    leftOn: londonDate(body.at),
    leftTo: body.to,
    leftBetween: body.between ?? null,
    awaySince: null,
    ...(followedBy === undefined ? leaving(state, at) : { followedBy }),
  };
}

export function resumed(state: StayState, { body, at }: Fact<'stay-resumed'>): StayState {
  return {
    ...confirmed(raised(unfollowed(state)), at),
    leftAt: null,
    leftOn: null,
    leftTo: null,
    leftBetween: null,
    awaySince: null,
    voided: null,
    ...(body.notFollowed === true ? {} : leaving(state, at)),
  };
}

/** A void stay ended as it began: whoever asks whether it is over hears that it is. */
export function voided(state: StayState, { body, at }: Fact<'stay-voided'>): StayState {
  const { at: voidedAt, because, into } = body;
  return {
    ...raised(unfollowed(state)),
    leftAt: state.admittedAt,
    leftOn: state.admittedOn,
    leftTo: 'not-known',
    leftBetween: null,
    awaySince: null,
    voided: { at: voidedAt, because, ...(into === undefined ? {} : { into }) },
    ...leaving(state, at),
  };
}

export function awayOrBack(
  state: StayState,
  { type, body, at }: Fact<'stay-away' | 'stay-back'>,
): StayState {
  const next = confirmed(raised(state), at);
  const awaySince = type === 'stay-away' ? body.at : null;
  return { ...next, awaySince, ...toldOf(state, ['away'], at) };
}

/**
 * The last word on whether the patient is here stands, also where it replaces a later but vaguer one.
 * It is a word on leave as well: who left, or is back from leaving, is not on leave.
 */
function leaving(state: StayState, at: InstantText): Pick<StayState, 'told'> {
  return { told: { ...toldOf(state, ['away'], at).told, leaving: at } };
}

function unfollowed({ followedBy: _followedBy, ...state }: StayState): StayState {
  return state;
}

function raised(state: StayState): StayState {
  return { ...state, version: state.version + 1 };
}

function confirmed(state: StayState, at: InstantText): StayState {
  return compareInstants(at, state.lastConfirmedAt) > 0 ? { ...state, lastConfirmedAt: at } : state;
}
