import { describe, expect, it } from '@jest/globals';
import { foldName, similarlyNamed } from './similar-name.js';

function warned(...names: (string | null)[]): string[] {
  const patients = names.map((familyName, n) => ({ patient: String(n), familyName }));
  return [...similarlyNamed(patients)].map((patient) => names[Number(patient)] ?? '').sort();
}

describe('names that a ward could take for one another', () => {
  it('are equal but for case, accents, hyphens and spaces', () => {
    expect(warned("O'Brien", 'OBRIEN', 'Novak')).toEqual(["O'Brien", 'OBRIEN']);
    expect(warned('Müller', 'Muller')).toEqual(['Muller', 'Müller']);
    expect(foldName("St. John-Smythe's")).toBe('STJOHNSMYTHES');
  });

  it('sound alike by Soundex', () => {
    expect(warned('Smith', 'Smyth', 'Jones')).toEqual(['Smith', 'Smyth']);
    expect(warned('Patel', 'Patil')).toEqual(['Patel', 'Patil']);
    expect(warned('Robert', 'Rupert')).toEqual(['Robert', 'Rupert']);
    expect(warned('Ashcraft', 'Ashcroft', 'Abbot')).toEqual(['Ashcraft', 'Ashcroft']);
    expect(warned('Tymczak', 'Pfister')).toEqual([]);
  });

  it('are not those of patients whose name nobody knows', () => {
    expect(warned(null, null, '', '123')).toEqual([]);
  });

  it('are told apart in other scripts unless equal', () => {
    expect(warned('Иванов', 'иванов', 'Петров')).toEqual(['Иванов', 'иванов']);
  });

  it('never warn of one patient alone, told twice', () => {
    const twice = { patient: 'P1', familyName: 'Smith' };
    expect(similarlyNamed([twice, twice]).size).toBe(0);
  });
});
