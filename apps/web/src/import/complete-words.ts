import type { Complete } from './send-census.js';

interface CompleteWords {
  /** For which patients the file is whole. */
  readonly whole: string;
  /** What becomes of whoever is not in it. */
  readonly missing: string;
}

/** What a person says by each choice of `complete`, and what it does to patients who are not in the file. */
export const COMPLETE_WORDS: Readonly<Record<Complete, CompleteWords>> = {
  wards: {
    whole: 'The wards it names',
    missing:
      'Who lies on one of these wards and is not in the file is taken to have left. Wards it does not name stay as they are.',
  },
  organisation: {
    whole: 'All wards this source has ever named',
    missing:
      'Who lies on one of these wards and is not in the file is taken to have left. A ward it no longer names is taken to be empty.',
  },
  list: {
    whole: 'This source’s own list of patients, on whatever ward',
    missing:
      'A patient of this list who is not in the file is taken to have left. All other patients on those wards stay.',
  },
};
