import type { Fact } from '../fact/fact.js';
import { compareInstants, londonDate } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import { laid, toldPlaces } from './places.js';
import type { MoveCancel, Sighting, StayState } from './state.js';
import { particularsIn, toldOf } from './told.js';

/** The stay after a move; one told late takes its place in time. */
export function moved(state: StayState, { body, at }: Fact<'stay-moved'>): StayState {
  const place = { ward: body.ward, bed: body.bed, from: body.at };
  const { seen, ...told } = toldPlaces(state);
  const stands = seen.filter(
    (one) => body.byHand !== true || one.byHand !== true || compareInstants(one.from, body.at) < 0,
  );
  const { seen: _before, ...rest } = confirmed(raised(state), at);
  return { ...rest, ...laid({ ...told, moves: [...told.moves, place], seen: stands }) };
}

/** The stay after a move was taken back, or before a move that will be told and was taken back already. */
export function moveCancelled(state: StayState, fact: Fact<'stay-move-cancelled'>): StayState {
  const cancel: MoveCancel = { ...fact.body, at: fact.at };
  const { cancels = [], places = [] } = state.movesTakenBack ?? {};
  const takenBack = { cancels: [...cancels, cancel], places };
  return {
    ...confirmed(raised(state), fact.at),
    ...laid({ ...toldPlaces(state), takenBack }),
  };
}

/** The stay after somebody saw where the patient lies. Only what was not known already is a new version. */
export function seenAt(state: StayState, { body, at }: Fact<'stay-seen'>): StayState {
  const { ward, bed, at: from, byHand } = body;
  const sighting = { ward, bed, from, ...(byHand === undefined ? {} : { byHand }) };
  const next = lookedAt(confirmed(state, at), (seen) => [...seen, sighting]);
  return byHand === undefined ? next : { ...next, ...toldOf(state, ['leaving'], at) };
}

export function unseen(state: StayState, { body }: Fact<'stay-unseen'>): StayState {
  return lookedAt(state, (seen) =>
    seen.filter(({ ward, from }) => ward !== body.ward || compareInstants(from, body.at) !== 0),
  );
}

function lookedAt(
  { seen: _seen, ...state }: StayState,
  change: (seen: readonly Sighting[]) => readonly Sighting[],
): StayState {
  const next = {
    ...state,
    ...laid({ ...toldPlaces(state), seen: change(_seen ?? []) }),
  };
  return next.ward === state.ward && next.bed === state.bed ? next : raised(next);
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

function admittedElsewhen(state: StayState, admittedAt: InstantText) {
  const told = toldPlaces(state);
  const [first, ...moves] = told.moves;
  if (first === undefined) throw new Error('a stay has at least the place it was admitted to');
  return {
    admittedOn: londonDate(admittedAt),
    ...laid({ ...told, moves: [{ ...first, from: admittedAt }, ...moves] }),
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
