import { describe, expect, it } from '@jest/globals';
import { someCounts } from '../live/samples.js';
import { byOrganisation, sumOf, totalsOf, words } from './totals.js';

describe('the counts of the system', () => {
  it('stand by organisation and site, most beds first, wards as a person counts them', () => {
    const groups = byOrganisation([
      someCounts('Mill', { organisation: 'RT5', site: 'RT5KF' }),
      someCounts('Ward 10'),
      someCounts('Ward 9'),
      someCounts('Glen', { site: 'RWEAE' }),
    ]);
    expect(groups.map((group) => group.organisation)).toEqual(['RWE', 'RT5']);
    expect(groups[0]?.sites.map((site) => site.site)).toEqual(['RWEAA', 'RWEAE']);
    expect(groups[0]?.sites[0]?.items.map((item) => item.name)).toEqual(['Ward 9', 'Ward 10']);
    expect(groups[0]?.sites[0]?.totals.occupied).toEqual({ is: 'number', value: 40 });
    expect(groups[0]?.totals.occupied).toEqual({ is: 'number', value: 60 });
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
