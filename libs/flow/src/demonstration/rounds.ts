import type { Act, RoundFact, NewFact, RoundKind, Row } from '#domain';
import {
  MOST_USED_DAYS,
  addDays,
  heldOn,
  inBedOrder,
  mostUsed,
  renderRow,
  roundResult,
  viewOf,
} from '#domain';
import { instantAt, sortableId } from '#synthetic';
import { jobNames } from '../2-board-round/jobs.js';
import { PLANNED_DAYS, actOf, nurseOf } from './house.js';
import type { GoingOn, House, Ward } from './house.js';

const ATTEND: readonly (readonly [role: string, often: number])[] = [
  ['consultant', 0.7],
  ['doctor', 0.95],
  ['nurse-in-charge', 1],
  ['therapist', 0.7],
  ['pharmacist', 0.45],
  ['discharge-team', 0.4],
  ['social-worker', 0.12],
  ['ward-clerk', 0.3],
];

/** The round as the ledger knows it: who took part, and the order that stands from its start on. */
export function startRound(
  house: House,
  ward: Ward,
  { kind, date, ms }: { readonly kind: RoundKind; readonly date: string; readonly ms: number },
): { readonly acts: Act[]; readonly goingOn: GoingOn | null } {
  if (date < addDays(house.today, -PLANNED_DAYS)) return { acts: [], goingOn: null };
  const { plans } = house;
  const round = `${ward.entry.organisation}.R${sortableId(plans, ms)}`;
  const body = {
    round,
    date,
    kind,
    attended: ATTEND.filter(([, often]) => plans.chance(often)).map(([role]) => role),
    order: rowsOf(house, ward, date).map(({ stay }) => stay),
    constraints: constraintsOf(house, ward, date),
  };
  return {
    acts: [told(house, ward, ms, { type: 'round-started', body })],
    goingOn: { round, kind, date },
  };
}

/** Its end, with what it leaves behind by the same count as the living house. */
export function endRound(
  house: House,
  ward: Ward,
  { round, kind, date }: GoingOn,
  ms: number,
): Act[] {
  const result = roundResult({ kind, date }, rowsOf(house, ward, date), jobNames(house.book));
  return [told(house, ward, ms, { type: 'round-finished', body: { round, ...result } })];
}

function told(house: House, ward: Ward, ms: number, fact: NewFact<RoundFact['type']>): Act {
  const { organisation, code } = ward.entry;
  return actOf(house.plans, {
    organisation,
    ward: code,
    by: nurseOf(ward),
    at: instantAt(ms),
    facts: [{ stream: `ward:${code}`, fact }],
  });
}

function rowsOf({ book }: House, ward: Ward, date: string): Row[] {
  const audience = { sight: 'without-identity', of: 'everyone' } as const;
  const rows = ward.beds.flatMap(({ patient }) => {
    const row =
      patient === null ? null : renderRow(viewOf(patient.state), null, { audience, date, book });
    return row ?? [];
  });
  return inBedOrder(rows, ward.entry.beds);
}

function constraintsOf({ book }: House, ward: Ward, date: string): string[] {
  const first = addDays(date, -MOST_USED_DAYS);
  const days = new Map<string, number>();
  for (const red of ward.reds)
    if (red.date >= first) days.set(red.constraint, (days.get(red.constraint) ?? 0) + 1);
  return mostUsed(days, heldOn(book.reasonLists.get('red-constraints'), date)?.reasons ?? []);
}
