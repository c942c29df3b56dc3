import type { LocalDate, NewFact, StayFact, StayState } from '#domain';
import { addDays, datesFrom, londonDate } from '#domain';

/** A ward's date that must be closed, or closed again, because of a fact. */
export interface DateToClose {
  readonly ward: string;
  readonly date: LocalDate;
  readonly because: string;
}

/**
 * Dates before today that new facts speak of, for every ward the stay lay in. Whether a date was
 * already closed does not matter: closing finds out, and an equal close changes nothing.
 */
export function closedDatesOf(
  facts: readonly NewFact<StayFact['type']>[],
  state: StayState,
  now: string,
  admittedBefore: LocalDate = state.admittedOn,
): DateToClose[] {
  const yesterday = addDays(londonDate(now), -1);
  const because = new Map<LocalDate, string>();
  for (const fact of facts)
    for (const date of datesOf(fact, state, yesterday, admittedBefore))
      because.set(date, fact.type);
  const lain = [...state.places, ...(state.movesTakenBack?.places ?? [])];
  const wards = [...new Set(lain.map((place) => place.ward))];
  return [...because].flatMap(([date, why]) => wards.map((ward) => ({ ward, date, because: why })));
}

function datesOf(
  fact: NewFact<StayFact['type']>,
  state: StayState,
  yesterday: LocalDate,
  admittedBefore: LocalDate,
): LocalDate[] {
  switch (fact.type) {
    case 'day-marked':
    case 'day-mark-withdrawn':
      return fact.body.date <= yesterday ? [fact.body.date] : [];
    case 'stay-admitted':
      return datesFrom(londonDate(fact.body.admittedAt), yesterday);
    case 'stay-moved':
    case 'stay-seen':
    case 'stay-unseen':
    case 'stay-left':
      return datesFrom(londonDate(fact.body.at), yesterday);
    case 'stay-resumed':
    case 'stay-voided':
    case 'stay-move-cancelled':
    case 'patient-merged':
      return datesFrom(state.admittedOn, yesterday);
    case 'delay-opened':
      return datesFrom(londonDate(fact.body.since), yesterday);
    case 'delay-ended':
      return datesFrom(londonDate(fact.body.at), yesterday);
    case 'delay-withdrawn':
      return datesFrom(state.admittedOn, yesterday);
    case 'stay-updated':
      if (fact.body.admittedAt === undefined) return [];
      return datesFrom(
        admittedBefore < state.admittedOn ? admittedBefore : state.admittedOn,
        yesterday,
      );
    case 'stay-away':
    case 'stay-back':
    case 'patient-identified':
    case 'patient-erased':
    case 'plan-changed':
    case 'action-opened':
    case 'action-updated':
    case 'action-answered':
    case 'action-reassigned':
    case 'action-done':
    case 'action-reopened':
    case 'action-withdrawn':
      return [];
  }
}
