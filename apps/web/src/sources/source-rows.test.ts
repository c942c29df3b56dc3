import { describe, expect, it } from '@jest/globals';
import type { SourceAge, SourceListed } from '#contracts';
import { sourceRows, wardAges } from './source-rows.js';

const NOW = '2026-06-09T09:30:00.000Z';

function age(source: string, said: Partial<SourceAge> = {}): SourceAge {
  return {
    source,
    organisation: 'RWE',
    kind: 'adt',
    lastAt: '2026-06-09T09:00:00.000Z',
    quietAfterMinutes: 120,
    quiet: false,
    wards: [],
    ...said,
  };
}

function set(source: string, said: Partial<SourceListed> = {}): SourceListed {
  const names = { wards: [], beds: [] };
  return {
    source,
    organisation: 'RWE',
    accepted: true,
    quietAfterMinutes: null,
    ...names,
    ...said,
  };
}

describe('the list of sources', () => {
  it('puts a feed that went quiet first, then one that nobody accepted', () => {
    const rows = sourceRows([set('A'), set('B', { accepted: false }), set('D')], {
      items: [age('A'), age('C', { kind: 'census', quiet: true })],
    });
    expect(rows.map(({ source, state }) => [source, state])).toEqual([
      ['C', 'quiet'],
      ['B', 'not-accepted'],
      ['A', 'live'],
      ['D', 'never'],
    ]);
  });

  it('takes a file’s word for its organisation where nothing is set', () => {
    const [row] = sourceRows([], { items: [age('PAS list', { kind: 'census' })] });
    expect(row).toMatchObject({ organisation: 'RWE', listed: null, state: 'live' });
  });
});

describe('how old the news of each ward is', () => {
  it('takes the latest word of any source, and puts the oldest ward on top', () => {
    const ward = (code: string, lastAt: string) => ({ ward: code, name: `Ward ${code}`, lastAt });
    const ages = wardAges({
      asOf: NOW,
      items: [
        age('A', { wards: [ward('W1', '2026-06-09T06:00:00.000Z'), ward('W2', NOW)] }),
        age('B', { wards: [ward('W1', '2026-06-09T07:00:00.000Z')] }),
      ],
    });
    expect(ages).toEqual([
      { ...ward('W1', '2026-06-09T07:00:00.000Z'), source: 'B', quiet: true },
      { ...ward('W2', NOW), source: 'A', quiet: false },
    ]);
  });
});
