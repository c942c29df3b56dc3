import type { Act, DelayAttribution, DelayState, OpenDelay } from '#domain';
import { attributionsAllowed, endDelay, isOpen, midnightsBetween, openDelay } from '#domain';
import { DTOC_OF, HOUR, instantAt, londonMs, sortableId } from '#synthetic';
import { nurseOf, tell } from './house.js';
import type { House, Inpatient } from './house.js';

/** Once a day, late in the morning, somebody looks at who could leave and does not. */
export function lookAtDelay(house: House, patient: Inpatient, date: string): void {
  const { partners, queue } = house;
  const { waitFrom, waitsFor, leaveOn } = patient.course;
  if (waitFrom === null || date < waitFrom || date >= leaveOn) return;
  const ms = londonMs(date, '11:00') + partners.next() * 3 * HOUR;
  const open = patient.state.delays.some(isOpen);
  const strain = strainOn(patient.state.organisation, date, house.today);
  if (open && partners.chance(0.05 / strain)) queue.add(ms, { kind: 'delay-over', patient });
  else if (partners.chance(open ? 0.02 : waitsFor.startsWith('E') ? 0.3 * strain ** 2 : 0))
    queue.add(ms, { kind: 'delay', patient, date });
}

/**
 * How hard it is to leave, week by week up to today: the acute trust has its winter behind it, and the
 * community wards fill with whoever left it.
 */
const STRAIN: Readonly<Record<string, readonly number[]>> = {
  RWE: [1, 1.1, 1.3, 1.6, 1.7, 1.6, 1.4, 1.2, 1.1, 1, 0.9, 0.8],
  RT5: [0.7, 0.7, 0.8, 0.8, 0.9, 1, 1.1, 1.2, 1.2, 1.3, 1.4, 1.4],
};

function strainOn(organisation: string, date: string, today: string): number {
  const weeks = STRAIN[organisation] ?? [];
  return weeks[weekOf(date, today)] ?? 1;
}

/** The week of the twelve in which a date lies, the oldest first; the run-up is as the first. */
function weekOf(date: string, today: string): number {
  return Math.max(0, WEEKS - 1 - Math.floor((midnightsBetween(date, today) - 1) / 7));
}

const WEEKS = 12;

/** How often partners have agreed to whom a delay is put down when it is told; it gets better by the week. */
const AGREED: Readonly<Record<DelayAttribution, number>> = { nhs: 0.6, la: 0.3, joint: 0.2 };
const AGREED_MORE_EACH_WEEK = 0.02;
const DISPUTED = 0.06;

function stateOf(house: House, attribution: DelayAttribution, date: string): DelayState {
  const agreed = AGREED[attribution] + weekOf(date, house.today) * AGREED_MORE_EACH_WEEK;
  if (house.partners.chance(agreed)) return 'agreed';
  return attribution !== 'nhs' && house.partners.chance(DISPUTED) ? 'disputed' : 'proposed';
}

/** Opens a delay from midnight of the day; most are put down by a person, the rest as the list proposes. */
export function beginDelay(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  const reason = DTOC_OF[patient.course.waitsFor];
  if (patient.bed.patient !== patient || reason === undefined) return [];
  if (patient.state.delays.some((one) => isOpen(one) && one.reason === reason)) return [];
  const { partners: random, book } = house;
  const { organisation, ward } = {
    organisation: patient.state.organisation,
    ward: patient.bed.ward,
  };
  const allowed = attributionsAllowed(book, 'dtoc', reason, date);
  const asked: OpenDelay = {
    delay: `${organisation}.D${sortableId(random, ms)}`,
    list: 'dtoc',
    reason,
    since: instantAt(Math.max(londonMs(date), patient.arrivedMs)),
    primary: random.chance(0.1),
    ...(random.chance(0.75) ? chosen(patient, random.pick(allowed)) : {}),
  };
  const opened = openDelay(patient.state, asked, { now: instantAt(ms), book });
  if (!opened.ok) throw new Error(`the demonstration may not open a delay: ${opened.refusal.code}`);
  const { attribution } = opened.value.body;
  // What nobody chose is a proposal of the list, and nobody has agreed to it.
  const state = asked.attribution === undefined ? 'proposed' : stateOf(house, attribution, date);
  const told = { ...opened.value, body: { ...opened.value.body, state } };
  return [tell(house, patient, { ms, by: nurseOf(ward), facts: [told] })];
}

/** A person's choice: a council only where the patient's council is known, joint with that council beside the team. */
function chosen(
  patient: Inpatient,
  attribution: DelayAttribution,
): Partial<Pick<OpenDelay, 'attribution' | 'owner' | 'otherOwner'>> {
  const council = patient.state.responsibleAuthority;
  if (attribution === 'nhs') return { attribution };
  if (council === null) return {};
  return attribution === 'la'
    ? { attribution, owner: council }
    : { attribution, owner: 'IDT', otherOwner: council };
}

/** What the patient waited for has come, or the patient is no longer well enough to leave. */
export function finishDelay(house: House, patient: Inpatient, ms: number): Act[] {
  const open = patient.state.delays.find(isOpen);
  if (patient.bed.patient !== patient || open === undefined) return [];
  const at = instantAt(ms);
  const ended = endDelay(patient.state, { delay: open.delay, at }, at);
  if (!ended.ok) throw new Error(`the demonstration may not end a delay: ${ended.refusal.code}`);
  return [tell(house, patient, { ms, by: nurseOf(patient.bed.ward), facts: [ended.value] })];
}
