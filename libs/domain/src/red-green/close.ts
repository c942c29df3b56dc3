import type { Colour } from '../fact/fact.js';
import type { Delay, DelayAttribution, DelayState } from '../delay/delay.js';
import type { ReferenceBook, WardEntry } from '../reference/reference.js';
import { losDays } from '../stay/length.js';
import { judgementOf, placeOn } from '../stay/state.js';
import type { StayState } from '../stay/state.js';
import { addDays, epochMs, londonInstant, weekday } from '../time/london.js';
import type { LocalDate } from '../time/london.js';

/** The delay that a closed bed day counts, as it stood at that midnight. */
export interface CountedDelay {
  readonly delay: string;
  readonly list: string;
  readonly reason: string;
  readonly attribution: DelayAttribution;
  readonly owner: string | null;
  readonly otherOwner: string | null;
  readonly state: DelayState;
}

/** One bed day as it is closed. Colour and constraint are null where nobody judged: an unseen day is not evidence. */
export interface BedDay {
  readonly stay: string;
  readonly date: LocalDate;
  readonly ward: string;
  readonly bed: string | null;
  /** In a bed at 24:00: counts as occupied, and as delayed when a delay is open. */
  readonly atMidnight: boolean;
  /** In a red/green ward when its round was due: counts as red, green or unreviewed. */
  readonly due: boolean;
  readonly reviewed: boolean;
  readonly plannedOnly: boolean;
  readonly colour: Colour | null;
  readonly constraint: string | null;
  readonly delay: CountedDelay | null;
  readonly careType: 'acute' | 'non-acute' | null;
  readonly authority: string | null;
  readonly losDays: number;
}

/** Name of the counting rules below; it is written into every `day-closed` fact. */
export const CLOSE_RULES = 'bed-day/1';

/** The instant at which a London date ends. */
export function endOf(date: LocalDate): number {
  return epochMs(londonInstant(addDays(date, 1)));
}

/** Whether red and green are in use on a ward by this date: hours are counted on an assessment ward, and no colour. */
export function usesRedGreen(
  { kind, redGreenFrom }: Pick<WardEntry, 'kind' | 'redGreenFrom'>,
  date: LocalDate,
): boolean {
  return kind !== 'assessment' && redGreenFrom !== null && redGreenFrom <= date;
}

/** Whether the ward judges days on this date at all: red/green in use, and a round day. */
export function roundIsDue(ward: WardEntry | undefined, date: LocalDate): boolean {
  return ward !== undefined && usesRedGreen(ward, date) && ward.roundDays.includes(weekday(date));
}

/**
 * The rows that a ward's closed date holds: one for each stay whose place at the end of the date, or
 * when it left on that date, was in this ward. Deterministic from the stays: closing twice, late, or
 * after a crash gives the same rows, in the order of stay ids.
 */
export function closeWardDay(
  ward: string,
  date: LocalDate,
  stays: Iterable<StayState>,
  book: ReferenceBook,
): BedDay[] {
  const end = endOf(date);
  return [...stays]
    .filter((stay) => touches(stay, date) && placeOn(stay, end, epochMs).ward === ward)
    .map((stay) => bedDay(stay, date, book))
    .sort((a, b) => (a.stay < b.stay ? -1 : 1));
}

/** A void stay touches no date. */
function touches(stay: StayState, date: LocalDate): boolean {
  if (stay.voided !== null) return false;
  return stay.admittedOn <= date && (stay.leftOn === null || stay.leftOn >= date);
}

function bedDay(stay: StayState, date: LocalDate, book: ReferenceBook): BedDay {
  const end = endOf(date);
  const place = placeOn(stay, end, epochMs);
  const atMidnight = stay.leftOn === null || stay.leftOn > date;
  const day = stay.days[date] ?? null;
  const judgement = judgementOf(day);
  return {
    stay: stay.stay,
    date,
    ward: place.ward,
    bed: place.bed,
    atMidnight,
    due: wasDue(stay, date, book),
    reviewed: judgement !== null,
    plannedOnly: judgement !== null && day?.final === null,
    colour: judgement?.colour ?? null,
    constraint: judgement?.colour === 'red' ? judgement.constraint : null,
    delay: atMidnight ? countedDelay(stay.delays, end) : null,
    careType: stay.careType,
    authority: stay.responsibleAuthority,
    losDays: losDays(stay.admittedOn, date),
  };
}

/** Lay in a ward with a round that day when the round began. */
function wasDue(stay: StayState, date: LocalDate, book: ReferenceBook): boolean {
  const last = book.wards.get(placeOn(stay, endOf(date), epochMs).ward);
  if (last === undefined) return false;
  const roundAt = epochMs(londonInstant(date, last.roundAt));
  if (epochMs(stay.admittedAt) > roundAt) return false;
  if (stay.leftAt !== null && epochMs(stay.leftAt) <= roundAt) return false;
  return roundIsDue(book.wards.get(placeOn(stay, roundAt + 1, epochMs).ward), date);
}

/**
 * Exactly one delay counts at a midnight: the one that was primary then, else the longest. Of those
 * that were ever primary the one that ended first was it until it ended, the open one only after.
 */
function countedDelay(delays: readonly Delay[], end: number): CountedDelay | null {
  const endMs = (one: Delay) => (one.endedAt === null ? Infinity : epochMs(one.endedAt));
  const open = delays.filter(
    (one) => !one.withdrawn && epochMs(one.since) < end && endMs(one) >= end,
  );
  const [counted] = open.sort(
    (a, b) =>
      Number(b.primary) - Number(a.primary) ||
      (a.primary && endMs(a) !== endMs(b) ? endMs(a) - endMs(b) : 0) ||
      epochMs(a.since) - epochMs(b.since),
  );
  if (counted === undefined) return null;
  const { delay, list, reason, attribution, owner, otherOwner, state } = counted;
  return { delay, list, reason, attribution, owner, otherOwner, state };
}
