import type { Identity, StayFacts, StayView } from '#domain';

/** What a feed says of a stay beside place and person; what it leaves out it does not speak of. */
export type Particulars = StayFacts['stay-updated'];

/** What a feed says of a patient; what it leaves out it does not speak of. */
export type Words = Partial<
  Record<
    'localId' | 'nhsNumber' | 'familyName' | 'givenName' | 'dateOfBirth' | 'sex',
    string | undefined
  >
>;

const PARTICULARS = [
  'careType',
  'specialty',
  'consultant',
  'responsibleAuthority',
  'expectedDischargeDate',
] as const satisfies readonly (keyof Particulars)[];

const WORDS = [
  'localId',
  'nhsNumber',
  'familyName',
  'givenName',
  'dateOfBirth',
  'sex',
] as const satisfies readonly (keyof Words)[];

/** The particulars that a feed names, out of anything that holds them. */
export function particularsOf(said: {
  readonly [K in keyof Particulars]?: Particulars[K] | undefined;
}): Particulars {
  return Object.fromEntries(
    PARTICULARS.flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])),
  );
}

/** Those of the named particulars that the stay does not already have, or null when there are none. */
export function newParticulars(view: StayView, said: Particulars): Particulars | null {
  const changed = PARTICULARS.filter((key) => said[key] !== undefined && said[key] !== view[key]);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((key) => [key, said[key]]));
}

/** Whether a feed says something of the patient that is not already held. */
export function saysNewWords(held: Identity | null, said: Words): boolean {
  return WORDS.some((key) => said[key] !== undefined && said[key] !== (held?.[key] ?? null));
}

/** The words to hold: what is said now, else what was held. */
export function mergedWords(
  held: Omit<Identity, 'patient' | 'similarName'> | null,
  said: Words,
): Record<(typeof WORDS)[number], string | null> {
  const merged = WORDS.map((key) => [key, said[key] ?? held?.[key] ?? null]);
  return Object.fromEntries(merged) as Record<(typeof WORDS)[number], string | null>;
}
