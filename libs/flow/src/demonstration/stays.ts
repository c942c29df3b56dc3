import type { Act, Destination, NewFact, StayFacts, WardKind } from '#domain';
import { addDays, endDelay, isOpen, londonDate, midnightsBetween } from '#domain';
import { sealPatient } from '#persistence';
import {
  CONSULTANTS,
  DAY,
  HOUR,
  instantAt,
  leavingMs,
  lengthDays,
  refillMs,
  sortableId,
} from '#synthetic';
import { courseOf } from './course.js';
import { fold, tell } from './house.js';
import type { Bed, House, Inpatient, Ward } from './house.js';
import { similarNamesChanged, wordsNow } from './similar-names.js';

/** Who tells of arrivals and leavings: the feed that stands in for a hospital's own system. */
const FEED = 'service';
const SOURCE = 'demonstration';

/** Councils of residence by where the patient lies; null where nobody knows yet. */
const RESIDENCE: Record<string, readonly (readonly [string | null, number])[]> = {
  RWE: [
    ['E06000016', 46],
    ['E10000018', 45],
    ['E06000017', 3],
    [null, 6],
  ],
  RT5: [
    ['E06000016', 34],
    ['E10000018', 56],
    ['E06000017', 6],
    [null, 4],
  ],
};

const DESTINATIONS: readonly (readonly [Destination, number])[] = [
  ['home', 80],
  ['care-home', 9],
  ['hospital', 5],
  ['died', 5],
  ['not-known', 1],
];

/** A bed that is due to be taken: by the patient who waits longest on the site's assessment units, else by a new one. */
export function arrive(house: House, bed: Bed, ms: number, leaveMs: number | null): Act[] {
  if (bed.patient !== null || bed.refillMs !== ms) return [];
  const waiting = leaveMs === null ? firstBoundFor(house, bed.ward, ms) : null;
  return [waiting === null ? admit(house, bed, ms, leaveMs) : moveTo(house, waiting, bed, ms)];
}

function firstBoundFor(house: House, to: Ward, ms: number): Inpatient | null {
  if (!to.entry.receivesFromAssessment) return null;
  const readyBefore = ms - 4 * HOUR;
  let first: Inpatient | null = null;
  for (const { entry, beds } of house.wards) {
    if (entry.kind !== 'assessment' || entry.site !== to.entry.site) continue;
    for (const { patient } of beds)
      if (patient?.boundForWard && patient.arrivedMs < readyBefore)
        if (first === null || patient.arrivedMs < first.arrivedMs) first = patient;
  }
  return first;
}

function admit(house: House, bed: Bed, ms: number, plannedLeaveMs: number | null): Act {
  const { random, people, queue } = house;
  const { organisation, kind } = bed.ward.entry;
  const at = instantAt(ms);
  const on = londonDate(at);
  const mentalHealth = kind === 'mental-health';
  const words = people.newPatient({ organisation, ms, on, mentalHealth });
  const boundForWard = kind === 'assessment' && random.chance(0.62);
  const days = boundForWard ? 2 + random.next() * 1.5 : lengthDays(random, kind);
  const leaveMs = plannedLeaveMs ?? leavingMs(random, ms, days);
  const stay = `${organisation}.${sortableId(random, ms)}`;
  const facts: NewFact[] = [
    { type: 'stay-admitted', body: admission(house, bed, words, at, leaveMs) },
    {
      type: 'patient-identified',
      body: { patient: words.patient, seal: sealPatient(words) },
    },
  ];
  const state = fold(null, facts.slice(0, 1), { organisation, stay, at, by: FEED });
  const course = courseOf(random, { organisation, admittedOn: on }, leaveMs);
  const patient: Inpatient = {
    stay,
    words,
    arrivedMs: ms,
    state,
    bed,
    leaveMs,
    course,
    boundForWard,
    similarName: false,
  };
  bed.patient = patient;
  bed.ward.touched.add(patient);
  queue.add(leaveMs, { kind: 'leave', patient });
  const others = similarNamesChanged(bed.ward).filter((one) => one.patient !== words.patient);
  return tell(house, patient, { ms, by: FEED, facts, patients: [wordsNow(patient), ...others] });
}

function admission(
  { random }: House,
  bed: Bed,
  words: Inpatient['words'],
  admittedAt: string,
  leaveMs: number,
): StayFacts['stay-admitted'] {
  const { code, organisation, kind, serviceLine } = bed.ward.entry;
  const on = londonDate(admittedAt);
  const days = midnightsBetween(on, londonDate(instantAt(leaveMs)));
  const residence = random.weighted(RESIDENCE[organisation] ?? [[null, 1]]);
  const expected = Math.max(1, Math.round(days * (0.55 + random.next() * 0.6)));
  const doctor =
    (bed.ward.beds.length * 7 + code.length * 3 + random.whole(0, 2)) % CONSULTANTS.length;
  return {
    patient: words.patient,
    ward: code,
    bed: bed.name,
    admittedAt,
    source: SOURCE,
    visit: `V${words.localId?.slice(1) ?? ''}`,
    careType: careTypeOf(kind),
    consultant: `Dr ${CONSULTANTS[doctor] ?? ''}`,
    ...(serviceLine === null ? {} : { specialty: serviceLine }),
    ...(residence === null ? {} : { responsibleAuthority: residence }),
    ...(random.chance(0.88) ? { expectedDischargeDate: addDays(on, expected) } : {}),
  };
}

function careTypeOf(kind: WardKind): 'acute' | 'non-acute' {
  return kind === 'acute' || kind === 'assessment' ? 'acute' : 'non-acute';
}

/** From an assessment unit to the base ward, where the stay goes on and its length is what that ward makes it. */
function moveTo(house: House, patient: Inpatient, bed: Bed, ms: number): Act {
  const from = patient.bed;
  vacate(house, from, ms);
  patient.bed = bed;
  patient.boundForWard = false;
  patient.leaveMs = leavingMs(house.random, ms, lengthDays(house.random, bed.ward.entry.kind));
  patient.course = courseOf(house.random, patient.state, patient.leaveMs);
  bed.patient = patient;
  bed.ward.touched.add(patient);
  house.queue.add(patient.leaveMs, { kind: 'leave', patient });
  const patients = [...similarNamesChanged(from.ward), ...similarNamesChanged(bed.ward)];
  return tell(house, patient, { ms, by: FEED, facts: [movedTo(bed, ms)], patients });
}

function movedTo(bed: Bed, ms: number): NewFact {
  const at = instantAt(ms);
  return { type: 'stay-moved', body: { ward: bed.ward.entry.code, bed: bed.name, at } };
}

function vacate(house: House, bed: Bed, ms: number): void {
  bed.patient = null;
  bed.refillMs = refillMs(house.random, bed.ward.entry, ms);
  house.queue.add(bed.refillMs, { kind: 'refill', bed, leaveMs: null });
}

/** To an empty bed of the same ward: for a side room, or to be nearer to the nurses. */
export function changeBed(house: House, patient: Inpatient, ms: number): Act[] {
  const from = patient.bed;
  const empty = from.ward.beds.filter((bed) => bed.patient === null);
  if (from.patient !== patient || empty.length === 0) return [];
  const to = house.random.pick(empty);
  from.patient = null;
  from.refillMs = to.refillMs;
  house.queue.add(from.refillMs, { kind: 'refill', bed: from, leaveMs: null });
  to.refillMs = 0;
  to.patient = patient;
  patient.bed = to;
  return [
    tell(house, patient, { ms, by: `nurse.${to.ward.entry.code}`, facts: [movedTo(to, ms)] }),
  ];
}

/** A patient leaves, and with the patient every wait. */
export function leave(house: House, patient: Inpatient, ms: number): Act[] {
  if (patient.bed.patient !== patient || patient.leaveMs !== ms) return [];
  const at = instantAt(ms);
  const over = patient.state.delays.filter(isOpen).map(({ delay }) => {
    const ended = endDelay(patient.state, { delay, at }, at);
    if (!ended.ok) throw new Error(`the demonstration may not end a delay: ${ended.refusal.code}`);
    return ended.value;
  });
  const { bed } = patient;
  const to = house.random.weighted(DESTINATIONS);
  vacate(house, bed, ms);
  const patients = similarNamesChanged(bed.ward);
  return [
    tell(house, patient, {
      ms,
      by: FEED,
      facts: [...over, { type: 'stay-left', body: { at, to } }],
      patients,
    }),
  ];
}

/** The days by which the twelve weeks are preceded, so that long stays are already long when they begin. */
export const RUN_UP_DAYS = 28;

/** When a stay that is met on a date began, and when it ends. */
export function metStay(
  house: House,
  days: number,
  onMs: number,
): { admitMs: number; leaveMs: number } {
  const elapsed = Math.min(house.random.next() * days, RUN_UP_DAYS - 1) * DAY;
  const rest = Math.max(0.3, days - elapsed / DAY);
  return { admitMs: onMs - elapsed, leaveMs: leavingMs(house.random, onMs, rest) };
}
