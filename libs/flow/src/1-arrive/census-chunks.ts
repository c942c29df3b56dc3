import type { StayChange } from './draft.js';

/** Stays at most in one write, unless one ward has more: a write is a statement, and statements are bounded. */
const CHANGES_MAX = 500;

/** Wards whose boards a change may alter: where the stay lay before, and where it lies now. */
export function wardsOfChange({ before, facts }: StayChange): string[] {
  const named = facts.flatMap(({ type, body }) =>
    type === 'stay-admitted' || type === 'stay-moved' ? [body.ward] : [],
  );
  // A move that is taken back may bring the stay to any ward in which it lay.
  const back = facts.some(({ type }) => type === 'stay-move-cancelled');
  const lain = back ? (before?.view.places ?? []).map(({ ward }) => ward) : [];
  return [...new Set([...(before === null ? [] : [before.view.ward]), ...named, ...lain])];
}

/**
 * Parts of a batch that are each written at once. A ward is wholly in one part, so that a batch
 * raises its version once; wards between which somebody moved are in the same part.
 */
export function inChunks(changes: readonly StayChange[]): StayChange[][] {
  const parent = new Map<string, string>();
  const root = (ward: string): string => {
    const above = parent.get(ward) ?? ward;
    if (above === ward) return ward;
    const top = root(above);
    parent.set(ward, top);
    return top;
  };
  for (const change of changes) {
    const [first, ...others] = wardsOfChange(change);
    for (const ward of others) if (first !== undefined) parent.set(root(ward), root(first));
  }
  const together = new Map<string, StayChange[]>();
  for (const change of changes) {
    const key = root(wardsOfChange(change)[0] ?? '');
    const group = together.get(key);
    if (group === undefined) together.set(key, [change]);
    else group.push(change);
  }
  return packed([...together.values()]);
}

function packed(groups: readonly StayChange[][]): StayChange[][] {
  const chunks: StayChange[][] = [];
  for (const group of groups) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + group.length <= CHANGES_MAX) last.push(...group);
    else chunks.push([...group]);
  }
  return chunks;
}
