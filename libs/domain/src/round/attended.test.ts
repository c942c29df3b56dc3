import { describe, expect, it } from '@jest/globals';
import { attendedOf } from './attended.js';

const roles = new Map(
  ['consultant', 'pharmacist'].map((code, place) => [code, { code, name: code, place }] as const),
);

describe('who takes part in a round', () => {
  it('is named once, however often it is said', () => {
    const named = ['pharmacist', 'consultant', 'pharmacist'];
    expect(attendedOf(named, { roles })).toEqual({ ok: true, value: ['pharmacist', 'consultant'] });
  });

  it('is of a profession that is known; the first that is not is named with its place', () => {
    expect(attendedOf(['consultant', 'wizard', 'bard'], { roles })).toEqual({
      ok: false,
      refusal: { code: 'role-unknown', details: { place: 'attended.1', role: 'wizard' } },
    });
  });
});
