import type { InstantText, StayView } from '#domain';
import { compareInstants, lastPlacedAt, londonDate } from '#domain';
import type {
  Admission,
  CensusDiff,
  CensusInput,
  CensusRemark,
  KnownStay,
  Leaving,
  RefusedRows,
  Seen,
  Traces,
} from './census.types.js';
import { matchRows, ofBed } from './census-match.js';
import type { KnownRow } from './census-match.js';
import { newParticulars, saysNewWords } from './particulars.js';

/** A file that empties a ward of more than this share, and of at least so many, is confirmed by a person. */
const GONE_SHARE_MAX = 0.3;
const GONE_MIN = 5;

/**
 * What a census changes in the house: who came, who lies elsewhere, who is gone. Pure.
 *
 * It speaks of `takenAt`, so nothing recorded of a later time is undone. Nobody leaves by absence
 * while a refused row could be them, while a later fact or another feed speaks for them, or by a
 * file older than the ward's last one.
 */
export function diffCensus(input: CensusInput): CensusDiff {
  const matched = matchRows(input);
  const seen = matched.known.map((one) => look(input, one));
  const named = new Set(matched.known.map(({ stay }) => stay.view.stay));
  const here = new Set(input.rows.map(({ line }) => line));
  const missing = input.open.filter(
    (stay) =>
      mustBeNamed(input, stay.view) &&
      !named.has(stay.view.stay) &&
      !isNamedElsewhere(input, here, stay),
  );
  const { left, held, warnings } = judgeMissing(input, missing);
  const shared = sharedBeds(
    matched.admitted,
    seen.map((one) => one.seen),
  );
  return {
    admitted: matched.admitted,
    seen: seen.map((one) => one.seen),
    left,
    held,
    refused: matched.refused,
    warnings: [
      ...matched.warnings,
      ...seen.flatMap((one) => one.warnings),
      ...shared.remarks,
      ...warnings,
    ],
    sharedBeds: shared.beds,
    ...emptied(input, left),
  };
}

/** The last thing the house heard of a stay: a place, its particulars, or a judgement of a day. */
function heardLast(view: StayView): InstantText {
  const judged = [view.latest?.planned?.at, view.latest?.final?.at];
  return judged.reduce<InstantText>(
    (last, at) => (at != null && compareInstants(at, last) > 0 ? at : last),
    view.lastConfirmedAt,
  );
}

function mustBeNamed({ complete }: CensusInput, view: StayView): boolean {
  const here = complete.wards?.has(view.ward) ?? true;
  return here && (complete.of === 'wards' || view.source === complete.source);
}

/** Whether another part of the file names the patient: that part says where they lie. */
function isNamedElsewhere(
  { file }: CensusInput,
  here: ReadonlySet<number>,
  { patient }: KnownStay,
): boolean {
  if (file === undefined || patient === null) return false;
  const lines = [
    patient.localId === null ? undefined : file.localIds.get(patient.localId),
    patient.nhsNumber === null ? undefined : file.nhsNumbers.get(patient.nhsNumber),
  ];
  return lines.some((line) => line !== undefined && !here.has(line));
}

function look(
  { takenAt }: CensusInput,
  { row, stay, resumed }: KnownRow,
): { readonly seen: Seen; readonly warnings: CensusRemark[] } {
  const { view } = stay;
  const warnings: CensusRemark[] = [];
  const { ward, stay: id } = view;
  const about = { code: 'disagrees', line: row.line, ward, ...ofBed(view.bed), stay: id };
  // A row that names no bed does not say that the patient has none.
  const bed = row.bed ?? (row.ward === view.ward ? view.bed : null);
  const elsewhere = row.ward !== view.ward || bed !== view.bed;
  const toldLater = compareInstants(view.lastConfirmedAt, takenAt) > 0;
  if (elsewhere && toldLater)
    warnings.push({ ...about, field: 'ward', says: { ward: row.ward, bed } });
  if (londonDate(row.admittedAt) !== view.admittedOn)
    warnings.push({ ...about, field: 'admitted_at' });
  return {
    seen: {
      stay,
      row,
      move: elsewhere && !toldLater ? { ward: row.ward, bed } : null,
      confirms: !elsewhere && compareInstants(takenAt, lastPlacedAt(view)) > 0,
      particulars: toldLater ? null : newParticulars(view, row.particulars),
      newWords: !toldLater && saysNewWords(stay.patient, row.words),
      resumed,
    },
    warnings,
  };
}

/** Why somebody goes on, where a person has to look at just them. */
const OF_ONE_PATIENT = new Set(['disagrees', 'refused-row-held-stay']);

function judgeMissing(input: CensusInput, missing: readonly KnownStay[]) {
  const left: Leaving[] = [];
  const held: KnownStay[] = [];
  const reasons = new Map<string, CensusRemark>();
  const refused = refusedRows(input.refused);
  for (const stay of missing) {
    const { view } = stay;
    const code = whyKept(input, refused, stay);
    if (code === null) left.push({ stay, between: [view.lastConfirmedAt, input.takenAt] });
    else {
      held.push(stay);
      // Whether one patient is here is a question of its own; the others are about a ward of the file.
      const one = OF_ONE_PATIENT.has(code) ? { ...ofBed(view.bed), stay: view.stay } : {};
      const remark = { code, ward: view.ward, ...one };
      reasons.set(JSON.stringify(remark), remark);
    }
  }
  return { left, held, warnings: [...reasons.values()] };
}

/** Refused rows by what they may have spoken of. */
export function refusedRows(refused: readonly Traces[] | RefusedRows): RefusedRows {
  if (!isList(refused)) return refused;
  const untold = refused.filter(({ localId, nhsNumber }) => localId === null && nhsNumber === null);
  return {
    localIds: new Set(refused.flatMap(({ localId }) => localId ?? [])),
    nhsNumbers: new Set(refused.flatMap(({ nhsNumber }) => nhsNumber ?? [])),
    places: new Set(
      refused.flatMap(({ ward, bed }) =>
        ward === null || bed === null ? [] : placeKey(ward, bed),
      ),
    ),
    untold: new Set(untold.map(({ ward }) => ward)),
  };
}

function isList(refused: readonly Traces[] | RefusedRows): refused is readonly Traces[] {
  return Array.isArray(refused);
}

function placeKey(ward: string, bed: string): string {
  return JSON.stringify([ward, bed]);
}

/** Why a stay that the census does not name goes on all the same, or null when it is gone. */
function whyKept(
  input: CensusInput,
  refused: RefusedRows,
  { view, patient }: KnownStay,
): string | null {
  const couldBe =
    (patient?.localId != null && refused.localIds.has(patient.localId)) ||
    (patient?.nhsNumber != null && refused.nhsNumbers.has(patient.nhsNumber)) ||
    (view.bed !== null && refused.places.has(placeKey(view.ward, view.bed)));
  if (couldBe) return 'refused-row-held-stay';
  if (refused.untold.has(null) || refused.untold.has(view.ward)) return 'left-withheld';
  if (input.laterCensus.has(view.ward)) return 'older-than-last';
  const later = compareInstants(heardLast(view), input.takenAt) > 0;
  return later || view.awaySince !== null || input.liveFeed.has(view.ward) ? 'disagrees' : null;
}

function sharedBeds(admitted: readonly Admission[], seen: readonly Seen[]) {
  const remarks: CensusRemark[] = [];
  const held = new Map<string, { ward: string; bed: string; patients: number }>();
  const rows = [...admitted.map(({ row }) => row), ...seen.map(({ row }) => row)];
  for (const { line, ward, bed } of rows.sort((a, b) => a.line - b.line)) {
    if (bed === null) continue;
    const key = placeKey(ward, bed);
    const known = held.get(key);
    if (known === undefined) held.set(key, { ward, bed, patients: 1 });
    else {
      known.patients += 1;
      remarks.push({ code: 'bed-shared', line, field: 'bed', ward, bed });
    }
  }
  return { remarks, beds: [...held.values()].filter(({ patients }) => patients > 1) };
}

/** Wards that lose more than their share: those of many patients want a person's word, those of few a look. */
function emptied(
  input: CensusInput,
  left: readonly Leaving[],
): Pick<CensusDiff, 'tooDifferent' | 'thinned'> {
  const count = (stays: readonly KnownStay[]) => {
    const counts = new Map<string, number>();
    for (const { view } of stays) counts.set(view.ward, (counts.get(view.ward) ?? 0) + 1);
    return counts;
  };
  const before = count(input.open);
  const much = [...count(left.map(({ stay }) => stay))].flatMap(([ward, gone]) => {
    const stays = before.get(ward) ?? 0;
    return gone > stays * GONE_SHARE_MAX ? [{ ward, stays, gone }] : [];
  });
  return {
    tooDifferent: much.filter(({ gone }) => gone >= GONE_MIN),
    thinned: much.filter(({ gone }) => gone > 1 && gone < GONE_MIN).map(({ ward }) => ward),
  };
}
