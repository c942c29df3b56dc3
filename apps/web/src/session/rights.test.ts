import { describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { mayDo, mayOpen, mayOpenSystem, mayOpenWaiting, seesWholeWards } from './rights.js';

const ward23 = { organisation: 'RWE', ward: 'W23' };
const mill = { organisation: 'RT5', ward: 'MILL' };

function someone(role: Role, own: object = {}) {
  return {
    role,
    organisation: 'RWE',
    organisations: ['RWE'],
    ward: null,
    authority: null,
    demonstration: true,
    ...own,
  };
}

const nurse = someone('ward-nurse', { ward: 'W23' });
const matron = someone('matron');
const team = someone('discharge-team', { organisations: ['RWE', 'RT5'] });
const director = someone('director', { organisations: ['RWE', 'RT5'] });
const council = someone('local-authority', {
  organisation: 'E06000016',
  organisations: ['RWE', 'RT5'],
  authority: 'E06000016',
});
const commissioner = someone('commissioner', { organisation: 'QK1', organisations: [] });

describe('what a person is offered to open', () => {
  it('offers a nurse her own ward alone', () => {
    expect(mayOpen(nurse, ward23)).toBe(true);
    expect(mayOpen(nurse, { ...ward23, ward: 'W24' })).toBe(false);
  });

  it('offers a matron the wards of her organisation, and the discharge team those of both', () => {
    expect([mayOpen(matron, ward23), mayOpen(matron, mill)]).toEqual([true, false]);
    expect([mayOpen(team, ward23), mayOpen(team, mill)]).toEqual([true, true]);
  });

  it('offers a commissioner counts and no board', () => {
    expect(mayOpen(commissioner, ward23)).toBe(false);
    expect(mayOpenWaiting(commissioner)).toBe(false);
    expect(mayOpenSystem(commissioner)).toBe(true);
  });

  it('offers a council its residents wherever they lie, and no counts of others', () => {
    expect(mayOpen(council, mill)).toBe(true);
    expect(mayOpenSystem(council)).toBe(false);
    expect([seesWholeWards(council), seesWholeWards(nurse)]).toEqual([false, true]);
  });
});

describe('what a person is offered to do on a ward', () => {
  it('offers marks to the nurse of the ward and to the team that reaches it', () => {
    expect([mayDo(nurse, 'mark', ward23), mayDo(nurse, 'mark', mill)]).toEqual([true, false]);
    expect([mayDo(team, 'mark', mill), mayDo(matron, 'mark', mill)]).toEqual([true, false]);
  });

  it('offers no mark to a director or a council', () => {
    expect([mayDo(director, 'mark', ward23), mayDo(council, 'mark', ward23)]).toEqual([
      false,
      false,
    ]);
  });
});
