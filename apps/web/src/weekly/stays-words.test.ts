import { describe, expect, it } from '@jest/globals';
import { filterWords } from './stays-words.js';

const names = {
  organisation: (code: string) => `organisation ${code}`,
  site: (code: string) => `site ${code}`,
  ward: (code: string) => `Ward ${code}`,
  owner: (code: string) => `owner ${code}`,
  reason: (list: string, code: string) => `${list} ${code}`,
};
const words = (query: string) => filterWords(new URLSearchParams(query), names);

describe('what a list of stays says that it is of', () => {
  it('names the place, the partner and the reason that the number was of', () => {
    expect(words('from=2026-03-02&site=S1&attribution=la')).toEqual([
      'site S1',
      'put down to social care',
    ]);
    expect(words('from=2026-03-02&list=dtoc&reason=E')).toEqual(['reason: dtoc E']);
  });

  it('says so where the number was of what nobody recorded', () => {
    expect(words('owner=none&constraint=none')).toEqual(['nobody named to act', 'no reason']);
  });

  it('says nothing where the number was of everything', () => {
    expect(words('from=2026-03-02&to=2026-03-08&colour=red')).toEqual([]);
  });
});
