import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import { aWard } from '../../../../test/builders/ward.js';
import { startingReference } from '../reference/starting-set/starting-reference.js';
import type { ReasonListEntry } from '../reference/reference.js';
import { viewOf } from '../stay/state.js';
import type { StayState } from '../stay/state.js';
import type { Identity } from './row.js';
import { initialsOf, wallRow } from './wall-row.js';
import { wallWords } from './wall-words.js';

const IDENTITY: Identity = {
  patient: 'RWE.P1',
  localId: 'S1000001',
  nhsNumber: '9990000018',
  familyName: 'Testpatient',
  givenName: 'Ada',
  dateOfBirth: '1940-06-04',
  sex: 'female',
  similarName: true,
};
const TODAY = '2026-06-16';
const book = aBook({ wards: [aWard(), aWard({ code: 'M1', kind: 'mental-health' })] });
const stay = (own: Partial<StayState> = {}) =>
  aStay({ consultant: 'Dr Green', specialty: 'Renal', ...own });
const onWall = (of: StayState, ward = 'W1') =>
  wallRow(viewOf(of), IDENTITY, {
    audience: { sight: 'wall', of: 'ward', organisation: 'RWE', ward },
    date: TODAY,
    book,
  });

describe('a bed on a wall', () => {
  it('says bed, initials, how long as 14+, the colour and a kind word, and holds nothing else', () => {
    const planned = aJudgement({ constraint: 'E15', note: 'RWE.N1', owner: 'E06000016' });
    const row = onWall(stay({ days: { [TODAY]: aDay(TODAY, { planned }) } }));
    expect(row).toEqual({
      stay: 'RWE.S1',
      bed: 'A1',
      initials: 'A T',
      similarName: true,
      band: 'long',
      mark: { colour: 'red', kind: 'planned' },
      waitsFor: 'Next place',
      homeToday: null,
      away: false,
      admittedAt: null,
    });
  });

  it('says on a mental-health ward the bed alone', () => {
    expect(onWall(stay({ ward: 'M1' }), 'M1')).toMatchObject({
      bed: 'A1',
      initials: null,
      similarName: false,
    });
  });

  it('is not of another ward’s patient, nor of one who left', () => {
    expect(onWall(stay({ ward: 'M1' }))).toBeNull();
    expect(onWall(stay({ leftAt: '2026-06-16T08:00:00Z' }))).toBeNull();
  });

  it('has no mark and no word while nobody has said', () => {
    expect(onWall(stay())).toMatchObject({ mark: null, waitsFor: null });
  });
});

describe('what a wall says', () => {
  it('says initials, given name first, whichever part of a name is held', () => {
    expect(initialsOf({ givenName: 'maryam', familyName: 'Ali' })).toBe('M A');
    expect(initialsOf({ givenName: null, familyName: 'Ali' })).toBe('A');
    expect(initialsOf({ givenName: null, familyName: ' ' })).toBeNull();
    expect(initialsOf(null)).toBeNull();
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
