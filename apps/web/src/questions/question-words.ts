import type { ArrivalQuestion } from '#contracts';

/** A question as a person reads it: what is asked, what each side says, and what settles it. */
export interface QuestionWords {
  readonly title: string;
  readonly board: string;
  readonly other: string;
  readonly settle: string;
}

const WORDS_OF_ABSENCE: QuestionWords = {
  title: 'Is the patient still here?',
  board: 'The patient is on the board; a later word, a live feed or leave speaks for it.',
  other: 'The patient is not in the file.',
  settle: 'Open the patient on the board: still here, or has left.',
};

const WORDS: Readonly<Record<string, QuestionWords>> = {
  gone: {
    title: 'Gone?',
    board: 'The patient was on the board.',
    other: 'The patient is missing from it.',
    settle: 'Open the patient on the board: still here, or has left.',
  },
  'disagrees ward': {
    title: 'Which bed is right?',
    board: 'A later word than the file put the patient where the board shows them.',
    other: 'The row names another ward or bed.',
    settle:
      'Look who is right. Move the patient on the board, or leave it: the next file is later.',
  },
  'disagrees admitted_at': {
    title: 'The file and the board count from different days',
    board: 'The stay began on the day that the board shows.',
    other: 'The row names another day of admission.',
    settle: 'Have the row put right where the file is made. The board keeps its day until then.',
  },
  'bed-shared': {
    title: 'One bed, two patients',
    board: 'Both are on the board, in the same bed.',
    other: 'One of the two lies elsewhere, or the bed’s name is used twice.',
    settle: 'Look who lies there, and move the other on the board.',
  },
  'nhs-number-shared': {
    title: 'Two patients of one NHS number',
    board: 'Both are kept as two patients.',
    other: 'The file gives both the same number.',
    settle: 'Check the number in the patient’s record, and send the file again.',
  },
  'refused-row-held-stay': {
    title: 'A row that was not taken may be a patient of this ward',
    board: 'The patient stays, although the file does not name them.',
    other: 'A row with the same number or bed could not be read.',
    settle: 'Mend the row and send the file again.',
  },
  'left-withheld': {
    title: 'Nobody leaves this ward by the file',
    board: 'Everybody stays.',
    other: 'A row does not say whom it is about, so it could be anybody.',
    settle: 'Mend the row and send the file again.',
  },
  lookalike: {
    title: 'Two stays that may be one patient',
    board: 'The same name and date of birth, and both are in a bed.',
    other: '',
    settle: '',
  },
};

export function questionWords({ code, field }: ArrivalQuestion): QuestionWords {
  return WORDS[`${code} ${field ?? ''}`.trim()] ?? WORDS[code] ?? WORDS_OF_ABSENCE;
}

/** Whether the file has to be put right, rather than the board. */
export function isOfTheFile({ code, field }: ArrivalQuestion): boolean {
  return (
    ['nhs-number-shared', 'refused-row-held-stay', 'left-withheld'].includes(code) ||
    field === 'admitted_at'
  );
}
