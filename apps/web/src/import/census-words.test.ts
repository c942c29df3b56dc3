import { describe, expect, it } from '@jest/globals';
import type { CensusAnswer } from '#contracts';
import { checkNhsNumber } from '#domain';
import { censusSentence, tooDifferent } from './census-words.js';
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
      refused: [{ line: 3, field: 'admitted_at', code: 'time-unreadable' }],
    };
    expect(censusSentence(answer, () => 'Ward 5')).toBe(
      '26 as they were; a bed on Ward 5 holds two; 1 row not taken.',
    );
  });

  it('names the wards that a person must confirm', () => {
    const warnings = [{ code: 'census-too-different', ward: 'W5' }, { code: 'column-ignored' }];
    expect(tooDifferent({ ...NOTHING, warnings })).toEqual(['W5']);
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
