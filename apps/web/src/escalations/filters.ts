import { longestFirst } from '#domain';
import type { EscalationItem } from '#domain';

/** What the list is narrowed to; an empty text narrows nothing. `owner` may be NOBODY. */
export interface Filters {
  readonly owner: string;
  readonly ward: string;
  readonly site: string;
  readonly kind: string;
}

export const NOBODY = '(nobody)';

export function filtersOf(search: URLSearchParams): Filters {
  const text = (name: keyof Filters) => search.get(name) ?? '';
  return { owner: text('owner'), ward: text('ward'), site: text('site'), kind: text('kind') };
}

const keyOf: Readonly<Record<keyof Filters, (item: EscalationItem) => string>> = {
  owner: (item) => item.owner ?? NOBODY,
  ward: (item) => item.ward,
  site: (item) => item.site ?? '',
  kind: (item) => item.kind,
};

const NAMES = ['owner', 'ward', 'site', 'kind'] as const;

/** The items that pass, longest first. */
export function filtered(items: readonly EscalationItem[], filters: Filters): EscalationItem[] {
  return longestFirst(items.filter((item) => NAMES.every((name) => passes(item, name, filters))));
}

function passes(item: EscalationItem, name: keyof Filters, filters: Filters): boolean {
  return filters[name] === '' || keyOf[name](item) === filters[name];
}

export interface Choice {
  readonly value: string;
  readonly count: number;
}

/** The values one filter may take, with how many the others leave for each; the chosen one always among them. */
export function choicesOf(
  items: readonly EscalationItem[],
  filters: Filters,
  name: keyof Filters,
): Choice[] {
  const others = NAMES.filter((one) => one !== name);
  const counts = new Map<string, number>();
  if (filters[name] !== '') counts.set(filters[name], 0);
  for (const item of items) {
    if (!others.every((one) => passes(item, one, filters))) continue;
    const value = keyOf[name](item);
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}
