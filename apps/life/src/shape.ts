import type { WardKind } from '#domain';
import { OCCUPANCY, meanDays } from '#synthetic';

/** What a day's shape depends on: how large a ward is, and how full it is now. */
interface Fullness {
  readonly kind: WardKind;
  readonly openBeds: number;
  readonly occupied: number;
}

// Held by name: in a test's own realm each look at a global is dear, and ninety days ask millions of times.
const { max, min } = Math;

/** Shares of a day's happenings by the hour of the London day; each sums to 1. */
type Hours = readonly number[];

const share = (weights: readonly number[]): Hours => {
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((one) => one / sum);
};

/** Emergencies come at any hour, most from the late morning to the late evening. */
const EMERGENCIES = share([
  4, 3, 3, 2, 2, 2, 2, 3, 4, 6, 8, 9, 10, 10, 10, 10, 10, 10, 9, 8, 8, 7, 6, 5,
]);
/** A bed for rehabilitation, or on a mental health ward, is taken by day. */
const PLANNED_ARRIVALS = share([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 8, 10, 12, 12, 12, 10, 8, 5, 2, 0, 0, 0, 0,
]);
/** Most leave after the morning's round, from eleven on. */
const LEAVINGS = share([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 10, 11, 12, 13, 13, 12, 9, 6, 4, 2, 0, 0, 0,
]);
/** Somebody asks a partner, or hears that what was asked for has come. */
const OFFICE = share([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 6, 12, 14, 10, 9, 12, 13, 12, 8, 3, 0, 0, 0, 0, 0,
]);
/** What a ward does beside all else while patients are awake. */
const AWAKE = share([0, 0, 0, 0, 0, 0, 1, 3, 4, 6, 9, 9, 8, 8, 9, 9, 8, 7, 6, 5, 4, 3, 1, 0]);

/** Of those on an assessment unit so many go home from there; the others are bound for a ward. */
const HOME_FROM_ASSESSMENT_DAYS = 4.2;
const ASSESSMENT_DAYS = 1.15;

/** Beyond these a ward is not pushed, however far it is from where it belongs. */
const SLOWEST = 0.2;
const FASTEST = 3;

/** Faster or slower with the power of how far a ward is from being as full as wards are. */
function push(ratio: number, power: number): number {
  return min(FASTEST, max(SLOWEST, ratio ** power));
}

function fullness({ openBeds, occupied }: Fullness): number {
  return occupied / max(1, openBeds * OCCUPANCY);
}

/** Patients who come in a day. A ward that is too empty draws more, a full one none. */
function arrivalsADay(ward: Fullness): number {
  if (ward.occupied >= ward.openBeds) return 0;
  const mean = ward.kind === 'assessment' ? ASSESSMENT_DAYS : meanDays(ward.kind);
  const usual = (ward.openBeds * OCCUPANCY) / mean;
  return usual * push(1 / max(0.1, fullness(ward)), 6);
}

/** Patients who leave in a day. A full ward lets more go, an empty one nearly none. */
function leavingsADay(ward: Fullness): number {
  const mean = ward.kind === 'assessment' ? HOME_FROM_ASSESSMENT_DAYS : meanDays(ward.kind);
  return (ward.occupied / mean) * push(fullness(ward), 6);
}

/** What a day holds beside arrivals, leavings and rounds, for each patient. */
const BED_CHANGES = 0.012;
const NEW_DATES = 0.03;
/** The share of patients who wait with a delay that is written down. */
const DELAYED = 0.1;
const DELAYS_BEGIN = 0.02;
const DELAYS_END = 0.2;

const ASKED = 0.06;
const ANSWERED = 0.05;
const SETTLED = 0.055;

export type Happening =
  | 'arrive'
  | 'leave'
  | 'change-bed'
  | 'new-date'
  | 'delay'
  | 'delay-over'
  | 'ask'
  | 'answer'
  | 'settle';

/** What a ward's minute is asked of. */
export interface WardNow extends Fullness {
  readonly delayed: number;
  /** Kept for whoever tries the service. */
  readonly kept: boolean;
}

/** On a ward that is kept for somebody patients come and go before the day begins, and nothing else happens. */
const BEFORE_THE_DAY = share([
  0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** How many times a happening is to be expected in one minute of an hour. */
export function expected(happening: Happening, ward: WardNow, hour: number): number {
  if (ward.kept)
    return happening === 'arrive' || happening === 'leave'
      ? (perDay(happening, ward) * (BEFORE_THE_DAY[hour] ?? 0)) / 60
      : 0;
  return (perDay(happening, ward) * (hoursOf(happening, ward.kind)[hour] ?? 0)) / 60;
}

function perDay(happening: Happening, ward: WardNow): number {
  switch (happening) {
    case 'arrive':
      return arrivalsADay(ward);
    case 'leave':
      return leavingsADay(ward);
    case 'change-bed':
      return ward.occupied * BED_CHANGES;
    case 'new-date':
      return ward.occupied * NEW_DATES;
    case 'ask':
      return ward.occupied * ASKED;
    case 'answer':
      return ward.occupied * ANSWERED;
    case 'settle':
      return ward.occupied * SETTLED;
    case 'delay':
      return ward.occupied * DELAYS_BEGIN * push(delayedAsUsual(ward), -2);
    case 'delay-over':
      return ward.delayed * DELAYS_END * push(delayedAsUsual(ward), 2);
  }
}

function delayedAsUsual({ delayed, occupied }: WardNow): number {
  return max(0.1, delayed / max(1, occupied * DELAYED));
}

function hoursOf(happening: Happening, kind: WardKind): Hours {
  switch (happening) {
    case 'arrive':
      return kind === 'acute' || kind === 'assessment' ? EMERGENCIES : PLANNED_ARRIVALS;
    case 'leave':
      return LEAVINGS;
    case 'change-bed':
    case 'new-date':
      return AWAKE;
    case 'delay':
    case 'delay-over':
    case 'ask':
    case 'answer':
    case 'settle':
      return OFFICE;
  }
}
