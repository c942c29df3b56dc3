import { longestFirst, waitAge } from '#domain';
import type { EscalationItem, LocalDate } from '#domain';

/** What the list is narrowed to; an empty text narrows nothing. `owner` may be NOBODY. */
export interface Filters {
  readonly owner: string;
  readonly level: string;
  readonly age: string;
  readonly authority: string;
  readonly site: string;
  readonly ward: string;
  readonly kind: string;
  /** Words that a patient, ward or wait must hold. */
  readonly text: string;
}

/** What is chosen from a list of values: everything but the words. */
export type ChoiceName = Exclude<keyof Filters, 'text'>;

export const NOBODY = '(nobody)';

/** Words for the steps of a wait. */
export const AGES: Readonly<Record<string, string>> = {
  '0': 'Under 2 days',
  '2': '2 to 6 days',
  '7': '7 days or more',
};

export function levelWords(level: string): string {
  return level === '0' ? 'Not raised' : `Level ${level}`;
}

const NAMES = ['owner', 'level', 'age', 'authority', 'site', 'ward', 'kind'] as const;

export function filtersOf(search: URLSearchParams): Filters {
  const text = (name: keyof Filters) => search.get(name) ?? '';
  return {
    owner: text('owner'),
    level: text('level'),
    age: text('age'),
    authority: text('authority'),
    site: text('site'),
    ward: text('ward'),
    kind: text('kind'),
    text: text('text'),
  };
}

function keyOf(item: EscalationItem, name: ChoiceName, today: LocalDate): string {
  switch (name) {
    case 'owner':
      return item.owner ?? NOBODY;
    case 'level':
      return String(item.level);
    case 'age':
      return waitAge(item.since, today);
    case 'authority':
      return item.authority ?? '';
    case 'site':
      return item.site ?? '';
    case 'ward':
    case 'kind':
      return item[name];
  }
}

/** The items that pass, longest first. */
export function filtered(
  items: readonly EscalationItem[],
  filters: Filters,
  today: LocalDate,
): EscalationItem[] {
  const words = wordsOf(filters.text);
  return longestFirst(
    items.filter(
      (item) => NAMES.every((name) => passes(item, name, filters, today)) && holds(item, words),
    ),
  );
}

function passes(
  item: EscalationItem,
  name: ChoiceName,
  filters: Filters,
  today: LocalDate,
): boolean {
  return filters[name] === '' || keyOf(item, name, today) === filters[name];
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
}

function holds(item: EscalationItem, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const said = [item.patient.displayName, item.ward, item.bed, item.waitsFor.name, item.ownerName];
  const text = said.join(' ').toLocaleLowerCase('en-GB');
  return words.every((word) => text.includes(word));
}

/** One who must act, with what waits for them, in the order of their longest wait. */
export interface OwnerGroup {
  readonly owner: string;
  readonly name: string | null;
  readonly items: readonly EscalationItem[];
}

/** Items that stand longest first, by who must act: whoever has the longest wait comes first. */
export function byOwner(items: readonly EscalationItem[]): OwnerGroup[] {
  const groups = new Map<string, EscalationItem[]>();
  for (const item of items) {
    const owner = item.owner ?? NOBODY;
    const held = groups.get(owner);
    if (held === undefined) groups.set(owner, [item]);
    else held.push(item);
  }
  return [...groups].map(([owner, own]) => ({
    owner,
    name: own[0]?.ownerName ?? null,
    items: own,
  }));
}

export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** The values one filter may take, with how many the others leave for each; the chosen one always among them. */
export function choicesOf(
  items: readonly EscalationItem[],
  filters: Filters,
  name: ChoiceName,
  today: LocalDate,
): Choice[] {
  const others = NAMES.filter((one) => one !== name);
  const words = wordsOf(filters.text);
  const counts = new Map<string, number>();
  if (filters[name] !== '') counts.set(filters[name], 0);
  for (const item of items) {
    if (!holds(item, words)) continue;
    if (!others.every((one) => passes(item, one, filters, today))) continue;
    const value = keyOf(item, name, today);
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}
