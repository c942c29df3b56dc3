import type { PlanPart } from '../words/plan-words.js';
import { showPlanChange } from './changes.js';
import type { Plan, PlanChange, PlanDifference } from './changes.js';

/** Two people's changes of one plan, told apart. */
export interface PlanMerge {
  /** What only we changed: it can be said again, word for word. */
  readonly free: PlanChange;
  /** What both changed, and not to the same: somebody must choose. */
  readonly both: PlanChange;
  /** What they changed. */
  readonly theirs: PlanDifference;
}

type When = Parameters<typeof showPlanChange>[1];

const WHOLE = ['expectedDischargeDate', 'pathway', 'destination', 'today', 'tomorrow'] as const;
const CRITERIA = ['physiological', 'functional'] as const;

/**
 * `base` is the plan that we changed, `theirs` the one that stands now. A part that both changed to the
 * same is nobody's to choose.
 */
export function mergePlans(base: Plan, theirs: Plan, mine: PlanChange, when: When): PlanMerge {
  const wished = showPlanChange(mine, when)(theirs);
  const free: Record<string, unknown> = {};
  const both: Record<string, unknown> = {};
  for (const part of WHOLE) {
    if (mine[part] === undefined) continue;
    const side = sideOf(part, { base, theirs, wished });
    if (side === 'free') free[part] = mine[part];
    if (side === 'both') both[part] = mine[part];
  }
  const date = 'expectedDischargeDate' in both ? both : free;
  if (mine.slipReason !== undefined) {
    date['slipReason'] = mine.slipReason;
    // Why it moves is said of a date, also where somebody else named the same one.
    date['expectedDischargeDate'] = mine.expectedDischargeDate;
  }
  splitCriteria({ base, theirs, mine }, free, both);
  splitChecks({ base, theirs, mine }, free, both);
  return { free, both, theirs: differenceOf(base, theirs) };
}

export function isNothing(change: PlanChange): boolean {
  return Object.keys(change).length === 0;
}

/** Where two plans differ. */
export function differenceOf(one: Plan, other: Plan): PlanDifference {
  const codes = [...one.checks, ...other.checks].map(({ code }) => code);
  const checks = [...new Set(codes)].filter((code) => stateOf(one, code) !== stateOf(other, code));
  const parts: PlanPart[] = WHOLE.filter((part) => said(part, one) !== said(part, other));
  if (CRITERIA.some((part) => criterion(one, part) !== criterion(other, part)))
    parts.push('criteriaForDischarge');
  if (checks.length > 0) parts.push('checks');
  return { parts, checks };
}

type Side = 'free' | 'both' | 'agreed';

function sideOf(
  part: (typeof WHOLE)[number],
  plans: { readonly base: Plan; readonly theirs: Plan; readonly wished: Plan },
): Side {
  const stands = said(part, plans.theirs);
  return side(said(part, plans.base), stands, said(part, plans.wished));
}

function side(base: string, theirs: string, wished: string): Side {
  if (base === theirs) return 'free';
  return theirs === wished ? 'agreed' : 'both';
}

interface Three {
  readonly base: Plan;
  readonly theirs: Plan;
  readonly mine: PlanChange;
}

type Parts = Record<string, unknown>;

/** The two criteria travel together: one that we left alone goes as it stands now. */
function splitCriteria({ base, theirs, mine }: Three, free: Parts, both: Parts): void {
  const wished = mine.criteriaForDischarge;
  if (wished === undefined) return;
  const changed = CRITERIA.filter((part) => wished[part] !== criterion(base, part));
  const sides = changed.map((part) =>
    side(criterion(base, part) ?? '', criterion(theirs, part) ?? '', wished[part] ?? ''),
  );
  const value = (part: (typeof CRITERIA)[number]) =>
    changed.includes(part) ? wished[part] : criterion(theirs, part);
  const merged = { physiological: value('physiological'), functional: value('functional') };
  if (sides.includes('both')) both['criteriaForDischarge'] = merged;
  else if (sides.includes('free') || changed.length === 0) free['criteriaForDischarge'] = merged;
}

function splitChecks({ base, theirs, mine }: Three, free: Parts, both: Parts): void {
  const of = (wanted: Side) =>
    mine.checks?.filter(
      ({ code, state }) => side(stateOf(base, code), stateOf(theirs, code), state) === wanted,
    ) ?? [];
  if (of('free').length > 0) free['checks'] = of('free');
  if (of('both').length > 0) both['checks'] = of('both');
}

/** A part as it is compared: who said it, and when, is no difference. */
function said(part: (typeof WHOLE)[number], plan: Plan): string {
  switch (part) {
    case 'today': {
      const { today } = plan;
      if (today === null) return '';
      const at = today.expectedAt === null ? null : Date.parse(today.expectedAt);
      return JSON.stringify([today.date, today.discharge, at, today.transport, today.lounge]);
    }
    case 'tomorrow': {
      const { tomorrow } = plan;
      return tomorrow === null ? '' : JSON.stringify([tomorrow.discharge, tomorrow.firstOut]);
    }
    default:
      return plan[part] ?? '';
  }
}

function criterion(plan: Plan, part: (typeof CRITERIA)[number]): string | null {
  return plan.criteriaForDischarge?.[part] ?? null;
}

function stateOf({ checks }: Plan, code: string): string {
  return checks.find((one) => one.code === code)?.state ?? 'to-do';
}
