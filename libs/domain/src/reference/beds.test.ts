import { describe, expect, it } from '@jest/globals';
import { bedsOf } from './beds.js';

describe('the beds of a ward as a person writes them', () => {
  it('reads beds in the order in which they are written, with ranges', () => {
    expect(bedsOf('A1-A3, B9\nB10; A2')).toEqual(['A1', 'A2', 'A3', 'B9', 'B10']);
    expect(bedsOf('1-3')).toEqual(['1', '2', '3']);
  });

  it('takes what is no range as the name of a bed', () => {
    expect(bedsOf('A1-B3 Chair-2 5-1')).toEqual(['A1-B3', 'Chair-2', '5-1']);
  });
});
