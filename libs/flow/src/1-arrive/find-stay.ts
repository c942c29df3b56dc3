import type { PatientWords } from '#domain';
import { instantText } from '#domain';
import type { AdtEvent, AdtSubject } from '#interop';
import type { Words } from './particulars.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { isEntryOf } from './provisional.js';
import { saidAt } from './adt-words.js';
import { goingOn, isOfOtherVisit } from './other-visit.js';
import { isOfEarlier, isSameAdmission } from './same-admission.js';

/**
 * The stay that a message speaks of: by visit number, then local id, then NHS number; an open one,
 * or an ended one of the same admission. Never by name, except what a ward entered by hand without
 * any number.
 */
export function findStay(
  event: AdtEvent,
  read: HouseRead,
  words: Words,
  ward: string | null,
): HeldStay | null {
  const { visitNumber } = event.visit;
  const all = [...read.open, ...read.ended];
  if (visitNumber !== undefined) {
    const visit = all.find(({ view }) => view.visit === visitNumber);
    if (visit !== undefined) return goingOn(visit, all, saidAt(event));
  }
  const admittedAt = instantText(event.visit.admittedAt ?? event.occurredAt);
  for (const { patient } of patientsOf(event, read, words)) {
    const mayBe = ({ view }: HeldStay) =>
      view.patient === patient && (isOfGivenUp(event, read) || !isOfOtherVisit(event, view));
    const open = read.open.find(mayBe);
    const ended = read.ended.find((held) => mayBe(held) && sameStay(event, held.view, admittedAt));
    const found = open === undefined || isOfEarlier(open, ended, admittedAt) ? ended : open;
    if (found !== undefined) return found;
  }
  const at = { ward, bed: event.visit.bed ?? null, words };
  const entered = read.open.filter((held) => isEntryOf(held, at));
  return entered.length === 1 ? (entered[0] ?? null) : null;
}

/** A record that was given up has no visits of its own any more. */
function isOfGivenUp({ patient }: AdtEvent, { aliases }: HouseRead): boolean {
  return patient.localIds.some(({ value }) => aliases.has(value));
}

function sameStay(event: AdtEvent, view: HeldStay['view'], admittedAt: string): boolean {
  // Only an admission can begin a new stay; any other event of an ended one is late word of it.
  return event.action === 'admit' ? isSameAdmission(view, admittedAt) : true;
}

/** Whom the numbers of a message name: the patient of a local id, also of a merged record, else those of the NHS number. */
export function patientsOf(
  { patient }: Pick<AdtSubject, 'patient'>,
  read: HouseRead,
  words: Words,
): readonly PatientWords[] {
  const byLocal = byLocalId(
    patient.localIds.map(({ value }) => value),
    read,
  );
  if (byLocal !== undefined) return [byLocal];
  return read.patients.filter(
    ({ nhsNumber, localId, patient: id }) =>
      nhsNumber !== null &&
      nhsNumber === words.nhsNumber &&
      // A record that was merged into another is nobody's any more.
      (localId === null || (read.aliases.get(localId) ?? id) === id),
  );
}

function byLocalId(localIds: readonly string[], read: HouseRead): PatientWords | undefined {
  const ids = new Set(localIds);
  const merged = new Set(localIds.map((id) => read.aliases.get(id)));
  return (
    read.patients.find(({ patient }) => merged.has(patient)) ??
    read.patients.find(({ localId }) => localId !== null && ids.has(localId))
  );
}

/** The patient of an admission, where an earlier stay made them known: by local id, else by NHS number. */
export function patientOf(
  subject: Pick<AdtSubject, 'patient'>,
  read: HouseRead,
  words: Words,
): PatientWords | null {
  const localIds = subject.patient.localIds.map(({ value }) => value);
  const known = byLocalId(localIds, read);
  if (known !== undefined) return known;
  const inBed = new Set(read.open.map(({ view }) => view.patient));
  return patientsOf(subject, read, words).find(({ patient }) => !inBed.has(patient)) ?? null;
}

/** Words without a local id that is another patient's, or a merged record's: one number never names two. */
export function safeWords(
  read: HouseRead,
  known: { readonly patient: string } | null,
  words: Words,
): Words {
  const { localId } = words;
  if (localId === undefined) return words;
  const owner = read.patients.find((one) => one.localId === localId);
  const own = owner === undefined || owner.patient === known?.patient;
  return own && !read.aliases.has(localId) ? words : { ...words, localId: undefined };
}

/** Keys under which a message waits for a stay, and under which what makes the stay finds it. */
export function waitKeys({ patient, visit }: AdtSubject): string[] {
  return [
    ...patient.localIds.map(({ value }) => `local:${value}`),
    ...(patient.nhsNumber === undefined ? [] : [`nhs:${patient.nhsNumber}`]),
    ...(visit.visitNumber === undefined ? [] : [`visit:${visit.visitNumber}`]),
  ];
}
