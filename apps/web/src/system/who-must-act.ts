import type { LocalDate, WardCounts, Waiting } from '#domain';
import { NOBODY } from '../escalations/filters.js';

/** By what the list of who must act is counted, and to what it is narrowed. */
export const WAYS = ['owner', 'age', 'authority', 'site', 'level'] as const;
export type Way = (typeof WAYS)[number];
export type Narrowed = Readonly<Record<Way, string>>;

/** A council that no feed and no hand has told of. */
export const NOT_KNOWN = '';

interface Placed extends Waiting {
  readonly site: string;
}

/** One line: whoever (or wherever) it is, how many wait there, and since when the longest. */
export interface Act {
  readonly key: string;
  readonly ownerName: string | null;
  readonly red: number;
  readonly delayed: number;
  readonly since: LocalDate;
}

export function narrowedOf(search: URLSearchParams): Narrowed {
  const text = (way: Way) => search.get(way) ?? '';
  return {
    owner: text('owner'),
    age: text('age'),
    authority: text('authority'),
    site: text('site'),
    level: text('level'),
  };
}

/** What waits on the wards that tell of it. */
function placed(items: readonly WardCounts[]): Placed[] {
  return items.flatMap(({ site, waiting }) => (waiting ?? []).map((one) => ({ ...one, site })));
}

function keyOf(one: Placed, way: Way): string {
  switch (way) {
    case 'owner':
      return one.owner ?? NOBODY;
    case 'authority':
      return one.authority ?? NOT_KNOWN;
    case 'level':
      return String(one.level);
    case 'age':
    case 'site':
      return one[way];
  }
}

/** The lines that pass, longest first; of equal waits the one with more comes first. */
export function whoMustAct(
  items: readonly WardCounts[],
  by: Way,
  narrowed: Narrowed,
): readonly Act[] {
  const acts = new Map<string, Act>();
  for (const one of placed(items)) {
    if (!WAYS.every((way) => narrowed[way] === '' || keyOf(one, way) === narrowed[way])) continue;
    const key = keyOf(one, by);
    const held = acts.get(key);
    acts.set(key, {
      key,
      ownerName: one.ownerName,
      red: (held?.red ?? 0) + one.red,
      delayed: (held?.delayed ?? 0) + one.delayed,
      since: held === undefined || one.since < held.since ? one.since : held.since,
    });
  }
  const count = (act: Act) => act.red + act.delayed;
  return [...acts.values()].sort(
    (a, b) =>
      (a.since === b.since ? 0 : a.since < b.since ? -1 : 1) ||
      count(b) - count(a) ||
      (a.key < b.key ? -1 : 1),
  );
}

/** Everything that a way may be narrowed to, whatever else is chosen: a choice never loses its place. */
export function choicesOf(items: readonly WardCounts[], way: Way): readonly string[] {
  return [...new Set(placed(items).map((one) => keyOf(one, way)))].filter((key) => key !== '');
}

/** The wards whose round is due and that have patients, and which of them marked a day of today. */
export function roundsOf(items: readonly WardCounts[]): {
  readonly due: number;
  readonly begun: number;
} {
  const due = items.filter((item) => item.roundDue && item.occupied !== 0);
  return { due: due.length, begun: due.filter(hasBegun).length };
}

/** Whether a day of today is marked: a hidden number is a small one, and never nought. */
export function hasBegun({ red, green }: Pick<WardCounts, 'red' | 'green'>): boolean {
  return red !== 0 || green !== 0;
}
