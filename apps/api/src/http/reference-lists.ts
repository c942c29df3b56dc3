import type { ReasonList, WardListed } from '#contracts';
import type { OrganisationEntry, OwnerEntry, ReasonListEntry, ReferenceBook } from '#domain';

/** The lists of the book that everybody who is signed in reads codes with. */

export function organisationsOf({ organisations }: ReferenceBook): OrganisationEntry[] {
  return [...organisations.values()];
}

export function ownersOf({ owners }: ReferenceBook): OwnerEntry[] {
  return [...owners.values()];
}

export function wardsOf({ wards, sites }: ReferenceBook): WardListed[] {
  return [...wards.values()].map((ward) => ({
    ...ward,
    siteName: sites.get(ward.site)?.name ?? null,
  }));
}

export function reasonListsOf({ reasonLists }: ReferenceBook): ReasonList[] {
  return [...reasonLists.values()].flatMap((dated) =>
    dated.map(({ value }): ReasonListEntry => value),
  );
}
