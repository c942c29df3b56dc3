import { describe, expect, it } from '@jest/globals';
import type { CensusAnswer } from '#contracts';
import { checkNhsNumber } from '#domain';
import { COMPLETE_WORDS } from './complete-words.js';
import { censusSentence, farWords, newWardSentences, tooDifferent } from './census-words.js';
import { sampleFile } from './sample.js';

const NOTHING: CensusAnswer = {
  batch: 'b',
  takenAt: '2026-03-10T09:30:00.000Z',
  rows: 0,
  admitted: 0,
  moved: 0,
  updated: 0,
  left: 0,
  held: 0,
  unchanged: 0,
  refused: [],
  warnings: [],
  newWards: [],
  notNamed: [],
  sharedBeds: [],
};

describe('a census in one sentence', () => {
  it('says who came, left and moved, and not what did not happen', () => {
    expect(censusSentence({ ...NOTHING, admitted: 3, left: 2, moved: 1 })).toBe(
      '3 in, 2 out, 1 moved.',
    );
    expect(censusSentence(NOTHING)).toBe('Nobody in, out or moved.');
    expect(censusSentence({ ...NOTHING, unchanged: 1 })).toBe('1 as it was.');
  });

  it('says what wants a look, where it is one ward by its name, and rows that were not taken', () => {
    const answer: CensusAnswer = {
      ...NOTHING,
      unchanged: 26,
      warnings: [
        { code: 'bed-shared', line: 14, field: 'bed', ward: 'W5' },
        { code: 'column-ignored', field: 'diet' },
      ],
      sharedBeds: [{ ward: 'W5', bed: '14', patients: 2 }],
      notNamed: [{ ward: 'EAST', name: 'Ward East' }],
      refused: [{ line: 3, field: 'admitted_at', code: 'time-unreadable' }],
    };
    expect(censusSentence(answer, () => 'Ward 5')).toBe(
      '26 as they were; bed 14 on Ward 5 holds two; Ward East not named; 1 row not taken.',
    );
  });

  it('names the wards that a person must confirm', () => {
    const warnings = [{ code: 'census-too-different', ward: 'W5' }, { code: 'column-ignored' }];
    expect(tooDifferent({ ...NOTHING, warnings })).toEqual(['W5']);
  });
});

describe('wards that nobody knew before the file', () => {
  it('says whether each is made or its rows are refused, and then what to do', () => {
    const made = { ...NOTHING, newWards: [{ ward: 'Ward 9', name: 'Ward 9', rows: 12 }] };
    const refused = { ...NOTHING, newWards: [{ ward: null, name: 'Ward 8', rows: 1 }] };
    expect(newWardSentences(made)).toEqual([
      'New ward: Ward 9, with 12 rows. It is made when the file is taken in.',
    ]);
    expect(newWardSentences(refused)).toEqual([
      'New ward: Ward 8, with 1 row. It is not made, and its rows are not taken, unless you tick “Make wards that are not known yet” or map its name.',
    ]);
    expect(newWardSentences(NOTHING)).toEqual([]);
  });
});

describe('what a file is complete for', () => {
  it('says by each choice who is taken to have left', () => {
    for (const { missing } of Object.values(COMPLETE_WORDS))
      expect(missing).toContain('not in the file is taken to have left');
    expect(COMPLETE_WORDS.wards.missing).toContain('Wards it does not name stay as they are');
    expect(COMPLETE_WORDS.organisation.missing).toContain('taken to be empty');
    expect(COMPLETE_WORDS.list.missing).toContain('All other patients on those wards stay');
  });
});

describe('how far a file is', () => {
  it('tells the part sent, then the wards that are written', () => {
    expect(farWords(0.42, true, null).words).toBe('Sending the file: 42%');
    expect(farWords(1, false, null)).toEqual({ value: null, max: 1, words: 'Checking the file' });
    const progress = { wards: { done: 12, total: 80 }, stays: { done: 340, total: 2_000 } };
    expect(farWords(1, true, progress)).toEqual({
      value: 340,
      max: 2_000,
      words: 'Taking the file in: 12 of 80 wards',
    });
  });
});

describe('the sample file', () => {
  it('has only numbers that no patient can have', () => {
    const rows = sampleFile('2026-03-10').trim().split('\r\n').slice(1);
    const numbers = rows.map((row) => row.split(',')[5] ?? '');
    expect(rows.length).toBeGreaterThan(2);
    for (const number of numbers) {
      expect(number).toMatch(/^999/);
      expect(checkNhsNumber(number).ok).toBe(true);
    }
  });
});
