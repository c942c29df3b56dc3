import type { Act, DelayAttribution, OpenDelay } from '#domain';
import { attributionsAllowed, endDelay, isOpen, openDelay } from '#domain';
import { DTOC_OF, HOUR, instantAt, londonMs, sortableId } from '#synthetic';
import { nurseOf, tell } from './house.js';
import type { House, Inpatient } from './house.js';

/** Once a day, late in the morning, somebody looks at who could leave and does not. */
export function lookAtDelay(house: House, patient: Inpatient, date: string): void {
  const { random, queue } = house;
  const { waitFrom, waitsFor, leaveOn } = patient.course;
  if (waitFrom === null || date < waitFrom || date >= leaveOn) return;
  const ms = londonMs(date, '11:00') + random.next() * 3 * HOUR;
  const open = patient.state.delays.some(isOpen);
  if (open && random.chance(0.05)) queue.add(ms, { kind: 'delay-over', patient });
  else if (random.chance(open ? 0.02 : waitsFor.startsWith('E') ? 0.5 : 0))
    queue.add(ms, { kind: 'delay', patient, date });
}

/** Opens a delay from midnight of the day; half are put down by a person, half as the list proposes. */
export function beginDelay(house: House, patient: Inpatient, date: string, ms: number): Act[] {
  const reason = DTOC_OF[patient.course.waitsFor];
  if (patient.bed.patient !== patient || reason === undefined) return [];
  if (patient.state.delays.some((one) => isOpen(one) && one.reason === reason)) return [];
  const { random, book } = house;
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
    ...(random.chance(0.5) ? chosen(patient, random.pick(allowed)) : {}),
  };
  const opened = openDelay(patient.state, asked, { now: instantAt(ms), book });
  if (!opened.ok) throw new Error(`the demonstration may not open a delay: ${opened.refusal.code}`);
  return [tell(house, patient, { ms, by: nurseOf(ward), facts: [opened.value] })];
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
