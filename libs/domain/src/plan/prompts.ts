import type { StayState } from '../stay/state.js';
import type { LocalDate } from '../time/london.js';
import { expectedDate } from './plan.js';

/** Why the guide would call a day red, whatever its colour. */
export type PromptCode =
  'no-expected-date' | 'expected-date-passed' | 'no-criteria-for-discharge' | 'criteria-not-met';

type Prompted = Pick<StayState, 'plan' | 'expectedDischargeDate' | 'criteriaToReside'>;

/**
 * Where the guide says red (Rapid Improvement Guide to Red and Green bed days): no expected date of
 * discharge, criteria for discharge that are not both said, or a patient who no longer meets the
 * criteria to reside. A prompt stands beside the mark and never stops one.
 */
export function softPrompts(stay: Prompted, date: LocalDate): PromptCode[] {
  const expected = expectedDate(stay);
  const prompts: PromptCode[] = [];
  if (expected === null) prompts.push('no-expected-date');
  else if (expected < date) prompts.push('expected-date-passed');
  if (stay.plan?.physiological == null || stay.plan.functional == null)
    prompts.push('no-criteria-for-discharge');
  if (stay.criteriaToReside === false) prompts.push('criteria-not-met');
  return prompts;
}
