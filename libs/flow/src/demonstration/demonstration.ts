import type { Act, InstantText, LocalDate } from '#domain';
import {
  addDays,
  CLOSE_RULES,
  closeWardDay,
  demonstrationWards,
  epochMs,
  londonDate,
  MOST_USED_DAYS,
  roundIsDue,
  startingReference,
} from '#domain';
import type { ReferenceRow } from '#domain';
import { bedDaysDigest } from '#persistence';
import { DAY, HOUR, emptyMs, instantAt, lengthMetDays, londonMs, randomFrom } from '#synthetic';
import type { Random } from '#synthetic';
import { beginDelay, finishDelay, lookAtDelay } from './delays.js';
import { actOf, newHouse } from './house.js';
import type { Happening, House, Ward } from './house.js';
import { finishDay, holdHuddle, holdRound, planDay, startsAfter } from './marks.js';
import { planWords, ticks } from './plans.js';
import { endRound } from './rounds.js';
import { arrive, changeBed, leave, metStay, RUN_UP_DAYS } from './stays.js';

/** The seed of the demonstration that everybody sees unless they ask for another. */
export const DEMONSTRATION_SEED = 20_260_301;

/** System-wide reference data is set by the board of the system. */
const SYSTEM = 'QK1';

export interface DemonstrationAsked {
  readonly seed: number;
  readonly now: InstantText;
  readonly weeks?: number;
}

/**
 * The life of a hospital system up to `now`, as the acts that the house would have recorded: its
 * reference data, then stays, marks, delays and closed days, and of the last two weeks also plans,
 * actions and rounds, in the order of their time. The same
 * seed and `now` give the same acts. Every mark and delay is decided by the rules of the ward, and
 * every ward's every date before today's is closed once. Before the twelve weeks lies a run-up of
 * 28 days that holds only those stays which are still there when the weeks begin, so that a stay's
 * every midnight is closed and long stays are long from the start.
 *
 * An act's `patients` are the words as they are from then on: a patient is told of again when the
 * warning of a similar name comes or goes.
 */
export function* demonstrationActs({ seed, now, weeks = 12 }: DemonstrationAsked): Generator<Act> {
  const until = epochMs(now);
  const today = londonDate(now);
  const opens = addDays(today, -weeks * 7);
  const starts = addDays(opens, -RUN_UP_DAYS);
  yield* referenceActs(randomFrom(seed + 1), londonMs(starts) - HOUR);
  const house = newHouse(seed, today);
  house.queue.add(londonMs(starts), { kind: 'day', date: starts });
  fillBeds(house, londonMs(opens));
  for (;;) {
    const next = house.queue.take(until);
    if (next === null) return;
    yield* happen(house, next.what, next.ms);
  }
}

function* referenceActs(random: Random, ms: number): Generator<Act> {
  const at = instantAt(ms);
  yield actOfRows(random, SYSTEM, startingReference(), at);
  const byProvider = new Map<string, ReferenceRow[]>();
  for (const row of demonstrationWards()) {
    const { organisation } = row.value as { readonly organisation: string };
    byProvider.set(organisation, [...(byProvider.get(organisation) ?? []), row]);
  }
  for (const [organisation, rows] of byProvider) yield actOfRows(random, organisation, rows, at);
}

function actOfRows(
  random: Random,
  organisation: string,
  rows: readonly ReferenceRow[],
  at: InstantText,
): Act {
  return actOf(random, {
    organisation,
    ward: null,
    by: 'service',
    at,
    facts: rows.map((body) => ({
      stream: `reference:${body.kind}`,
      fact: { type: 'reference-set', body },
    })),
  });
}

/** Who lies in the beds when the weeks begin came on some day of the run-up; other beds are taken soon after. */
function fillBeds(house: House, opensMs: number): void {
  const { random, queue, wards } = house;
  for (const bed of wards.flatMap((ward) => ward.beds)) {
    const { kind } = bed.ward.entry;
    const taken = random.chance(0.9);
    const met = metStay(house, lengthMetDays(random, kind), opensMs);
    bed.refillMs = taken ? met.admitMs : opensMs + emptyMs(random, kind);
    queue.add(bed.refillMs, { kind: 'refill', bed, leaveMs: taken ? met.leaveMs : null });
  }
}

function happen(house: House, what: Happening, ms: number): readonly Act[] {
  switch (what.kind) {
    case 'day':
      beginDay(house, what.date);
      return [];
    case 'close':
      return closeDay(house, what.date, ms);
    case 'round':
      return holdRound(house, what.ward, what.date, ms);
    case 'huddle':
      return holdHuddle(house, what.ward, what.date, ms);
    case 'round-over':
      return endRound(house, what.ward, what.goingOn, ms);
    case 'plan':
      return [
        ...planDay(house, what.patient, what.date, ms),
        ...planWords(house, what.patient, what.date, ms),
      ];
    case 'final':
      return [
        ...finishDay(house, what.patient, what.date, ms),
        ...ticks(house, what.patient, what.date, ms),
      ];
    case 'delay':
      return beginDelay(house, what.patient, what.date, ms);
    case 'delay-over':
      return finishDelay(house, what.patient, ms);
    case 'refill':
      return arrive(house, what.bed, ms, what.leaveMs);
    case 'change-bed':
      return changeBed(house, what.patient, ms);
    case 'leave':
      return leave(house, what.patient, ms);
  }
}

const CLOSES_AFTER_MS = 5_000;

/** What a date has in store for every ward: its round and huddle when due, and its close when it is over. */
function beginDay(house: House, date: LocalDate): void {
  const { queue, random } = house;
  const tomorrow = addDays(date, 1);
  queue.add(londonMs(tomorrow) + CLOSES_AFTER_MS, { kind: 'close', date });
  queue.add(londonMs(tomorrow), { kind: 'day', date: tomorrow });
  for (const ward of house.wards) {
    lookAtPatients(house, ward, date);
    if (!roundIsDue(ward.entry, date)) continue;
    const { roundAt, huddleAt } = ward.entry;
    queue.add(londonMs(date, roundAt) + startsAfter(house), { kind: 'round', ward, date });
    if (huddleAt !== null && random.chance(0.94))
      queue.add(londonMs(date, huddleAt) + startsAfter(house) / 2, { kind: 'huddle', ward, date });
  }
}

function lookAtPatients(house: House, ward: Ward, date: LocalDate): void {
  const { random, queue } = house;
  for (const { patient } of ward.beds) {
    if (patient === null) continue;
    lookAtDelay(house, patient, date);
    if (random.chance(0.012))
      queue.add(londonMs(date, '10:30') + random.next() * DAY * 0.4, {
        kind: 'change-bed',
        patient,
      });
  }
}

/** Closes the date of every ward, each in an act of its own, by the same count as the living house. */
function closeDay(house: House, date: LocalDate, ms: number): Act[] {
  const at = instantAt(ms);
  return house.wards.map((ward) => {
    const rows = closeWardDay(
      ward.entry.code,
      date,
      [...ward.touched].map((patient) => patient.state),
      house.book,
    );
    forgetLeft(ward);
    ward.reds = [
      ...ward.reds.filter((red) => red.date > addDays(date, -MOST_USED_DAYS)),
      ...rows.flatMap(({ constraint }) => (constraint === null ? [] : [{ date, constraint }])),
    ];
    return actOf(house.random, {
      organisation: ward.entry.organisation,
      ward: ward.entry.code,
      by: 'service',
      at,
      facts: [
        {
          stream: `ward:${ward.entry.code}`,
          fact: {
            type: 'day-closed',
            body: {
              date,
              revision: 1,
              rules: CLOSE_RULES,
              rows: rows.length,
              digest: bedDaysDigest(rows),
              because: 'first-close',
            },
          },
        },
      ],
    });
  });
}

/** From now on the ward's next date: who left or moved away is no business of it. */
function forgetLeft(ward: Ward): void {
  for (const patient of ward.touched)
    if (patient.bed.patient !== patient || patient.bed.ward !== ward) ward.touched.delete(patient);
}
