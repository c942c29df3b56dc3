import { determined } from './determined.js';

/**
 * A row of counts on some page, and the rows it is a part of. Its counts are of patients: those that each
 * of its numbers rests on. All of its numbers are shown, or none.
 */
export interface Resting {
  /** Buckets are judged apart, so that what is hidden does not depend on the span that is asked for. */
  readonly bucket: string;
  readonly key: string;
  /** Keys of the sums that this row goes into; each lies in an earlier level, or in its own. */
  readonly wholes: readonly string[];
  readonly patients: readonly number[];
}

/** Fewer patients than this under a count could be told from it. */
export const PATIENTS_MIN = 8;

/**
 * Which rows are hidden from those who may know no person. The levels are all tables that can be asked for,
 * the coarsest first; each is decided with those before it settled, so that a row is hidden on every page or
 * on none:
 *
 * 1. a row with a number that rests on one to seven patients;
 * 2. whatever is part of a hidden row of a coarser level, and whatever sums such parts with others;
 * 3. of each shown sum so many parts that the hidden ones together rest on eight patients or more;
 * 4. and further parts, the smallest first, until no hidden number follows from all shown ones and their sums;
 * 5. where a shown sum has no further part to hide, the sum itself, and everything is decided again with it.
 */
export function hiddenRows<R extends Resting>(levels: readonly (readonly R[])[]): ReadonlySet<R> {
  const hidden = new Set<R>();
  for (const bucket of new Set(levels.flat().map((row) => row.bucket))) {
    const own = levels.map((level) =>
      level.filter((row) => row.bucket === bucket && !isNothing(row)),
    );
    for (const row of hiddenIn(own)) hidden.add(row);
  }
  return hidden;
}

function hiddenIn<R extends Resting>(levels: readonly (readonly R[])[]): ReadonlySet<R> {
  const hidden = new Set<R>();
  const given = new Set<R>();
  const above = new Map<string, R>();
  for (let at = 0; at < levels.length; at += 1) {
    const own = levels[at] ?? [];
    const sum = decide(own, above, { hidden, given });
    for (const row of own) above.set(row.key, row);
    if (sum === null) continue;
    given.add(sum);
    hidden.clear();
    above.clear();
    at = -1;
  }
  return hidden;
}

const isNothing = ({ patients }: Resting) => patients.every((count) => count === 0);
const isSmall = (count: number) => count > 0 && count < PATIENTS_MIN;

interface Sum<R> {
  readonly whole: R;
  readonly parts: readonly R[];
}

/** Decides one level; answers a sum that cannot stay, because what is hidden of it would tell of too few. */
function decide<R extends Resting>(
  own: readonly R[],
  above: ReadonlyMap<string, R>,
  { hidden, given }: { readonly hidden: Set<R>; readonly given: ReadonlySet<R> },
): R | null {
  const isHidden = (key: string) => {
    const whole = above.get(key);
    return whole !== undefined && hidden.has(whole);
  };
  const sums = sumsOf(own, above).filter(({ whole }) => !isHidden(whole.key));
  // What follows from the coarser tables alone, as the only part of a shown sum does, is as good as shown.
  const known = new Set(determined(equationsOf(sums, new Set(own))));
  const away = own.filter((row) => row.wholes.some(isHidden));
  const across = new Set(away.flatMap(({ wholes }) => wholes));
  for (const row of own) {
    const isAcross = across.has(row.key) && !known.has(row);
    if (row.patients.some(isSmall) || isAcross || given.has(row)) hidden.add(row);
  }
  for (const row of away) hidden.add(row);
  const rest = own
    .filter((row) => !known.has(row))
    .sort((a, b) => size(a) - size(b) || (a.key < b.key ? -1 : 1));
  for (;;) {
    const few = partsToHide(sums, rest, hidden);
    if (few !== null && few.next === null) return few.whole;
    const more = few?.next ?? rowToHide(sums, rest, hidden);
    if (more === null) return null;
    hidden.add(more);
  }
}

const size = ({ patients }: Resting) => patients.reduce((sum, count) => sum + count, 0);

/** The sums whose parts are rows of this level; a whole is a row of this level or of one before. */
function sumsOf<R extends Resting>(own: readonly R[], above: ReadonlyMap<string, R>): Sum<R>[] {
  const rows = new Map([...above, ...own.map((row) => [row.key, row] as const)]);
  const parts = new Map<string, R[]>();
  for (const row of own)
    for (const key of row.wholes) parts.set(key, [...(parts.get(key) ?? []), row]);
  return [...parts].flatMap(([key, of]) => {
    const whole = rows.get(key);
    return whole === undefined ? [] : [{ whole, parts: of }];
  });
}

/** A shown sum less its shown parts must not tell of fewer than eight patients: the part that goes next. */
function partsToHide<R extends Resting>(
  sums: readonly Sum<R>[],
  rest: readonly R[],
  hidden: ReadonlySet<R>,
): { readonly whole: R; readonly next: R | null } | null {
  for (const { whole, parts } of sums) {
    if (hidden.has(whole)) continue;
    const away = parts.filter((row) => hidden.has(row));
    if (away.length === 0) continue;
    const few = whole.patients.some((_, n) =>
      isSmall(away.reduce((sum, row) => sum + (row.patients[n] ?? 0), 0)),
    );
    if (!few && away.length > 1) continue;
    const next = rest.find((row) => !hidden.has(row) && parts.includes(row));
    if (next !== undefined) return { whole, next };
    if (few) return { whole, next: null };
  }
  return null;
}

/** One more row beside a hidden one that follows from the shown ones: of its own sums, else of any. */
function rowToHide<R extends Resting>(
  sums: readonly Sum<R>[],
  rest: readonly R[],
  hidden: ReadonlySet<R>,
): R | null {
  const equations = equationsOf(sums, hidden);
  // A row that is the only hidden one of a sum is found without solving anything.
  const alone = equations.find((terms) => terms.size === 1);
  const [told] = alone === undefined ? determined(equations) : alone.keys();
  if (told === undefined) return null;
  const shown = rest.filter((row) => !hidden.has(row));
  const beside = new Set(
    sums.flatMap(({ whole, parts }) =>
      whole === told || parts.includes(told) ? [whole, ...parts] : [],
    ),
  );
  return shown.find((row) => beside.has(row)) ?? shown[0] ?? null;
}

/** What the sums say of the hidden rows alone: which stand in each, and on which side. */
function equationsOf<R extends Resting>(
  sums: readonly Sum<R>[],
  hidden: ReadonlySet<R>,
): Map<R, number>[] {
  return sums.map(({ whole, parts }) => {
    const terms = new Map<R, number>();
    if (hidden.has(whole)) terms.set(whole, -1);
    for (const part of parts) if (hidden.has(part)) terms.set(part, 1);
    return terms;
  });
}
