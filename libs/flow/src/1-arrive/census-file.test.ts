import { describe, expect, it } from '@jest/globals';
import { censusFile, censusLine } from '../../../../test/builders/census.js';
import { readFile } from './census-file.js';

describe('a large file', () => {
  it('is read while screens are answered', async () => {
    const bytes = censusFile(Array.from({ length: 3_000 }, (_, n) => censusLine(n + 1)));
    let read = false;
    let answered = 0;
    const answer = () => {
      if (read) return;
      answered += 1;
      setImmediate(answer);
    };
    setImmediate(answer);
    const now = '2026-05-04T08:00:00+01:00';
    const file = await readFile(bytes, { takenAt: now, now });
    read = true;
    expect(file.rows).toBe(3_000);
    expect(answered).toBeGreaterThan(1);
  });
});
