import type { StayChange } from './draft.js';

/** Wards whose boards a change may alter: where the stay lay before, and where it lies now. */
export function wardsOfChange({ before, facts }: StayChange): string[] {
  const named = facts.flatMap(({ type, body }) =>
    type === 'stay-admitted' || type === 'stay-moved' || type === 'stay-seen' ? [body.ward] : [],
  );
  // What is taken back may bring the stay to any ward in which it lay.
  const back = facts.some(({ type }) => type === 'stay-move-cancelled' || type === 'stay-unseen');
  const lain = back ? (before?.view.places ?? []).map(({ ward }) => ward) : [];
  return [...new Set([...(before === null ? [] : [before.view.ward]), ...named, ...lain])];
}
