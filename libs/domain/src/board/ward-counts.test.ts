import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDay, aDelay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import { aWard } from '../../../../test/builders/ward.js';
import { NO_PLAN } from '../plan/plan.js';
import { viewOf } from '../stay/state.js';
import { wardCounts } from './ward-counts.js';

const TODAY = '2026-06-30';
const book = aBook();
const judged = (colour: 'red' | 'green', at: string) => ({
  [TODAY]: aDay(TODAY, { planned: aJudgement({ colour, at }) }),
});
const LEAVES = {
  date: TODAY,
  expectedAt: null,
  transport: null,
  lounge: null,
  at: '2026-06-30T08:00:00Z',
  by: 'nurse.W1',
};
const stays = [
  aStay({ stay: 'RWE.S1', days: judged('red', '2026-06-30T08:00:00Z'), delays: [aDelay()] }),
  aStay({
    stay: 'RWE.S2',
    days: judged('green', '2026-06-30T08:05:00Z'),
    admittedAt: '2026-06-22T08:00:00Z',
    plan: { ...NO_PLAN, today: { ...LEAVES, discharge: 'definite' } },
  }),
  aStay({
    stay: 'RWE.S3',
    admittedAt: '2026-06-29T08:00:00Z',
    plan: { ...NO_PLAN, tomorrow: { ...LEAVES, discharge: 'potential', firstOut: true } },
  }),
].map(viewOf);

describe('the counts of a ward', () => {
  it('tell red, green and unreviewed apart, and who is delayed or long here', () => {
    const counts = wardCounts(aWard(), stays, {
      date: TODAY,
      book,
      audience: { sight: 'named', of: 'everyone' },
    });
    expect(counts).toMatchObject({
      ward: 'W1',
      roundDue: true,
      occupied: 3,
      red: 1,
      green: 1,
      unreviewed: 1,
      delayed: 1,
      definite: 1,
      potential: 1,
      over6: 2,
      over20: 1,
      lastMarkAt: '2026-06-30T08:05:00Z',
    });
    expect(counts.waiting).toMatchObject([{ red: 0, delayed: 1 }]);
  });

  it('hide small numbers and the time of the last mark from a commissioner', () => {
    const counts = wardCounts(aWard(), stays, {
      date: TODAY,
      book,
      audience: { sight: 'suppressed-counts', of: 'everyone' },
    });
    expect(counts).toMatchObject({
      occupied: null,
      red: null,
      delayed: null,
      definite: null,
      potential: null,
      over20: null,
      lastMarkAt: null,
      waiting: null,
    });
  });

  it('are zero, and not hidden, on an empty ward', () => {
    const counts = wardCounts(aWard({ redGreenFrom: null }), [], {
      date: TODAY,
      book,
      audience: { sight: 'suppressed-counts', of: 'everyone' },
    });
    expect(counts).toMatchObject({ occupied: 0, unreviewed: 0, roundDue: false });
  });
});
