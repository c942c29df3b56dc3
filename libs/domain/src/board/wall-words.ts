/**
 * What a wall says of a wait, by code. A wall is read by patients and visitors, so only these words are
 * ever on it, each of them about care and none about a person, a family, money or the law.
 */
const WALL_WORDS: Readonly<Record<string, string>> = {
  I01: 'Review',
  I02: 'Opinion',
  I03: 'Plan',
  I04: 'Scan',
  I05: 'Test',
  I06: 'Result',
  I07: 'Procedure',
  I08: 'Therapy',
  I09: 'Therapy',
  I10: 'Therapy',
  I11: 'Medicines',
  I12: 'Letter',
  I13: 'Transport',
  I14: 'Ward move',
  I16: 'Referral',
  E02: 'Home care',
  E03: 'Home care',
  E04: 'Next place',
  E05: 'Next place',
  E07: 'Rehab bed',
  E08: 'Home care',
  E09: 'Next place',
  E10: 'Equipment',
  E13: 'Transport',
  E14: 'Next place',
  E15: 'Next place',
};

/** For whatever has no word of its own, also a reason that a ward adds tomorrow. */
const ANY_OTHER = 'Planning';

export function wallWords(constraint: string): string {
  return WALL_WORDS[constraint] ?? ANY_OTHER;
}
