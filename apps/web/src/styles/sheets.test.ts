import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const FOLDER = path.join(process.cwd(), 'apps/web/src/styles');
/** Sheets of screens on which nobody marks a day. The other rules lie over a board or a round. */
const NO_MARKS: ReadonlySet<string> = new Set(['arrivals.css', 'system.css']);
const PRINTED = /^@media print \{[\s\S]*?^\}/gm;

describe('the sheets of board and round', () => {
  it('hold no rule that has a browser look at the page again for every change below it', () => {
    const sheets = readdirSync(FOLDER).filter((name) => name.endsWith('.css'));
    expect(sheets).toContain('board.css');
    const looking = sheets
      .filter((name) => !NO_MARKS.has(name))
      .filter((name) => {
        const live = readFileSync(path.join(FOLDER, name), 'utf8').replace(PRINTED, '');
        return live.includes(':has(');
      });
    expect(looking).toEqual([]);
  });
});
