import { describe, expect, it } from '@jest/globals';
import { someCounts } from '../live/samples.js';
import { bySite, sumOf, totalsOf, words } from './totals.js';

describe('the counts of the system', () => {
  it('stand by site, wards in the order in which a person counts', () => {
    const groups = bySite([
      someCounts('Ward 10'),
      someCounts('Ward 9'),
      someCounts('Mill', { organisation: 'RT5', site: 'RT5KF' }),
    ]);
    expect(groups.map((group) => group.site)).toEqual(['RT5KF', 'RWEAA']);
    expect(groups[1]?.items.map((item) => item.name)).toEqual(['Ward 9', 'Ward 10']);
    expect(groups[1]?.totals.occupied).toEqual({ is: 'number', value: 40 });
  });

  it('are summed for red and green over the wards whose round is due', () => {
    const totals = totalsOf([someCounts('a'), someCounts('b', { roundDue: false })]);
    expect(totals.red).toEqual({ is: 'number', value: 5 });
    expect(totals.occupied).toEqual({ is: 'number', value: 40 });
  });

  it('are shown as lying between two numbers when small parts are hidden', () => {
    expect(words(sumOf([10, null, null]))).toBe('12–24');
    expect(words(sumOf([10, 0]))).toBe('10');
    expect(words({ is: 'hidden' })).toBe('1–7');
  });
});
