import type { DemonstrationPerson, Session } from '#contracts';
import type { Person, ReferenceBook, Role } from '#domain';
import { rightsOf } from '#domain';

interface Known {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly reach: 'all' | readonly string[];
  readonly authority?: string;
}

/** The people of the demonstration who always exist; each ward has its nurse besides. */
const PEOPLE: readonly Known[] = [
  {
    person: 'admin',
    name: 'Administrator',
    role: 'administrator',
    organisation: 'QK1',
    reach: 'all',
  },
  {
    person: 'director.on-call',
    name: 'Director on call',
    role: 'director',
    organisation: 'QK1',
    reach: 'all',
  },
  {
    person: 'idt.uhl',
    name: 'Integrated discharge team, UHL',
    role: 'discharge-team',
    organisation: 'RWE',
    reach: ['RWE', 'RT5'],
  },
  {
    person: 'matron.uhl',
    name: 'Matron, UHL',
    role: 'matron',
    organisation: 'RWE',
    reach: ['RWE'],
  },
  {
    person: 'bed-manager.lpt',
    name: 'Bed manager, LPT',
    role: 'bed-manager',
    organisation: 'RT5',
    reach: ['RT5'],
  },
  {
    person: 'analyst.llr',
    name: 'Analyst, LLR',
    role: 'analyst',
    organisation: 'QK1',
    reach: 'all',
  },
  {
    person: 'commissioner.llr',
    name: 'Commissioner, LLR',
    role: 'commissioner',
    organisation: 'QK1',
    reach: 'all',
  },
  council('la.leicester', 'Duty manager, Leicester City', 'E06000016'),
  council('la.leicestershire', 'Duty manager, Leicestershire County', 'E10000018'),
  council('la.rutland', 'Duty manager, Rutland', 'E06000017'),
];

function council(person: string, name: string, authority: string): Known {
  return {
    person,
    name,
    role: 'local-authority',
    organisation: authority,
    reach: 'all',
    authority,
  };
}

const NURSE = 'nurse.';

/** Everyone who may sign in to the demonstration, with a nurse for every ward of the book. */
export function demonstrationPeople(book: ReferenceBook): DemonstrationPerson[] {
  const nurses = [...book.wards.values()]
    .map((ward) => ({
      person: NURSE + ward.code,
      name: `Nurse in charge, ${ward.name}`,
      role: 'ward-nurse' as const,
      organisation: ward.organisation,
      ward: ward.code,
    }))
    .sort((a, b) => a.person.localeCompare(b.person, 'en-GB', { numeric: true }));
  const fixed = PEOPLE.map(({ person, name, role, organisation }) => ({
    person,
    name,
    role,
    organisation,
  }));
  return [...fixed, ...nurses];
}

/** Who a person of the demonstration is, with the organisations their rows may come from. */
export function findPerson(book: ReferenceBook, id: string): Person | null {
  const known = PEOPLE.find((one) => one.person === id);
  if (known !== undefined) {
    const { reach, authority, ...rest } = known;
    const organisations = reach === 'all' ? providers(book) : reach;
    const whose = authority === undefined ? {} : { authority };
    return { ...rest, organisations, ...whose, demonstration: true };
  }
  if (!id.startsWith(NURSE)) return null;
  const ward = book.wards.get(id.slice(NURSE.length));
  if (ward === undefined) return null;
  return {
    person: id,
    name: `Nurse in charge, ${ward.name}`,
    role: 'ward-nurse',
    organisation: ward.organisation,
    organisations: [ward.organisation],
    ward: ward.code,
    demonstration: true,
  };
}

/** The wall of a ward as who is signed in: a screen without a person. */
export function wallOf(book: ReferenceBook, code: string): Person | null {
  const ward = book.wards.get(code);
  if (ward === undefined) return null;
  return {
    person: `wall.${code}`,
    name: `Wall of ${ward.name}`,
    role: 'wall',
    organisation: ward.organisation,
    organisations: [ward.organisation],
    ward: code,
  };
}

function providers(book: ReferenceBook): string[] {
  return [...book.organisations.values()]
    .filter((one) => one.kind === 'provider')
    .map((one) => one.code);
}

/** What a signed-in person is told of themselves. */
export function sessionOf(person: Person, demonstration: boolean): Session {
  const { sees, may } = rightsOf(person);
  return {
    person: person.person,
    name: person.name,
    role: person.role,
    organisation: person.organisation,
    organisations: person.organisations,
    ward: person.ward ?? null,
    authority: person.authority ?? null,
    sees,
    may,
    demonstration,
  };
}
