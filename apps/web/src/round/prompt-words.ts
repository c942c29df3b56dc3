import type { PromptCode, Row } from '#domain';

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

/** What a prompt says of this patient: of two criteria it names the one that is missing. */
export function promptSays(code: PromptCode, row: Pick<Row, 'criteriaForDischarge'>): string {
  const { physiological, functional } = row.criteriaForDischarge ?? {};
  if (code !== 'no-criteria-for-discharge') return PROMPT_WORDS[code].says;
  if (physiological != null) return 'What the patient must manage to go home is not said yet.';
  if (functional != null)
    return 'What the body must do before the patient goes home is not said yet.';
  return PROMPT_WORDS[code].says;
}

/** A date that has passed is a reason to look, and not one of those for which the guide says red. */
export function guideSaysRed(code: PromptCode): boolean {
  return code !== 'expected-date-passed';
}
