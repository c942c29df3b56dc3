import { describe, expect, it } from '@jest/globals';
import { startingReference } from '#domain';
import type { ReasonListEntry } from '#domain';
import { initialsOf, showsInitials, wallWords } from './words.js';

describe('what a wall says', () => {
  it('says initials, given name first, and nothing where no name is shown', () => {
    expect(initialsOf({ displayName: 'ALI, Maryam' })).toBe('M A');
    expect(initialsOf({ displayName: 'Name not held' })).toBe('');
    expect(initialsOf({ displayName: '' })).toBe('');
  });

  it('says no initials on a mental-health ward', () => {
    expect(showsInitials({ kind: 'mental-health' })).toBe(false);
    expect(showsInitials({ kind: 'acute' })).toBe(true);
  });

  it('never names a cause that points at a person, a family, money or the law', () => {
    const all = startingReference()
      .filter((row) => row.kind === 'reason-list' && row.code === 'red-constraints')
      .flatMap((row) => (row.value as ReasonListEntry).reasons);
    expect(all.length).toBeGreaterThan(30);
    const said = all.map((reason) => wallWords(reason.code)).join(' ');
    expect(said).not.toMatch(
      /famil|choice|safeguard|court|capacity|infect|psych|mental|end of|fund/i,
    );
    for (const code of ['I15', 'I18', 'E01', 'E06', 'E16', 'E18', 'E19', 'NEW'])
      expect(wallWords(code)).toBe('Planning');
    expect(wallWords('E15')).toBe('Next place');
  });
});
