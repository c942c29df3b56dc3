import { describe, expect, it } from '@jest/globals';
import { csvCell } from './csv.js';

describe('a cell of a file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+44', "'+44"],
    ['-a', "'-a"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['=a,b', '"\'=a,b"'],
    ['say "no"', '"say ""no"""'],
    ['E06000016', 'E06000016'],
  ])('%j never is a formula: %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('is a number as it is, and empty where there is none', () => {
    expect([csvCell(-5), csvCell(0), csvCell(null)]).toEqual(['-5', '0', '']);
  });
});
