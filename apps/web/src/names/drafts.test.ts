import { describe, expect, it } from '@jest/globals';
import type { SourceListed, Unnamed } from '#contracts';
import { mappingBody, namedSources, namesOf, waitingWords } from './drafts.js';

const PAS: SourceListed = {
  source: 'PAS/RWE',
  organisation: 'RWE',
  accepted: true,
  quietAfterMinutes: null,
  wards: [{ name: 'OLD NAME', ward: 'W1' }],
  beds: [{ ward: 'W1', name: 'BED 1', bed: 'A1' }],
};

const UNNAMED: Unnamed = {
  sources: [],
  wards: [
    { source: 'PAS/RWE', organisation: 'RWE', site: 'RWEAA', name: 'WD23', messages: 12, rows: 0 },
    { source: 'PAS list', organisation: 'RT5', site: null, name: 'Mill', messages: 0, rows: 3 },
  ],
  beds: [
    { source: 'PAS/RWE', ward: 'W1', name: 'BED 1', patients: 1 },
    { source: 'PAS/RWE', ward: 'W1', name: 'BED 2', patients: 1 },
  ],
};

describe('the names that a source uses', () => {
  it('lists first the source for which most waits', () => {
    expect(namedSources([PAS], UNNAMED)).toEqual([
      { source: 'PAS/RWE', organisation: 'RWE', waiting: 12 },
      { source: 'PAS list', organisation: 'RT5', waiting: 3 },
    ]);
  });

  it('puts what has no ward before what has one, and no bed twice', () => {
    const { wards, beds } = namesOf('PAS/RWE', PAS, UNNAMED);
    expect(wards.map(({ name, ward }) => [name, ward])).toEqual([
      ['WD23', ''],
      ['OLD NAME', 'W1'],
    ]);
    expect(beds.map(({ name, bed }) => [name, bed])).toEqual([
      ['BED 2', ''],
      ['BED 1', 'A1'],
    ]);
  });

  it('sends the whole table, without what nobody has named', () => {
    const names = namesOf('PAS/RWE', PAS, UNNAMED);
    expect(mappingBody('RWE', names)).toEqual({
      organisation: 'RWE',
      wards: [{ name: 'OLD NAME', ward: 'W1' }],
      beds: [{ ward: 'W1', name: 'BED 1', bed: 'A1' }],
    });
  });

  it('says how much waits', () => {
    expect(waitingWords({ messages: 1, rows: 0 })).toBe('1 message waits');
    expect(waitingWords({ messages: 12, rows: 1 })).toBe('12 messages and 1 row of a file wait');
    expect(waitingWords({ messages: 0, rows: 0 })).toBeNull();
  });
});
