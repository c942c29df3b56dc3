import type { CensusAnswer, CensusProgress } from '#contracts';

/** What a census says that somebody has to look at, for one and for many; the rest are notes on how it was read. */
const TOLD: Readonly<Record<string, readonly [one: string, many: string]>> = {
  disagrees: [
    '1 row{on} disagrees with another source',
    '{n} rows{on} disagree with another source',
  ],
  'nhs-number-shared': ['an NHS number{on} is shared', '{n} NHS numbers{on} are shared'],
  'left-withheld': [
    '1 patient{on} stays till rows are mended',
    '{n} patients{on} stay till rows are mended',
  ],
};

/**
 * A census in one sentence: "3 in, 2 out, 1 moved, 22 as they were; 2 rows not taken." What did
 * not happen is not said. `wardName` gives the name of a ward for its code.
 */
export function censusSentence(
  answer: CensusAnswer,
  wardName: (code: string) => string = (code) => code,
): string {
  const counts = [
    counted(answer.admitted, 'in'),
    counted(answer.left, 'out'),
    counted(answer.moved, 'moved'),
    counted(answer.updated, 'updated'),
    counted(answer.held, 'kept to be looked at'),
    counted(answer.unchanged, answer.unchanged === 1 ? 'as it was' : 'as they were'),
  ].filter((part) => part !== null);
  const refused = answer.refused.length;
  const rest = [
    ...shared(answer, wardName),
    ...notNamed(answer),
    ...Object.keys(TOLD).flatMap((code) => told(answer, code, wardName)),
    ...(refused === 0 ? [] : [refused === 1 ? '1 row not taken' : `${refused} rows not taken`]),
  ];
  const first = counts.length === 0 ? 'Nobody in, out or moved' : counts.join(', ');
  return `${[first, ...rest].join('; ')}.`;
}

/**
 * What becomes of wards that nobody knew before the file, a sentence each: "New ward: Ward 9, with 12 rows. It is
 * made when the file is taken in." Where they are not to be made, their rows are refused, and what to do is said.
 */
export function newWardSentences({ newWards }: CensusAnswer): string[] {
  return newWards.map(({ ward, name, rows }) => {
    const of = `New ward: ${name}, with ${rows} ${rows === 1 ? 'row' : 'rows'}.`;
    return ward === null
      ? `${of} It is not made, and its rows are not taken, unless you tick “Make wards that are not known yet” or map its name.`
      : `${of} It is made when the file is taken in.`;
  });
}

/** So many beds and wards are named one by one; of more only the number. */
const NAMED_MAX = 3;
const PATIENTS = ['nobody', 'one', 'two', 'three', 'four'];

/** "bed 14 on Ward 5 holds two" */
function shared({ sharedBeds }: CensusAnswer, wardName: (code: string) => string): string[] {
  if (sharedBeds.length > NAMED_MAX) return [`${sharedBeds.length} beds hold more than one`];
  return sharedBeds.map(
    ({ ward, bed, patients }) =>
      `bed ${bed} on ${wardName(ward)} holds ${PATIENTS[patients] ?? patients}`,
  );
}

/** "ward East not named" */
function notNamed({ notNamed: wards }: CensusAnswer): string[] {
  if (wards.length === 0) return [];
  if (wards.length > NAMED_MAX) return [`${wards.length} wards not named`];
  return [`${wards.map(({ name }) => name).join(', ')} not named`];
}

function counted(count: number, words: string): string | null {
  return count === 0 ? null : `${count} ${words}`;
}

function told(
  { warnings }: CensusAnswer,
  code: string,
  wardName: (code: string) => string,
): string[] {
  const found = warnings.filter((one) => one.code === code);
  const [one, many] = TOLD[code] ?? ['', ''];
  if (found.length === 0) return [];
  const wards = [...new Set(found.flatMap(({ ward }) => (ward === undefined ? [] : [ward])))];
  const where = wards.length === 1 && wards[0] !== undefined ? ` on ${wardName(wards[0])}` : '';
  const words = found.length === 1 ? one : many.replace('{n}', String(found.length));
  return [words.replace('{on}', where)];
}

/** Wards of which so many would leave that a person must say it is so. */
export function tooDifferent({ warnings }: CensusAnswer): readonly string[] {
  return warnings.flatMap(({ code, ward }) =>
    code === 'census-too-different' && ward !== undefined ? [ward] : [],
  );
}

interface Far {
  /** Null: it is under way, and nobody can say how far. */
  readonly value: number | null;
  readonly max: number;
  readonly words: string;
}

/** How far a file is: sent, then checked or taken in, ward by ward where the service tells it. */
export function farWords(part: number, taking: boolean, progress: CensusProgress | null): Far {
  const percent = Math.round(part * 100);
  if (part < 1) return { value: percent, max: 100, words: `Sending the file: ${percent}%` };
  if (progress === null)
    return { value: null, max: 1, words: taking ? 'Taking the file in' : 'Checking the file' };
  const { stays, wards } = progress;
  const words = `Taking the file in: ${wards.done} of ${wards.total} wards`;
  return { value: stays.done, max: Math.max(1, stays.total), words };
}
