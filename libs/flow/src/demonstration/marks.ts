import type { Act, Colour, MarkDay, NewFact, NoteWords, RoundKind } from '#domain';
import { addDays, dayHeads, dayView, markDay, reasonIn } from '#domain';
import { sealNote } from '#persistence';
import {
  GREEN_VALUES,
  INSIDE,
  MINUTE,
  hexFrom,
  instantAt,
  londonMs,
  sortableId,
  waitFrom,
} from '#synthetic';
import { nurseOf, tell } from './house.js';
import type { House, Inpatient, Ward } from './house.js';
import { startRound } from './rounds.js';

/** How often a ward holds its round at all, and how often a patient is spoken of at it. */
const ROUND_HELD = 0.97;
const REVIEWED = 0.88;
/** On the last day the rounds are still going on or were cut short. */
const REVIEWED_TODAY = 0.6;
const FINISHED_TODAY = 0.75;

const NOTES = [
  'Family to be rung after the ward round.',
  'Chased twice this morning, promised for the afternoon.',
  'Keys to the property are with a neighbour.',
  'Steps assessed, walks with a frame and one helper.',
  'Prefers to be told of plans in the afternoon.',
  'Second referral sent, first one was not found.',
  'Needs the interpreter for the next conversation.',
  'Bloods repeated, to be looked at before midday.',
];

/** The morning's board round: patients in bed order, about a minute each. */
export function holdRound(house: House, ward: Ward, date: string, ms: number): Act[] {
  const { random, queue } = house;
  const today = date === house.today;
  if (!today && !random.chance(ROUND_HELD)) return [];
  const patients = ward.beds.flatMap((bed) => bed.patient ?? []);
  const reached = today ? patients.length * REVIEWED_TODAY : patients.length;
  let at = ms;
  patients.forEach((patient, index) => {
    if (index >= reached || (!today && !random.chance(REVIEWED))) return;
    at += random.whole(45, 95) * 1000;
    queue.add(at, { kind: 'plan', patient, date });
  });
  return held(house, ward, { kind: 'morning', date, ms }, at);
}

/** The round as the ledger knows it. On the last day not every ward has finished. */
function held(
  house: House,
  ward: Ward,
  round: { readonly kind: RoundKind; readonly date: string; readonly ms: number },
  lastMs: number,
): Act[] {
  const { acts, goingOn } = startRound(house, ward, round);
  if (goingOn !== null && (round.date !== house.today || house.plans.chance(FINISHED_TODAY)))
    house.queue.add(lastMs + 2 * MINUTE, { kind: 'round-over', ward, goingOn });
  return acts;
}

/** The afternoon's huddle: the last word on most of what the morning planned, and on a few it missed. */
export function holdHuddle(house: House, ward: Ward, date: string, ms: number): Act[] {
  const { random, queue } = house;
  let at = ms;
  for (const { patient } of ward.beds) {
    if (patient === null) continue;
    const planned = (patient.state.days[date]?.planned ?? null) !== null;
    if (!random.chance(planned ? 0.82 : date === house.today ? 0 : 0.08)) continue;
    at += random.whole(15, 45) * 1000;
    queue.add(at, { kind: 'final', patient, date });
  }
  return held(house, ward, { kind: 'huddle', date, ms }, at);
}

interface Wait {
  readonly colour: Colour;
  readonly constraint: string | null;
}

/** What the team finds for today: the course of the stay, and what was open yesterday. */
function found({ random }: House, patient: Inpatient, date: string): Wait {
  const { leaveOn, waitFrom: from, waitsFor } = patient.course;
  if (date === leaveOn) return random.chance(0.88) ? GREEN : { colour: 'red', constraint: 'I11' };
  if (from !== null && date >= from) {
    if (random.chance(0.05)) {
      const waitsFor = waitFrom(random, patient.state.organisation);
      patient.course = { ...patient.course, waitsFor };
    }
    return random.chance(0.93) ? { colour: 'red', constraint: waitsFor } : GREEN;
  }
  const { carriedOver, constraint } = dayView(dayHeads(patient.state.days), date);
  if (carriedOver && random.chance(0.45)) return { colour: 'red', constraint };
  return random.chance(0.68) ? GREEN : { colour: 'red', constraint: random.weighted(INSIDE) };
}

const GREEN: Wait = { colour: 'green', constraint: null };

/** The morning's plan for one patient. */
export function planDay(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  if (patient.bed.patient !== patient || patient.state.days[date]?.planned) return [];
  const { random } = house;
  const wait = found(house, patient, date);
  const facts: NewFact[] = random.chance(0.3) ? slipped(house, patient, date) : [];
  const words = random.chance(0.02) ? noteOf(house, patient, ms) : null;
  const mark = {
    date,
    kind: 'planned' as const,
    ...redPart(house, patient, wait, date),
    ...(words === null ? {} : { note: { id: words.id, seal: sealNote(words) } }),
  };
  return [marked(house, patient, mark, ms, words, facts)];
}

/** The huddle's last word: a plan that held, a red that was turned, or a green that was lost. */
export function finishDay(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  const day = patient.state.days[date];
  if (patient.bed.patient !== patient || day?.final) return [];
  const { random } = house;
  const planned = day?.planned ?? null;
  const first = planned ?? found(house, patient, date);
  const turned = random.chance(
    first.colour === 'green' ? 0.1 : isInside(first.constraint) ? 0.24 : 0.05,
  );
  const green = (first.colour === 'green') !== turned;
  const value = patient.course.leaveOn === date ? 'V05' : random.weighted(GREEN_VALUES);
  const constraint = first.constraint ?? random.weighted(INSIDE);
  const mark = green
    ? { colour: 'green' as const, value }
    : { colour: 'red' as const, ...((planned?.constraint ?? null) === null ? { constraint } : {}) };
  return [marked(house, patient, { date, kind: 'final', ...mark }, ms, null, [])];
}

const isInside = (constraint: string | null): boolean => constraint?.startsWith('I') ?? false;

function redPart(
  { random, book }: House,
  patient: Inpatient,
  { colour, constraint }: Wait,
  date: string,
): Pick<MarkDay, 'colour' | 'constraint' | 'otherConstraints' | 'owner' | 'dueAt'> {
  if (colour === 'green' || constraint === null) return { colour };
  const reason = reasonIn(book, 'red-constraints', constraint, date);
  const council = reason?.attribution === 'la' ? patient.state.responsibleAuthority : null;
  const owner = reason?.owner ?? council;
  const second = random.weighted(INSIDE);
  return {
    colour,
    constraint,
    ...(second !== constraint && random.chance(0.08) ? { otherConstraints: [second] } : {}),
    ...(owner !== null && owner !== undefined && random.chance(0.6) ? { owner } : {}),
    ...(random.chance(0.4)
      ? { dueAt: instantAt(londonMs(date, random.pick(['12:00', '14:00', '16:00']))) }
      : {}),
  };
}

/** A date of discharge that has passed is moved on. */
function slipped({ random }: House, patient: Inpatient, date: string): NewFact[] {
  const expected = patient.state.expectedDischargeDate;
  if (expected === null || expected >= date || patient.course.leaveOn === date) return [];
  const expectedDischargeDate = addDays(date, random.whole(1, 4));
  return [{ type: 'stay-updated', body: { expectedDischargeDate } }];
}

function noteOf({ random }: House, patient: Inpatient, ms: number): NoteWords {
  const id = `${patient.bed.ward.entry.organisation}.N${sortableId(random, ms)}`;
  return { id, stay: patient.stay, salt: hexFrom(random, 32), text: random.pick(NOTES) };
}

/** Decided by the ward's own rule: what it refuses is a fault of the demonstration. */
function marked(
  house: House,
  patient: Inpatient,
  mark: Omit<MarkDay, 'ifVersion'>,
  ms: number,
  note: NoteWords | null,
  also: readonly NewFact[],
): Act {
  const ifVersion = patient.state.days[mark.date]?.version ?? 0;
  const context = { now: instantAt(ms), book: house.book };
  const decided = markDay(patient.state, { ...mark, ifVersion }, context);
  if (!decided.ok) throw new Error(`the demonstration may not mark: ${decided.refusal.code}`);
  const notes = note === null ? {} : { notes: [note] };
  const facts = [...also, decided.value];
  return tell(house, patient, { ms, by: nurseOf(patient.bed.ward), facts, ...notes });
}

/** Rounds begin up to forty minutes after the hour they are due, each ward a little different. */
export function startsAfter({ random }: House): number {
  return random.whole(0, 40) * MINUTE;
}
