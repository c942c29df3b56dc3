import { describe, expect, it } from '@jest/globals';
import { mayOpen, mayOpenSystem, mayOpenWaiting } from './rights.js';

const ward23 = { code: 'W23', organisation: 'RWE' };
const mill = { code: 'MILL', organisation: 'RT5' };

describe('what a person is offered to open', () => {
  it('offers a nurse her own ward alone', () => {
    const nurse = { role: 'ward-nurse', organisation: 'RWE', ward: 'W23' } as const;
    expect(mayOpen(nurse, ward23)).toBe(true);
    expect(mayOpen(nurse, { ...ward23, code: 'W24' })).toBe(false);
  });

  it('offers a matron the wards of her organisation, and the discharge team those of both', () => {
    const matron = { role: 'matron', organisation: 'RWE', ward: null } as const;
    expect([mayOpen(matron, ward23), mayOpen(matron, mill)]).toEqual([true, false]);
    const team = { role: 'discharge-team', organisation: 'RWE', ward: null } as const;
    expect([mayOpen(team, ward23), mayOpen(team, mill)]).toEqual([true, true]);
  });

  it('offers a commissioner counts and no board', () => {
    const commissioner = { role: 'commissioner', organisation: 'QK1', ward: null } as const;
    expect(mayOpen(commissioner, ward23)).toBe(false);
    expect(mayOpenWaiting({ sees: 'suppressed-counts' })).toBe(false);
    expect(mayOpenSystem(commissioner)).toBe(true);
  });

  it('offers a council its residents wherever they lie, and no counts of others', () => {
    const council = { role: 'local-authority', organisation: 'E06000016', ward: null } as const;
    expect(mayOpen(council, mill)).toBe(true);
    expect(mayOpenSystem(council)).toBe(false);
  });
});
