import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDay, aDelay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import { viewOf } from '../stay/state.js';
import { escalationItems } from './items.js';
import { waitAge, waitingOf } from './waiting.js';

const TODAY = '2026-06-03';
const context = {
  audience: { sight: 'without-identity', of: 'everyone' },
  date: TODAY,
  book: aBook(),
} as const;
const red = (date: string) => ({
  [date]: aDay(date, { planned: aJudgement({ constraint: 'I04' }) }),
});

describe('what waits on a ward, as numbers', () => {
  it('counts red days and delays by who must act, with the longest wait and no patient', () => {
    const stays = [
      aStay({ stay: 'RWE.S1', days: red(TODAY) }),
      aStay({ stay: 'RWE.S2', days: red('2026-06-02') }),
      aStay({ stay: 'RWE.S3', delays: [aDelay({ since: '2026-05-20T00:00:00+01:00' })] }),
    ];
    const items = stays.flatMap((stay) => escalationItems(viewOf(stay), null, context));
    const waiting = waitingOf(items, TODAY);
    expect(waiting).toMatchObject([
      { age: '7', since: '2026-05-20', red: 0, delayed: 1 },
      { owner: 'UHL-IMAGING', age: '0', since: '2026-06-02', red: 2, delayed: 0 },
    ]);
    expect(JSON.stringify(waiting)).not.toContain('RWE.S');
  });

  it.each([
    ['2026-06-03', '0'],
    ['2026-06-02', '0'],
    ['2026-06-01', '2'],
    ['2026-05-28', '2'],
    ['2026-05-27', '7'],
  ] as const)('since %s is of the step %s', (since, step) => {
    expect(waitAge(since, TODAY)).toBe(step);
  });
});
