import type { InstantText, LocalDate, WardEntry } from '#domain';
import { LONDON, epochMs, londonDate } from '#domain';
import { HOUR, MINUTE, londonMs, randomFrom } from '#synthetic';
import { Temporal } from 'temporal-polyfill';
import { expected } from './shape.js';
import type { Happening, WardNow } from './shape.js';

/** Something that is to be tried on a ward in this minute. */
export interface Intent {
  readonly kind: Happening | 'round' | 'huddle' | 'late-review' | 'end-round';
  readonly ward: string;
  /** Chooses among the ward's patients: the same for the same seed, minute and ward. */
  readonly seed: number;
}

/** A ward as it is asked of: its own settings, and its counts of this moment. */
export interface WardSeen extends WardNow {
  readonly entry: Pick<WardEntry, 'code' | 'roundAt' | 'huddleAt'>;
  /** Whether the ward marks its days and a round is due today. */
  readonly roundDue: boolean;
  readonly unreviewed: number;
}

// Held by name: in a test's own realm each look at a global is dear, and ninety days ask millions of times.
const { floor, imul } = Math;

/** At most so many acts a minute over the whole system. */
export const ACTS_A_MINUTE = 12;

const HAPPENINGS: readonly Happening[] = [
  'arrive',
  'leave',
  'change-bed',
  'new-date',
  'delay',
  'delay-over',
  'ask',
  'answer',
  'settle',
];

/** Rounds begin from half an hour before the ward's hour on; at two in three wards at once nobody could watch. */
const ROUND_BEGINS_BEFORE = 30 * MINUTE;
const ROUND_BEGINS_WITHIN = 80 * MINUTE;
const ROUND_LASTS = 40 * MINUTE;
const HUDDLE_BEGINS_WITHIN = 80 * MINUTE;
const HUDDLE_LASTS = 35 * MINUTE;
/** A round whose time is over is ended: in one of these minutes the ward gets round to it. */
const ENDING_TAKES = 5 * MINUTE;
/** What the round did not reach is looked at until the early afternoon, most of it. */
const LATE_REVIEW_UNTIL = 5 * HOUR;
const LEFT_UNSEEN = 0.12;
const LATE_REVIEW = 0.06;

/**
 * What a minute holds for the wards of a system. Pure: the same seed, minute and wards give the same
 * intents, so that a replay lives the same day, and nothing has to be remembered over a restart.
 */
export function intentsOf(seed: number, at: InstantText, wards: readonly WardSeen[]): Intent[] {
  const minute = floor(epochMs(at) / MINUTE);
  const hour = hourOf(at);
  const date = londonDate(at);
  const intents = wards.flatMap((ward) => {
    const random = randomFrom(mixed(seed, minute, textNumber(ward.entry.code)));
    const intent = (kind: Intent['kind']): Intent => ({
      kind,
      ward: ward.entry.code,
      seed: random.whole(0, 2 ** 31),
    });
    const happening = HAPPENINGS.filter((one) => random.chance(expected(one, ward, hour)));
    const marking = markingOf(seed, { ward, date, ms: minute * MINUTE, chance: random.next() });
    return [...happening, ...(marking === null ? [] : [marking])].map(intent);
  });
  if (intents.length <= ACTS_A_MINUTE) return intents;
  // A busy minute drops what it has too much of, here and there, not always at the same wards.
  const from = randomFrom(mixed(seed, minute, 0)).whole(0, intents.length - 1);
  return [...intents.slice(from), ...intents.slice(0, from)].slice(0, ACTS_A_MINUTE);
}

interface Marking {
  readonly ward: WardSeen;
  readonly date: LocalDate;
  readonly ms: number;
  /** From 0 to 1, drawn for this ward and minute. */
  readonly chance: number;
}

/** Whether the ward is at its round, at its huddle, or catching up with what the round left. */
function markingOf(seed: number, { ward, date, ms, chance }: Marking): Intent['kind'] | null {
  if (!ward.roundDue || ward.kept) return null;
  const [morning, afternoon] = beginningsOf(seed, date, ward.entry);
  if (ms >= morning && ms < morning + ROUND_LASTS) return 'round';
  if (afternoon !== null && ms >= afternoon && ms < afternoon + HUDDLE_LASTS) return 'huddle';
  const ends = [morning + ROUND_LASTS, ...(afternoon === null ? [] : [afternoon + HUDDLE_LASTS])];
  if (ends.some((end) => ms >= end && ms < end + ENDING_TAKES)) return 'end-round';
  const late = ms >= morning + ROUND_LASTS && ms < morning + LATE_REVIEW_UNTIL;
  const much = ward.unreviewed > ward.occupied * LEFT_UNSEEN;
  return late && much && chance < LATE_REVIEW ? 'late-review' : null;
}

/** When a ward's round and huddle begin on a date: each day a little different. */
export function beginningsOf(
  seed: number,
  date: LocalDate,
  { code, roundAt, huddleAt }: WardSeen['entry'],
): readonly [round: number, huddle: number | null] {
  const random = randomFrom(mixed(seed, textNumber(date), textNumber(code)));
  const whole = (within: number) => floor((random.next() * within) / MINUTE) * MINUTE;
  const round = londonMs(date, roundAt) - ROUND_BEGINS_BEFORE + whole(ROUND_BEGINS_WITHIN);
  if (huddleAt === null) return [round, null];
  return [round, londonMs(date, huddleAt) + whole(HUDDLE_BEGINS_WITHIN)];
}

/** Whether a stay is passed over on a date: about one in ten is, at any round. */
export function isPassedOver(seed: number, date: LocalDate, stay: string): boolean {
  return randomFrom(mixed(seed, textNumber(date), textNumber(stay))).chance(LEFT_UNSEEN);
}

function hourOf(at: InstantText): number {
  return Temporal.Instant.from(at).toZonedDateTimeISO(LONDON).hour;
}

const known = new Map<string, number>();
const KNOWN_MAX = 2_000;

/** A number of 32 bits for a text (FNV-1a). */
function textNumber(text: string): number {
  const found = known.get(text);
  if (found !== undefined) return found;
  let number = 0x811c9dc5;
  for (const letter of text) number = imul(number ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, number >>> 0);
  return number >>> 0;
}

/** One seed of several numbers, in which a change of any changes every bit. */
function mixed(...numbers: readonly number[]): number {
  let mix = 0x9e3779b9;
  for (const number of numbers) {
    mix = imul(mix ^ (number >>> 0) ^ floor(number / 2 ** 32), 0x85ebca6b);
    mix = imul(mix ^ (mix >>> 13), 0xc2b2ae35);
    mix ^= mix >>> 16;
  }
  return mix >>> 0;
}
