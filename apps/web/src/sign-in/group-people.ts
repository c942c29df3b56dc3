import type { Role } from '#domain';
import type { DemonstrationPerson } from '#contracts';
import { ROLE_NAMES } from '../session/rights.js';

export interface PeopleGroup {
  readonly title: string;
  readonly people: readonly DemonstrationPerson[];
}

const GROUPS: readonly { readonly title: string; readonly roles: readonly Role[] }[] = [
  { title: 'On a ward', roles: ['ward-nurse'] },
  { title: 'Flow and discharge', roles: ['discharge-team', 'matron', 'bed-manager'] },
  { title: 'System', roles: ['director', 'local-authority'] },
  { title: 'Figures', roles: ['analyst', 'commissioner'] },
  { title: 'Set-up', roles: ['administrator'] },
];

const collator = new Intl.Collator('en-GB', { numeric: true });

/** People by what they do, in a fixed order of groups; those whose words hold every word searched for. */
export function groupPeople(people: readonly DemonstrationPerson[], search: string): PeopleGroup[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  const found = people.filter((one) => {
    const text = `${one.name} ${one.person} ${one.ward ?? ''} ${one.organisation} ${ROLE_NAMES[one.role]}`;
    return words.every((word) => text.toLocaleLowerCase('en-GB').includes(word));
  });
  return GROUPS.map(({ title, roles }) => ({
    title,
    people: found
      .filter((one) => roles.includes(one.role))
      .sort(
        (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || collator.compare(a.name, b.name),
      ),
  })).filter((group) => group.people.length > 0);
}

/** The one person whom a search leaves, whom Enter may then sign in as; null while there is a choice. */
export function onlyMatch(groups: readonly PeopleGroup[]): DemonstrationPerson | null {
  const [first, ...others] = groups.flatMap((group) => group.people);
  return first !== undefined && others.length === 0 ? first : null;
}
