import type { InstantText, StayView } from '#domain';
import { compareInstants, londonDate } from '#domain';
import type {
  Admission,
  CensusDiff,
  CensusInput,
  CensusRemark,
  KnownStay,
  Leaving,
  Seen,
} from './census.types.js';
import { matchRows } from './census-match.js';
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
  const missing = input.open.filter(
    ({ view }) => mustBeNamed(input, view) && !named.has(view.stay),
  );
  const { left, held, warnings } = judgeMissing(input, missing);
  return {
    admitted: matched.admitted,
    seen: seen.map((one) => one.seen),
    left,
    held,
    refused: matched.refused,
    warnings: [
      ...matched.warnings,
      ...seen.flatMap((one) => one.warnings),
      ...sharedBeds(
        matched.admitted,
        seen.map((one) => one.seen),
      ),
      ...warnings,
    ],
    tooDifferent: tooDifferent(input, left),
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
  return complete.of === 'wards' ? complete.wards.has(view.ward) : view.source === complete.source;
}

function look(
  { takenAt, laterCensus }: CensusInput,
  { row, stay, resumed }: KnownRow,
): { readonly seen: Seen; readonly warnings: CensusRemark[] } {
  const { view } = stay;
  const warnings: CensusRemark[] = [];
  const remark = (field: string) =>
    warnings.push({ code: 'disagrees', line: row.line, field, ward: view.ward });
  // A row that names no bed does not say that the patient has none.
  const bed = row.bed ?? (row.ward === view.ward ? view.bed : null);
  const elsewhere = row.ward !== view.ward || bed !== view.bed;
  // A later census of the ward is a later word, also where it had nothing new to say.
  const toldLater =
    compareInstants(view.lastConfirmedAt, takenAt) > 0 || (!resumed && laterCensus.has(view.ward));
  if (elsewhere && toldLater) remark('ward');
  if (londonDate(row.admittedAt) !== view.admittedOn) remark('admitted_at');
  return {
    seen: {
      stay,
      row,
      move: elsewhere && !toldLater ? { ward: row.ward, bed } : null,
      particulars: toldLater ? null : newParticulars(view, row.particulars),
      newWords: !toldLater && saysNewWords(stay.patient, row.words),
      resumed,
    },
    warnings,
  };
}

function judgeMissing(input: CensusInput, missing: readonly KnownStay[]) {
  const left: Leaving[] = [];
  const held: KnownStay[] = [];
  const reasons = new Map<string, CensusRemark>();
  for (const stay of missing) {
    const { view } = stay;
    const code = whyKept(input, stay);
    if (code === null) left.push({ stay, between: [view.lastConfirmedAt, input.takenAt] });
    else {
      held.push(stay);
      reasons.set(JSON.stringify([code, view.ward]), { code, ward: view.ward });
    }
  }
  return { left, held, warnings: [...reasons.values()] };
}

/** Why a stay that the census does not name goes on all the same, or null when it is gone. */
function whyKept(input: CensusInput, { view, patient }: KnownStay): string | null {
  const couldBe = input.refused.some(
    (row) =>
      (row.localId !== null && row.localId === patient?.localId) ||
      (row.nhsNumber !== null && row.nhsNumber === patient?.nhsNumber) ||
      (row.ward === view.ward && row.bed !== null && row.bed === view.bed),
  );
  if (couldBe) return 'refused-row-held-stay';
  const untold = input.refused.some(
    (row) =>
      row.localId === null &&
      row.nhsNumber === null &&
      (row.ward === null || row.ward === view.ward),
  );
  if (untold) return 'left-withheld';
  if (input.laterCensus.has(view.ward)) return 'older-than-last';
  const later = compareInstants(heardLast(view), input.takenAt) > 0;
  return later || view.awaySince !== null || input.liveFeed.has(view.ward) ? 'disagrees' : null;
}

function sharedBeds(admitted: readonly Admission[], seen: readonly Seen[]): CensusRemark[] {
  const held = new Set<string>();
  return [...admitted.map(({ row }) => row), ...seen.map(({ row }) => row)]
    .sort((a, b) => a.line - b.line)
    .flatMap(({ line, ward, bed }) => {
      if (bed === null) return [];
      const place = JSON.stringify([ward, bed]);
      if (held.has(place)) return [{ code: 'bed-shared', line, field: 'bed', ward }];
      held.add(place);
      return [];
    });
}

function tooDifferent(input: CensusInput, left: readonly Leaving[]) {
  const count = (stays: readonly KnownStay[]) => {
    const counts = new Map<string, number>();
    for (const { view } of stays) counts.set(view.ward, (counts.get(view.ward) ?? 0) + 1);
    return counts;
  };
  const before = count(input.open);
  return [...count(left.map(({ stay }) => stay))].flatMap(([ward, gone]) => {
    const stays = before.get(ward) ?? 0;
    return gone >= GONE_MIN && gone > stays * GONE_SHARE_MAX ? [{ ward, stays, gone }] : [];
  });
}
