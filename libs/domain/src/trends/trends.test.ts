import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, weekday } from '../time/london.js';
import { bucketOf, lastOfBucket } from './bucket.js';
import { PATIENTS_MIN, hiddenCells } from './suppress.js';
import type { Resting } from './suppress.js';

describe('weeks and months', () => {
  it('begin on Monday and on the first, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (n) => {
        const date = addDays('1990-01-01', n);
        const week = bucketOf(date, 'week');
        expect(weekday(week)).toBe(1);
        expect(week <= date && date <= lastOfBucket(week, 'week')).toBe(true);
        const month = bucketOf(date, 'month');
        expect(month.slice(8)).toBe('01');
        expect(bucketOf(addDays(lastOfBucket(month, 'month'), 1), 'month').slice(8)).toBe('01');
        expect(lastOfBucket(month, 'month').slice(0, 7)).toBe(date.slice(0, 7));
      }),
    );
    expect(bucketOf('2026-03-29', 'week')).toBe('2026-03-23');
    expect(bucketOf('2026-10-26', 'week')).toBe('2026-10-26');
  });
});

const table = fc
  .array(
    fc.record({
      bucket: fc.constantFrom('w1', 'w2', 'w3'),
      group: fc.constantFrom('a', 'b', 'c', 'd'),
      patients: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 14 },
  )
  .map((cells): Resting[] => {
    const once = new Map(cells.map((cell) => [`${cell.bucket}/${cell.group}`, cell]));
    return [...once.values()].map((cell) => ({ ...cell, days: cell.patients * 2 }));
  });

describe('small numbers in a table', () => {
  it('are all hidden, and nothing that rests on nobody is', () => {
    fc.assert(
      fc.property(table, (cells) => {
        const hidden = hiddenCells(cells);
        for (const cell of cells) {
          if (cell.patients === 0) expect(hidden.has(cell)).toBe(false);
          else if (cell.patients < PATIENTS_MIN) expect(hidden.has(cell)).toBe(true);
        }
      }),
    );
  });

  it('are not what is left of a line’s total when all that is shown is taken away', () => {
    fc.assert(
      fc.property(table, (cells) => {
        const hidden = hiddenCells(cells);
        for (const key of ['bucket', 'group'] as const)
          for (const name of new Set(cells.map((cell) => cell[key]))) {
            const line = cells.filter((cell) => cell[key] === name && cell.patients > 0);
            const away = line.filter((cell) => hidden.has(cell));
            if (away.length === 0 || away.length === line.length) continue;
            expect(away.length).toBeGreaterThanOrEqual(2);
            expect(away.reduce((sum, { patients }) => sum + patients, 0)).toBeGreaterThanOrEqual(
              PATIENTS_MIN,
            );
          }
      }),
    );
  });

  it('take the smallest of the others with them, and leave a table without any alone', () => {
    const cell = (group: string, patients: number): Resting => ({
      bucket: 'w',
      group,
      days: patients,
      patients,
    });
    const cells = [cell('a', 3), cell('b', 12), cell('c', 40)];
    // Each group is a line of its own here, of one cell: only the bucket has a total to take from.
    expect([...hiddenCells(cells)].map(({ group }) => group).sort()).toEqual(['a', 'b']);
    expect(hiddenCells([cell('b', 12), cell('c', 40)]).size).toBe(0);
  });
});
