import { describe, expect, it } from '@jest/globals';
import type { DemonstrationPerson } from '#contracts';
import { groupPeople, onlyMatch } from './group-people.js';

const people: DemonstrationPerson[] = [
  { person: 'admin', name: 'Administrator', role: 'administrator', organisation: 'RWE' },
  {
    person: 'nurse.W10',
    name: 'Nurse, Ward 10',
    role: 'ward-nurse',
    organisation: 'RWE',
    ward: 'W10',
  },
  {
    person: 'nurse.W9',
    name: 'Nurse, Ward 9',
    role: 'ward-nurse',
    organisation: 'RWE',
    ward: 'W9',
  },
  { person: 'matron.uhl', name: 'Matron', role: 'matron', organisation: 'RWE' },
  { person: 'idt.uhl', name: 'Discharge team', role: 'discharge-team', organisation: 'RWE' },
];

describe('the people of the demonstration', () => {
  it('stand in groups by what they do, wards counted as a person counts', () => {
    const groups = groupPeople(people, '');
    expect(groups.map((group) => group.title)).toEqual([
      'On a ward',
      'Flow and discharge',
      'Set-up',
    ]);
    expect(groups[0]?.people.map((one) => one.ward)).toEqual(['W9', 'W10']);
    expect(groups[1]?.people.map((one) => one.person)).toEqual(['idt.uhl', 'matron.uhl']);
  });

  it('are found by every word of the search, in any order and case', () => {
    expect(groupPeople(people, '10 NURSE').flatMap((group) => group.people)).toHaveLength(1);
    expect(groupPeople(people, 'nobody')).toEqual([]);
  });

  it('are one match only when the search leaves nobody else', () => {
    expect(onlyMatch(groupPeople(people, 'ward 9'))?.person).toBe('nurse.W9');
    expect(onlyMatch(groupPeople(people, 'nurse'))).toBeNull();
    expect(onlyMatch(groupPeople(people, 'nobody'))).toBeNull();
  });
});
