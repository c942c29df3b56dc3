import type { Fact } from '../fact/fact.js';
import type { StayState } from '../stay/state.js';
import { NO_PLAN } from './plan.js';
import type { Check, Plan } from './plan.js';

/** The stay after a word on its plan: what is not spoken of stays as it was. */
export function planChanged(state: StayState, fact: Fact<'plan-changed'>): StayState {
  const { body, at, by } = fact;
  const before = state.plan ?? NO_PLAN;
  const note = (key: 'physiological' | 'functional') =>
    body[key] === undefined ? before[key] : (body[key]?.id ?? null);
  const plan: Plan = {
    version: before.version + 1,
    expected:
      body.expectedDischargeDate === undefined
        ? before.expected
        : { date: body.expectedDischargeDate, at },
    physiological: note('physiological'),
    functional: note('functional'),
    pathway: body.pathway === undefined ? before.pathway : body.pathway,
    destination: body.destination === undefined ? before.destination : body.destination,
    today: laterDay(before.today, body.today === undefined ? null : { ...body.today, at, by }),
    tomorrow: laterDay(
      before.tomorrow,
      body.tomorrow === undefined ? null : { ...body.tomorrow, at, by },
    ),
    checks: withChecks(before.checks, fact),
  };
  return { ...state, plan };
}

/** A word of yesterday that arrives late does not hide today's. */
function laterDay<T extends { readonly date: string }>(held: T | null, said: T | null): T | null {
  if (said === null) return held;
  return held !== null && held.date > said.date ? held : said;
}

function withChecks(checks: readonly Check[], { body, at, by }: Fact<'plan-changed'>): Check[] {
  const said = (body.checks ?? []).map((check) => ({ ...check, at, by }));
  const codes = new Set(said.map(({ code }) => code));
  return [...checks.filter(({ code }) => !codes.has(code)), ...said];
}
