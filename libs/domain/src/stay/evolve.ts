import {
  awayOrBack,
  left,
  moveCancelled,
  moved,
  resumed,
  seenAt,
  unseen,
  updated,
  voided,
} from './arrivals.js';
import { actionEvolved } from '../action/evolve-action.js';
import { planChanged } from '../plan/evolve-plan.js';
import { withRedRuns } from '../red-green/day.js';
import type { Delay } from '../delay/delay.js';
import { isOpen } from '../delay/delay.js';
import type { Fact, NewFact, StayFact } from '../fact/fact.js';
import { compareInstants, londonDate } from '../time/london.js';
import type { DayRecord, Judgement, StayState } from './state.js';
import { particularsIn, toldOf } from './told.js';

/**
 * The next state of a stay after one of its facts. Pure and total: every fact ever accepted can be
 * folded again, in the order of the stream, and gives the same state.
 */
export function evolveStay(state: StayState | null, fact: StayFact): StayState {
  if (fact.type === 'stay-admitted') return admitted(fact);
  if (state === null)
    throw new Error(`the first fact of ${fact.stream} is ${fact.type}, not an admission`);
  switch (fact.type) {
    case 'patient-identified':
      return {
        ...state,
        patient: fact.body.patient,
        ...toldOf(state, fact.body.told ?? [], fact.at),
      };
    case 'patient-merged':
      return { ...state, patient: fact.body.into };
    case 'patient-erased':
      return state;
    case 'stay-moved':
      return moved(state, fact);
    case 'stay-move-cancelled':
      return moveCancelled(state, fact);
    case 'stay-seen':
      return seenAt(state, fact);
    case 'stay-unseen':
      return unseen(state, fact);
    case 'stay-updated':
      return updated(state, fact);
    case 'stay-left':
      return left(state, fact);
    case 'stay-resumed':
      return resumed(state, fact);
    case 'stay-voided':
      return voided(state, fact);
    case 'stay-away':
    case 'stay-back':
      return awayOrBack(state, fact);
    case 'day-marked':
      return withDay(state, fact.body.date, (day) => ({
        ...day,
        [fact.body.kind]: judged(fact),
      }));
    case 'day-mark-withdrawn':
      return withDay(state, fact.body.date, (day) => ({ ...day, [fact.body.kind]: null }));
    case 'delay-opened':
      return { ...state, delays: withDelay(state.delays, fact) };
    case 'delay-ended':
      return {
        ...state,
        delays: withoutDelay(state.delays, fact.body.delay, { endedAt: fact.body.at }),
      };
    case 'delay-withdrawn':
      return { ...state, delays: withoutDelay(state.delays, fact.body.delay, { withdrawn: true }) };
    case 'plan-changed':
      return planChanged(state, fact);
    case 'action-opened':
    case 'action-updated':
    case 'action-answered':
    case 'action-reassigned':
    case 'action-done':
    case 'action-reopened':
    case 'action-withdrawn':
      return actionEvolved(state, fact);
  }
}

/** The fold of a whole stream. */
export function foldStay(facts: Iterable<StayFact>): StayState | null {
  let state: StayState | null = null;
  for (const fact of facts) state = evolveStay(state, fact);
  return state;
}

function admitted({ body, organisation, stream, at }: Fact<'stay-admitted'>): StayState {
  return {
    stay: stream.slice('stay:'.length),
    organisation,
    patient: body.patient,
    source: body.source,
    visit: body.visit ?? null,
    ward: body.ward,
    bed: body.bed,
    places: [{ ward: body.ward, bed: body.bed, from: body.admittedAt }],
    admittedAt: body.admittedAt,
    admittedOn: londonDate(body.admittedAt),
    leftAt: null,
    leftOn: null,
    leftTo: null,
    leftBetween: null,
    awaySince: null,
    voided: null,
    careType: body.careType ?? null,
    specialty: body.specialty ?? null,
    consultant: body.consultant ?? null,
    responsibleAuthority: body.responsibleAuthority ?? null,
    expectedDischargeDate: body.expectedDischargeDate ?? null,
    ...(body.criteriaToReside == null ? {} : { criteriaToReside: body.criteriaToReside }),
    delays: [],
    version: 0,
    lastConfirmedAt: at,
    ...toldOf(null, particularsIn(body), at),
    days: {},
  };
}

function judged({ body, at, by }: NewFact<'day-marked'> & Pick<StayFact, 'at' | 'by'>): Judgement {
  return {
    colour: body.colour,
    constraint: body.constraint ?? null,
    otherConstraints: body.otherConstraints ?? [],
    value: body.value ?? null,
    note: body.note?.id ?? null,
    owner: body.owner ?? null,
    dueAt: body.dueAt ?? null,
    at,
    by,
    late: body.late !== undefined,
    ...(body.action === undefined ? {} : { action: body.action }),
  };
}

function withDay(state: StayState, date: string, change: (day: DayRecord) => DayRecord): StayState {
  const before = state.days[date] ?? {
    date,
    version: 0,
    planned: null,
    final: null,
    redSince: null,
  };
  const after = { ...change(before), version: before.version + 1 };
  return { ...state, days: withRedRuns({ ...state.days, [date]: after }, date) };
}

function withDelay(delays: readonly Delay[], { body }: Fact<'delay-opened'>): Delay[] {
  const others = body.primary
    ? delays.map((one) => (isOpen(one) ? { ...one, primary: false } : one))
    : delays;
  const { because: _because, ...said } = body;
  return [...others, { ...said, endedAt: null, withdrawn: false, version: 0 }];
}

/**
 * When the primary delay goes, the longest of those still open takes its place: one is primary at
 * every midnight. A delay that ends keeps saying that it was primary until then, so that a date
 * closed late counts what was primary on that date.
 */
function withoutDelay(
  delays: readonly Delay[],
  id: string,
  change: { readonly endedAt: string } | { readonly withdrawn: true },
): Delay[] {
  const primary = 'withdrawn' in change ? { primary: false } : {};
  const left = delays.map((one) =>
    one.delay === id ? { ...one, ...change, ...primary, version: one.version + 1 } : one,
  );
  const open = left.filter(isOpen);
  if (open.length === 0 || open.some((one) => one.primary)) return left;
  const next = open.reduce((a, b) => (compareInstants(b.since, a.since) < 0 ? b : a));
  return left.map((one) => (one === next ? { ...one, primary: true } : one));
}
