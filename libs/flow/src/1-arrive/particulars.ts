import type { Identity, InstantText, StayFacts, StayView } from '#domain';
import { PARTICULARS, isNewerWord } from '#domain';

/** What a feed says of a stay beside place and person; what it leaves out it does not speak of. */
export type Particulars = Omit<
  StayFacts['stay-updated'],
  'visit' | 'source' | 'admittedAt' | 'told'
>;

/** What a feed says of a patient; what it leaves out it does not speak of. */
export type Words = Partial<
  Record<
    'localId' | 'nhsNumber' | 'familyName' | 'givenName' | 'dateOfBirth' | 'sex',
    string | undefined
  >
>;

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

/** What of a word is new, and which things it speaks of without changing them. */
export interface Heard<T> {
  readonly changed: T | null;
  readonly told: readonly string[];
}

/** The particulars that a word said at an instant changes: those on which no later word was heard. */
export function newerParticulars(
  view: StayView,
  said: Particulars,
  at: InstantText,
): Heard<Particulars> {
  const heard = PARTICULARS.filter((key) => said[key] !== undefined && isNewerWord(view, key, at));
  const changed = heard.filter((key) => said[key] !== view[key]);
  return {
    changed:
      changed.length === 0 ? null : Object.fromEntries(changed.map((key) => [key, said[key]])),
    told: moved(view, heard, at).filter((key) => !changed.some((one) => one === key)),
  };
}

/** The same for a patient's words. What nobody has said yet is taken from an older word too. */
export function newerWords(
  { view, patient }: { readonly view: StayView; readonly patient: Identity | null },
  said: Words,
  at: InstantText,
): Heard<Words> {
  const heard = WORDS.filter(
    (key) => said[key] !== undefined && (isNewerWord(view, key, at) || patient?.[key] == null),
  );
  const changed = heard.filter((key) => said[key] !== (patient?.[key] ?? null));
  return {
    changed:
      changed.length === 0 ? null : Object.fromEntries(changed.map((key) => [key, said[key]])),
    told: moved(view, heard, at),
  };
}

/** Those of the keys whose last word is older than this one. */
function moved(view: StayView, keys: readonly string[], at: InstantText): string[] {
  return keys.filter((key) => view.told?.[key] !== at && isNewerWord(view, key, at));
}
