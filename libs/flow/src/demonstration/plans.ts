import type { Act, ChangePlan, CheckState, NewFact, NoteWords, OwnerEntry, Sealed } from '#domain';
import {
  actOn,
  addDays,
  changePlan,
  expectedDate,
  judgementOf,
  londonDate,
  midnightsBetween,
  openAction,
  reasonIn,
} from '#domain';
import { sealNote } from '#persistence';
import { MINUTE, hexFrom, instantAt, londonMs, sortableId } from '#synthetic';
import { PLANNED_DAYS, nurseOf, tell } from './house.js';
import type { House, Inpatient } from './house.js';

const PHYSIOLOGICAL = [
  'Saturation above 92 on air for a day',
  'No temperature for 24 hours, eating and drinking',
  'Back to tablets, infection markers falling',
  'Weight steady, off the drip',
  'Pain held by tablets',
  'Blood pressure and kidney function settled',
];
const FUNCTIONAL = [
  'Walks to the toilet with a frame',
  'Safe on one flight of stairs',
  'Washes and dresses with one helper',
  'As before: out of bed with one helper',
  'Takes own medicines',
  'Manages at home between two visits',
];
const CHASED = ['Rung, promised for the afternoon', 'On the list for today', 'Form sent again'];
const SLIPS = ['Waits for a scan', 'Care starts later than promised', 'New infection'];

/** What is asked of whom, by what the day waits for; other waits are asked about in general. */
const ASKED: Readonly<Record<string, string>> = {
  I01: 'Senior to see before midday',
  I02: 'Ring the specialty',
  I04: 'Ask for the slot',
  I05: 'Find the result',
  I08: 'Physiotherapy to assess',
  I09: 'Occupational therapy to assess',
  I11: 'Medicines to be made up',
  I12: 'Discharge letter to be written',
  E01: 'Ask for the assessment date',
  E02: 'Ask for the start of care',
  E03: 'Ask for a place',
  E07: 'Ask for a bed',
  E10: 'Order the equipment',
};

const PATHWAY_OF: Readonly<Record<string, readonly [pathway: string, destination: string]>> = {
  E02: ['P1', 'home'],
  E03: ['P1', 'home'],
  E04: ['P3', 'care-home'],
  E05: ['P3', 'nursing-home'],
  E07: ['P2', 'community-bed'],
  E08: ['P1', 'home'],
  E09: ['P2', 'community-bed'],
  E10: ['P1', 'home'],
  E18: ['MH3', 'hospital'],
  E19: ['P3', 'hospice'],
};

/** What is told of one patient at one moment, with the words that it seals. */
class Words {
  readonly notes: NoteWords[] = [];

  constructor(
    private readonly house: House,
    private readonly patient: Inpatient,
    private readonly ms: number,
  ) {}

  seal(text: string): Sealed {
    const { plans } = this.house;
    const id = `${this.patient.bed.ward.entry.organisation}.N${sortableId(plans, this.ms)}`;
    const words = { id, stay: this.patient.stay, salt: hexFrom(plans, 32), text };
    this.notes.push(words);
    return { id, seal: sealNote(words) };
  }
}

/** What the round says of a patient beside the colour: plan, checks and who is asked. By the ward's own rules. */
export function planWords(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  if (patient.bed.patient !== patient || date < addDays(house.today, -PLANNED_DAYS)) return [];
  const words = new Words(house, patient, ms);
  const facts = [
    ...planFacts(house, patient, { date, ms, words }),
    ...actionFacts(house, patient, { date, ms, words }),
  ];
  return told(house, patient, ms, facts, words);
}

/** By the huddle some of what was asked is done. */
export function ticks(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  if (patient.bed.patient !== patient || date < addDays(house.today, -PLANNED_DAYS)) return [];
  const { plans, book } = house;
  const facts: NewFact[] = [];
  for (const { action, state } of patient.state.actions ?? []) {
    if (state !== 'open' || !plans.chance(0.4)) continue;
    facts.push(granted(actOn(patient.state, { action, act: { do: 'done' } }, book)));
  }
  const asked = (patient.state.plan?.checks ?? []).filter(({ state }) => state === 'asked');
  const checks = asked
    .filter(() => plans.chance(0.4))
    .map(({ code }) => ({ code, state: 'done' as const }));
  if (checks.length > 0) facts.push(changed(house, patient, { checks }, ms));
  return told(house, patient, ms, facts, new Words(house, patient, ms));
}

interface Moment {
  readonly date: string;
  readonly ms: number;
  readonly words: Words;
}

function planFacts(house: House, patient: Inpatient, moment: Moment): NewFact[] {
  const { plans } = house;
  const daysLeft = midnightsBetween(moment.date, londonDate(instantAt(patient.leaveMs)));
  const recent = moment.date >= addDays(house.today, -1);
  const said: Omit<ChangePlan, 'ifVersion'> = {
    ...(patient.state.plan === undefined && plans.chance(0.86)
      ? firstPlan(patient, house, moment)
      : {}),
    ...(recent && plans.chance(0.3) ? slip(house, patient, moment) : {}),
    ...(daysLeft <= 1 || recent ? leaving(house, patient, moment.date, daysLeft) : {}),
    ...checksFor(house, patient, daysLeft),
  };
  return Object.keys(said).length === 0 ? [] : [changed(house, patient, said, moment.ms)];
}

function firstPlan(patient: Inpatient, { plans }: House, { words }: Moment) {
  const { waitFrom, waitsFor } = patient.course;
  const [pathway, destination] = (waitFrom === null ? null : PATHWAY_OF[waitsFor]) ?? [
    'P0',
    'home',
  ];
  return {
    physiological: words.seal(plans.pick(PHYSIOLOGICAL)),
    ...(plans.chance(0.85) ? { functional: words.seal(plans.pick(FUNCTIONAL)) } : {}),
    ...(plans.chance(0.9) ? { pathway, destination } : {}),
  };
}

function slip({ plans }: House, patient: Inpatient, { date, words }: Moment) {
  const expected = expectedDate(patient.state);
  if (expected === null || expected >= date) return {};
  return {
    expectedDischargeDate: addDays(date, plans.whole(1, 3)),
    slip: words.seal(plans.pick(SLIPS)),
  };
}

/** Who goes home today, as far as the round can know, and who tomorrow. */
function leaving({ plans }: House, patient: Inpatient, date: string, daysLeft: number) {
  if (daysLeft === 0) {
    const half = Math.round((patient.leaveMs - londonMs(date)) / (30 * MINUTE));
    const time = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
    const discharge = plans.chance(0.75) ? ('definite' as const) : ('potential' as const);
    return {
      today: {
        discharge,
        ...(half > 0 && half < 48 && plans.chance(0.8) ? { expectedAt: time } : {}),
        ...(plans.chance(0.7)
          ? { transport: plans.pick(['own', 'own', 'taxi', 'wheelchair']) }
          : {}),
        lounge: plans.chance(0.35),
      },
    };
  }
  const hope = plans.chance(0.05) ? ('potential' as const) : ('no' as const);
  if (daysLeft > 1) return hope === 'no' && plans.chance(0.7) ? {} : { today: { discharge: hope } };
  const discharge = plans.chance(0.6) ? ('definite' as const) : ('potential' as const);
  return {
    today: { discharge: hope },
    tomorrow: { discharge, firstOut: plans.chance(0.2) },
  };
}

/** As the day of leaving comes near, what must be ready is asked for, and then done. */
function checksFor({ plans, book }: House, patient: Inpatient, daysLeft: number) {
  if (daysLeft > 3) return {};
  const held = new Map(patient.state.plan?.checks.map(({ code, state }) => [code, state]));
  const { checks: columns = [] } = patient.bed.ward.entry;
  const checks = columns.flatMap((code): { code: string; state: CheckState }[] => {
    const state = held.get(code);
    if (!book.checks.has(code) || state === 'done' || state === 'not-needed') return [];
    if (state === 'asked') return plans.chance(0.5) ? [{ code, state: 'done' }] : [];
    if (plans.chance(0.15)) return [{ code, state: 'not-needed' }];
    return plans.chance(0.3 + 0.15 * (3 - daysLeft)) ? [{ code, state: 'asked' }] : [];
  });
  return checks.length === 0 ? {} : { checks };
}

function actionFacts(house: House, patient: Inpatient, moment: Moment): NewFact[] {
  const { plans, book } = house;
  const { state } = patient;
  const open = (state.actions ?? []).filter((one) => one.state === 'open');
  if (open.length > 0)
    return open.flatMap(({ action }): NewFact[] => {
      if (plans.chance(0.5)) return [granted(actOn(state, { action, act: { do: 'done' } }, book))];
      if (plans.chance(0.6)) return [];
      const said = moment.words.seal(plans.pick(CHASED));
      return [granted(actOn(state, { action, act: { do: 'update', said } }, book))];
    });
  const judgement = judgementOf(state.days[moment.date]);
  if (judgement?.constraint == null || !plans.chance(0.4)) return [];
  return asked(house, patient, judgement.constraint, moment);
}

function asked(
  { plans, book }: House,
  patient: Inpatient,
  constraint: string,
  { date, ms, words }: Moment,
): NewFact[] {
  const reason = reasonIn(book, 'red-constraints', constraint, date);
  const council = reason?.attribution === 'la' ? patient.state.responsibleAuthority : null;
  const owner: OwnerEntry['code'] | null = reason?.owner ?? council;
  if (reason === null || owner === null) return [];
  const due = Math.max(ms + 30 * MINUTE, londonMs(date, plans.pick(['12:00', '14:00', '16:00'])));
  const opened = openAction(
    patient.state,
    {
      action: `${patient.state.organisation}.A${sortableId(plans, ms)}`,
      what: words.seal(ASKED[constraint] ?? `Chase: ${reason.name}`),
      owner,
      dueAt: instantAt(due),
      constraint,
    },
    { now: instantAt(ms), book },
  );
  return [granted(opened)];
}

function changed(
  house: House,
  patient: Inpatient,
  said: Omit<ChangePlan, 'ifVersion'>,
  ms: number,
): NewFact {
  const asked = { ...said, ifVersion: patient.state.plan?.version ?? 0 };
  return granted(changePlan(patient.state, asked, { at: instantAt(ms), book: house.book }));
}

/** What the rules refuse is a fault of the demonstration. */
function granted<T extends NewFact>(
  decided:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly refusal: { readonly code: string } },
): T {
  if (!decided.ok) throw new Error(`the demonstration may not plan: ${decided.refusal.code}`);
  return decided.value;
}

function told(
  house: House,
  patient: Inpatient,
  ms: number,
  facts: readonly NewFact[],
  { notes }: Words,
): Act[] {
  if (facts.length === 0) return [];
  const by = nurseOf(patient.bed.ward);
  const random = house.plans;
  return [tell(house, patient, { ms, by, facts, random, ...(notes.length > 0 ? { notes } : {}) })];
}
