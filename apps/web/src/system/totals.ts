import type { WardCounts } from '#domain';
import { roundsOf } from './who-must-act.js';

/** A number to show: known, hidden because small (1 to 7), or a sum with hidden parts. */
export type Shown =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'hidden' }
  | { readonly is: 'between'; readonly least: number; readonly most: number };

const HIDDEN_LEAST = 1;
const HIDDEN_MOST = 7;

export function shown(value: number | null): Shown {
  return value === null ? { is: 'hidden' } : { is: 'number', value };
}

/** A sum of which some parts are hidden lies between two numbers, and is not shown as one. */
export function sumOf(values: readonly (number | null)[]): Shown {
  const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const hidden = values.filter((value) => value === null).length;
  if (hidden === 0) return { is: 'number', value: known };
  return {
    is: 'between',
    least: known + hidden * HIDDEN_LEAST,
    most: known + hidden * HIDDEN_MOST,
  };
}

export function words(number: Shown): string {
  switch (number.is) {
    case 'number':
      return String(number.value);
    case 'hidden':
      return `${HIDDEN_LEAST}–${HIDDEN_MOST}`;
    case 'between':
      return `${number.least}–${number.most}`;
  }
}

export interface Totals {
  readonly wards: number;
  /** Wards with a round due today, and those of them that have begun. */
  readonly due: number;
  readonly begun: number;
  readonly openBeds: Shown;
  readonly occupied: Shown;
  readonly red: Shown;
  readonly green: Shown;
  readonly unreviewed: Shown;
  readonly delayed: Shown;
  readonly definite: Shown;
  readonly potential: Shown;
  readonly over6: Shown;
  readonly over20: Shown;
}

/** Totals of wards. Red, green and not reviewed are summed over the wards whose round is due. */
export function totalsOf(items: readonly WardCounts[]): Totals {
  const due = items.filter((item) => item.roundDue);
  return {
    wards: items.length,
    due: due.length,
    begun: roundsOf(items).begun,
    openBeds: sumOf(items.map((item) => item.openBeds)),
    occupied: sumOf(items.map((item) => item.occupied)),
    red: sumOf(due.map((item) => item.red)),
    green: sumOf(due.map((item) => item.green)),
    unreviewed: sumOf(due.map((item) => item.unreviewed)),
    delayed: sumOf(items.map((item) => item.delayed)),
    definite: sumOf(items.map((item) => item.definite)),
    potential: sumOf(items.map((item) => item.potential)),
    over6: sumOf(items.map((item) => item.over6)),
    over20: sumOf(items.map((item) => item.over20)),
  };
}

/** The wards of one site, as a person counts them. */
export interface SiteGroup {
  readonly site: string;
  readonly items: readonly WardCounts[];
  readonly totals: Totals;
}

export interface OrganisationGroup {
  readonly organisation: string;
  readonly sites: readonly SiteGroup[];
  readonly totals: Totals;
}

const collator = new Intl.Collator('en-GB', { numeric: true });

/** Wards by organisation and site, those with most open beds first: an order that no mark can change. */
export function byOrganisation(items: readonly WardCounts[]): OrganisationGroup[] {
  return mostBedsFirst(groupedBy(items, (item) => item.organisation)).map((own) => ({
    organisation: own[0].organisation,
    totals: totalsOf(own),
    sites: mostBedsFirst(groupedBy(own, (item) => item.site)).map((here) => ({
      site: here[0].site,
      items: [...here].sort((a, b) => collator.compare(a.name, b.name)),
      totals: totalsOf(here),
    })),
  }));
}

type Some = readonly [WardCounts, ...WardCounts[]];

function groupedBy(items: readonly WardCounts[], keyOf: (item: WardCounts) => string): Some[] {
  const groups = new Map<string, Some>();
  for (const item of items) {
    const held = groups.get(keyOf(item));
    groups.set(keyOf(item), held === undefined ? [item] : [...held, item]);
  }
  return [...groups.values()];
}

function mostBedsFirst(groups: readonly Some[]): Some[] {
  const beds = (group: Some) => group.reduce((sum, item) => sum + item.openBeds, 0);
  return [...groups].sort((a, b) => beds(b) - beds(a) || collator.compare(a[0].site, b[0].site));
}
