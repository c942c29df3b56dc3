import { describe, expect, it } from '@jest/globals';
import type { ReferenceBook, WardEntry } from '#domain';
import { bookOf, demonstrationWards, startingReference } from '#domain';
import { findWard, newWard, newWardCode } from './wards.js';
import type { NamedWard } from './wards.js';

const BOOK = bookOf([...startingReference(), ...demonstrationWards()]);

function named(name: string, said: Partial<NamedWard> = {}): NamedWard {
  return { organisation: 'RWE', site: null, name, ...said };
}

function withWard(book: ReferenceBook, ward: WardEntry): ReferenceBook {
  return { ...book, wards: new Map([...book.wards, [ward.code, ward]]) };
}

describe('the ward that a feed means', () => {
  it('is the one of that code, else of that name, whatever its case', () => {
    expect(findWard(BOOK, named('RWEAA-W31'))?.code).toBe('RWEAA-W31');
    expect(findWard(BOOK, named('ward 36'))?.code).toBe('RWEAA-W36');
    expect(findWard(BOOK, named('W-36', { longName: 'Ward 36' }))?.code).toBe('RWEAA-W36');
    expect(findWard(BOOK, named('Ward 99'))).toBeNull();
  });

  it('is never a ward of another organisation, or of another site of the same', () => {
    expect(findWard(BOOK, named('Ward 36', { organisation: 'RT5' }))).toBeNull();
    expect(findWard(BOOK, named('Ward 36', { site: 'RWEAE' }))).toBeNull();
    expect(findWard(BOOK, named('Ward 36', { site: 'RWEAA' }))?.code).toBe('RWEAA-W36');
  });

  it('takes the feed’s name as its code when free, else the name behind the organisation’s', () => {
    const taken = new Set(['5', 'RT5-5']);
    expect(newWardCode(taken, named('6'))).toBe('6');
    expect(newWardCode(taken, named('5'))).toBe('RWE-5');
    expect(newWardCode(taken, named('5', { organisation: 'RT5', site: 'RT5PE' }))).toBe('RT5PE-5');
    expect(newWardCode(taken, named('5', { organisation: 'RT5' }))).toBeNull();
  });

  it('is none when its name cannot be seen or is too long to be part of an address', () => {
    expect(newWardCode(new Set(), named('5\u200b'))).toBeNull();
    expect(newWardCode(new Set(['x'.repeat(40)]), named('x'.repeat(40)))).toBeNull();
    expect(newWardCode(new Set(), named('🏥'))).toBe('🏥');
  });

  it('is found again under the code that was made for it, and two sites keep two wards of one name', () => {
    const first = newWard('31', named('31', { site: 'North' }), [], '2026-05-01T08:00:00.000Z');
    const one = withWard(BOOK, first);
    expect(findWard(one, named('31', { site: 'North' }))?.code).toBe('31');
    expect(findWard(one, named('31', { site: 'South' }))).toBeNull();
    const second = newWard(
      'RWE-31',
      named('31', { site: 'South' }),
      [],
      '2026-05-01T08:00:00.000Z',
    );
    const both = withWard(one, second);
    expect(findWard(both, named('31', { site: 'South' }))?.code).toBe('RWE-31');
    expect(findWard(both, named('31', { site: 'North' }))?.code).toBe('31');
  });

  it('begins with its beds in the order of their numbers and red and green from that day on', () => {
    const at = '2026-05-01T23:30:00.000Z';
    const ward = newWard('5', named('5'), ['A10', 'A2', 'A1', 'A2'], at);
    expect(ward).toMatchObject({
      beds: ['A1', 'A2', 'A10'],
      openBeds: 3,
      redGreenFrom: '2026-05-02',
    });
  });
});
