import type {
  Act,
  Fact,
  InstantText,
  LocalDate,
  NewFact,
  NoteWords,
  PatientWords,
  ReferenceBook,
  RoundKind,
  StayFact,
  StayState,
  WardEntry,
} from '#domain';
import { bookOf, demonstrationWards, evolveStay, startingReference } from '#domain';
import { instantAt, randomFrom, uuidFrom } from '#synthetic';
import type { Random } from '#synthetic';
import { newPeople } from './people.js';
import type { People } from './people.js';
import { newQueue } from './queue.js';
import type { Queue } from './queue.js';

export interface Bed {
  readonly ward: Ward;
  readonly name: string;
  patient: Inpatient | null;
  /** When the bed is taken again; a refill of another time was overtaken. */
  refillMs: number;
}

export interface Ward {
  readonly entry: WardEntry;
  readonly beds: readonly Bed[];
  /** Who lay here at some time since the last close. */
  readonly touched: Set<Inpatient>;
  /** Reds of its closed days of the last weeks. */
  reds: readonly { readonly date: LocalDate; readonly constraint: string }[];
}

/** What is in store for a patient, unknown to the ward. */
export interface Course {
  readonly leaveOn: LocalDate;
  /** The day from which the patient only waits; null when every day is needed. */
  readonly waitFrom: LocalDate | null;
  readonly waitsFor: string;
}

export interface Inpatient {
  readonly stay: string;
  readonly words: PatientWords;
  readonly arrivedMs: number;
  state: StayState;
  bed: Bed;
  leaveMs: number;
  course: Course;
  /** Of an assessment unit, and in need of a bed on a base ward. */
  boundForWard: boolean;
  similarName: boolean;
}

/** The days of whose plans, actions and rounds the demonstration tells; older ones would only fill the ledger. */
export const PLANNED_DAYS = 14;

/** A round that is going on: known until it is finished. */
export interface GoingOn {
  readonly round: string;
  readonly kind: RoundKind;
  readonly date: LocalDate;
}

export type Happening =
  | { readonly kind: 'day'; readonly date: LocalDate }
  | { readonly kind: 'close'; readonly date: LocalDate }
  | { readonly kind: 'round'; readonly ward: Ward; readonly date: LocalDate }
  | { readonly kind: 'round-over'; readonly ward: Ward; readonly goingOn: GoingOn }
  | { readonly kind: 'huddle'; readonly ward: Ward; readonly date: LocalDate }
  | { readonly kind: 'plan'; readonly patient: Inpatient; readonly date: LocalDate }
  | { readonly kind: 'final'; readonly patient: Inpatient; readonly date: LocalDate }
  | { readonly kind: 'delay'; readonly patient: Inpatient; readonly date: LocalDate }
  | { readonly kind: 'delay-over'; readonly patient: Inpatient }
  | { readonly kind: 'refill'; readonly bed: Bed; readonly leaveMs: number | null }
  | { readonly kind: 'change-bed'; readonly patient: Inpatient }
  | { readonly kind: 'leave'; readonly patient: Inpatient };

/** The house that is being lived in: everything that the next happening may look at. */
export interface House {
  readonly random: Random;
  /** Of plans, rounds and actions: what they draw changes no stay and no mark. */
  readonly plans: Random;
  /** Of delays and what partners say of them: what it draws changes no stay and no mark. */
  readonly partners: Random;
  readonly people: People;
  readonly book: ReferenceBook;
  readonly wards: readonly Ward[];
  readonly queue: Queue<Happening>;
  readonly today: LocalDate;
}

export function newHouse(seed: number, today: LocalDate): House {
  const random = randomFrom(seed);
  const book = bookOf([...startingReference(), ...demonstrationWards()]);
  const wards = [...book.wards.values()].map(wardOf);
  return {
    random,
    plans: randomFrom(seed + 2),
    partners: randomFrom(seed + 3),
    people: newPeople(random),
    book,
    wards,
    queue: newQueue(),
    today,
  };
}

function wardOf(entry: WardEntry): Ward {
  const beds: Bed[] = [];
  const ward: Ward = { entry, beds, touched: new Set(), reds: [] };
  for (const name of entry.beds) beds.push({ ward, name, patient: null, refillMs: 0 });
  return ward;
}

interface Doing {
  readonly organisation: string;
  readonly ward: string | null;
  readonly by: string;
  readonly at: InstantText;
  readonly facts: Act['facts'];
  readonly patients?: readonly PatientWords[];
  readonly notes?: readonly NoteWords[];
}

/** An act that is recorded when it happens. */
export function actOf(random: Random, doing: Doing): Act {
  const { patients = [], notes = [], at, ...rest } = doing;
  return {
    ...rest,
    commandId: uuidFrom(random),
    at,
    recordedAt: at,
    ...(patients.length === 0 ? {} : { patients }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

export const nurseOf = (ward: Ward): string => `nurse.${ward.entry.code}`;
const streamOf = (stay: string): string => `stay:${stay}`;

/** Days of a stay that a rule can still ask for: enough to carry a red run on. */
const DAYS_KEPT = 5;

/** Folds facts into a stay as the ledger will, and forgets days that no rule asks for. */
export function fold(
  state: StayState | null,
  facts: readonly NewFact[],
  told: {
    readonly organisation: string;
    readonly stay: string;
    readonly at: InstantText;
    readonly by: string;
  },
): StayState {
  const { stay, ...header } = told;
  let after = state;
  for (const fact of facts)
    after = evolveStay(after, { ...fact, ...header, stream: streamOf(stay) } as Fact as StayFact);
  if (after === null) throw new Error('a stay begins with its admission');
  const dates = Object.keys(after.days).sort();
  if (dates.length <= DAYS_KEPT) return after;
  const kept = dates.slice(-DAYS_KEPT);
  const days = Object.fromEntries(
    kept.flatMap((date) => (after.days[date] ? [[date, after.days[date]]] : [])),
  );
  return { ...after, days };
}

/** What a patient's stay is told in one act, by one person; the patient's state follows. */
export function tell(
  house: House,
  patient: Inpatient,
  doing: {
    readonly ms: number;
    readonly by: string;
    readonly facts: readonly NewFact[];
    readonly notes?: readonly NoteWords[];
    readonly patients?: readonly PatientWords[];
    /** Where its command id is drawn from. */
    readonly random?: Random;
  },
): Act {
  const { organisation, code } = patient.bed.ward.entry;
  const at = instantAt(doing.ms);
  const { by, facts } = doing;
  patient.state = fold(patient.state, facts, { organisation, stay: patient.stay, at, by });
  return actOf(doing.random ?? house.random, {
    organisation,
    ward: code,
    by,
    at,
    facts: facts.map((fact) => ({ stream: streamOf(patient.stay), fact })),
    ...(doing.notes === undefined ? {} : { notes: doing.notes }),
    ...(doing.patients === undefined ? {} : { patients: doing.patients }),
  });
}
