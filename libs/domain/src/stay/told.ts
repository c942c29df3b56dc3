import type { StayFacts } from '../fact/fact.js';
import { compareInstants } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import type { StayState } from './state.js';

/** What feeds say of a stay beside its place, its patient and its end. */
export const PARTICULARS = [
  'careType',
  'specialty',
  'consultant',
  'responsibleAuthority',
  'expectedDischargeDate',
  'criteriaToReside',
] as const satisfies readonly (keyof StayFacts['stay-updated'])[];

/** Names of the particulars that a fact states. */
export function particularsIn(body: StayFacts['stay-updated']): string[] {
  return PARTICULARS.filter((key) => body[key] !== undefined);
}

/** Whether a word said at an instant is no older than the last word on the same thing. */
export function isNewerWord(
  { told = {} }: Pick<StayState, 'told'>,
  key: string,
  at: InstantText,
): boolean {
  const last = told[key];
  return last === undefined || compareInstants(at, last) >= 0;
}

/** The stay's `told` once these things were spoken of at an instant; nothing when none was. */
export function toldOf(
  state: Pick<StayState, 'told'> | null,
  keys: readonly string[],
  at: InstantText,
): Pick<StayState, 'told'> {
  if (keys.length === 0) return state?.told === undefined ? {} : { told: state.told };
  const before = state ?? {};
  const newer = keys.filter((key) => isNewerWord(before, key, at));
  return { told: { ...before.told, ...Object.fromEntries(newer.map((key) => [key, at])) } };
}
