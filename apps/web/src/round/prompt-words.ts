import type { PromptCode } from '#domain';

/** What the guide says about a patient whose plan has a hole. It advises; the person decides. */
export const PROMPT_WORDS: Readonly<
  Record<PromptCode, { readonly says: string; readonly mend: string }>
> = {
  'no-expected-date': { says: 'No expected date of discharge yet.', mend: 'Set a date' },
  'expected-date-passed': { says: 'The expected date has passed.', mend: 'Set a new date' },
  'no-criteria-for-discharge': { says: 'No criteria for discharge yet.', mend: 'Add criteria' },
  'criteria-not-met': {
    says: 'No longer needs a bed of this kind, by the hospital’s own system.',
    mend: 'Look at the plan',
  },
};

/** A date that has passed is a reason to look, and not one of those for which the guide says red. */
export function guideSaysRed(code: PromptCode): boolean {
  return code !== 'expected-date-passed';
}
