import { describe, expect, it } from '@jest/globals';
import type { Audience, Subject } from './access.js';
import {
  audienceKey,
  audienceOf,
  countsElsewhere,
  may,
  opensBoard,
  readsLists,
  readsNumbers,
  shows,
  suppressed,
  wallAudience,
} from './access.js';
import type { Person, Role } from './person.js';
import type { Permission } from './table.js';

const person = (role: Role, own: Partial<Person> = {}): Person => ({
  person: role,
  name: role,
  role,
  organisation: 'RWE',
  organisations: ['RWE'],
  ...own,
});

/** One person of each role, in the order of the columns below; the administrator of a demonstration first, any other last. */
const PEOPLE = [
  person('administrator', {
    organisation: 'QK1',
    organisations: ['RWE', 'RT5', 'RGN'],
    demonstration: true,
  }),
  person('ward-nurse', { ward: 'W1' }),
  person('matron'),
  person('bed-manager', { organisation: 'RT5', organisations: ['RT5'] }),
  person('discharge-team', { organisations: ['RWE', 'RT5'] }),
  person('director', { organisation: 'QK1', organisations: ['RWE', 'RT5', 'RGN'] }),
  person('local-authority', {
    organisation: 'E06000016',
    organisations: ['RWE', 'RT5', 'RGN'],
    authority: 'E06000016',
  }),
  person('analyst', { organisation: 'QK1', organisations: ['RWE', 'RT5', 'RGN'] }),
  person('commissioner', { organisation: 'QK1', organisations: ['RWE', 'RT5', 'RGN'] }),
  person('administrator', { organisation: 'QK1', organisations: ['RWE', 'RT5', 'RGN'] }),
] as const;

/** A screen without a person: not in the table, since it may do nothing and is told nothing by row. */
const WALL = person('wall', { ward: 'W1' });

/**
 * What each role may do, typed by hand from the table "Who may see and do what" of the public
 * surface, never computed from the code. Columns as PEOPLE: administrator of a demonstration, ward nurse,
 * matron, bed manager, discharge team, director, local authority, analyst, commissioner, administrator elsewhere.
 */
const MAY: Record<Permission, string> = {
  mark: '       x x x x x . . . . .',
  plan: '       x x x x x . . . . .',
  readiness: '  x x x x x . . . . .',
  delay: '      x x x x x . . . . .',
  action: '     x x x x x . . . . .',
  round: '      x x x x x . . . . .',
  admit: '      x x x x x . . . . .',
  move: '       x x x x x . . . . .',
  leave: '      x x x x x . . . . .',
  attribute: '  x . . . x . . . . .',
  claim: '      x . . . x . . . . .',
  escalate: '   x . x x x . . . . .',
  escalations: 'x . . . . x . . . .',
  call: '       x . . . . x . . . .',
  decide: '     x . . . . x . . . .',
  agree: '      x . . . . . x . . .',
  dispute: '    x . . . . . x . . .',
  answer: '     x . . . . . x . . .',
  trends: '     x . . . . . . x . .',
  populations: 'x . . . . . . x . .',
  reference: '  x . . . . . . . . x',
  import: '     x . . . . . . . . x',
};

const UHL_W1 = { organisation: 'RWE', ward: 'W1' };
const UHL_W2 = { organisation: 'RWE', ward: 'W2' };
const LPT_L1 = { organisation: 'RT5', ward: 'L1' };
const OUTSIDE = { organisation: 'RGN', ward: 'P1' };
const CITY = 'E06000016';
const COUNTY = 'E10000018';

/** Where a role's rights hold, typed by hand; the same columns. The nurse's own ward is W1 of UHL. */
const WHERE: readonly (readonly [situation: string, subject: Subject, columns: string])[] = [
  ['own ward, resident', { ...UHL_W1, authority: CITY }, '            x x x . x x x x x x'],
  ['own ward, not resident', { ...UHL_W1, authority: COUNTY }, '      x x x . x x . x x x'],
  ['own ward, residence unknown', { ...UHL_W1, authority: null }, '   x x x . x x x x x x'],
  ['other ward, resident', { ...UHL_W2, authority: CITY }, '          x . x . x x x x x x'],
  ['other ward, not resident', { ...UHL_W2, authority: COUNTY }, '    x . x . x x . x x x'],
  ['other ward, residence unknown', { ...UHL_W2, authority: null }, ' x . x . x x x x x x'],
  ['LPT, resident', { ...LPT_L1, authority: CITY }, '                 x . . x x x x x x x'],
  ['LPT, not resident', { ...LPT_L1, authority: COUNTY }, '           x . . x x x . x x x'],
  ['LPT, residence unknown', { ...LPT_L1, authority: null }, '        x . . x x x x x x x'],
  ['outside, resident', { ...OUTSIDE, authority: CITY }, '            x . . . . x x x x x'],
  ['outside, not resident', { ...OUTSIDE, authority: COUNTY }, '      x . . . . x . x x x'],
  ['outside, residence unknown', { ...OUTSIDE, authority: null }, '   x . . . . x x x x x'],
  [
    'not resident, but asked to act',
    { ...LPT_L1, authority: COUNTY, askedOf: [CITY] },
    'x . . x x x x x x x',
  ],
  ['a ward of LPT with the same code', { organisation: 'RT5', ward: 'W1' }, 'x . . x x x . x x x'],
  ['a ward of UHL, no patient meant', UHL_W1, '                       x x x . x x . x x x'],
];

const cells = (columns: string): boolean[] =>
  columns
    .trim()
    .split(/\s+/)
    .map((cell) => cell === 'x');

describe('who may do what', () => {
  it('is asked of every role, permission and situation', () => {
    expect(new Set(PEOPLE.map((one) => one.role)).size).toBe(9);
    for (const columns of [...Object.values(MAY), ...WHERE.map(([, , where]) => where)])
      expect(cells(columns)).toHaveLength(PEOPLE.length);
  });

  for (const [column, someone] of PEOPLE.entries())
    it(`is for the role ${someone.role} as the table says, everywhere`, () => {
      for (const [permission, roles] of Object.entries(MAY) as [Permission, string][]) {
        const allowed = cells(roles)[column] ?? false;
        expect([permission, may(someone, permission)]).toEqual([permission, allowed]);
        for (const [situation, subject, where] of WHERE) {
          const expected = allowed && (cells(where)[column] ?? false);
          expect([permission, situation, may(someone, permission, subject)]).toEqual([
            permission,
            situation,
            expected,
          ]);
        }
      }
    });
});

/** Whose rows a role is shown, typed by hand; only the commissioner differs from where rights hold. */
const SEES: readonly (readonly [Subject, string])[] = [
  [{ ...UHL_W1, authority: CITY }, '                        x x x . x x x x . .'],
  [{ ...UHL_W1, authority: COUNTY }, '                      x x x . x x . x . .'],
  [{ ...UHL_W1, authority: null }, '                        x x x . x x x x . .'],
  [{ ...UHL_W2, authority: CITY }, '                        x . x . x x x x . .'],
  [{ ...UHL_W2, authority: COUNTY }, '                      x . x . x x . x . .'],
  [{ ...LPT_L1, authority: CITY }, '                        x . . x x x x x . .'],
  [{ ...LPT_L1, authority: COUNTY }, '                      x . . x x x . x . .'],
  [{ ...LPT_L1, authority: COUNTY, askedOf: [CITY] }, '     x . . x x x x x . .'],
  [{ ...OUTSIDE, authority: COUNTY }, '                     x . . . . x . x . .'],
  [{ ...OUTSIDE, authority: null }, '                       x . . . . x x x . .'],
];

describe('who sees whom', () => {
  it('is as the table says for every role', () => {
    for (const [subject, columns] of SEES)
      for (const [column, someone] of PEOPLE.entries())
        expect([someone.role, subject, shows(audienceOf(someone), subject)]).toEqual([
          someone.role,
          subject,
          cells(columns)[column],
        ]);
  });

  it('is by name but for the analyst and the commissioner, and nobody for an administrator of real patients', () => {
    expect(PEOPLE.map((one) => audienceOf(one).sight)).toEqual([
      'named',
      'named',
      'named',
      'named',
      'named',
      'named',
      'named',
      'without-identity',
      'suppressed-counts',
      'reference-data',
    ]);
  });

  it('gives counts of other wards to all but the councils', () => {
    expect(PEOPLE.map((one) => countsElsewhere(one))).toEqual(cells('x x x x x x . x x .'));
  });

  it('lets a council open any board, to find its own residents on it, and a commissioner none', () => {
    expect(PEOPLE.map((one) => opensBoard(audienceOf(one), UHL_W1))).toEqual(
      cells('x x x . x x x x . .'),
    );
    expect(PEOPLE.map((one) => opensBoard(audienceOf(one), UHL_W2))).toEqual(
      cells('x . x . x x x x . .'),
    );
    expect(PEOPLE.map((one) => opensBoard(audienceOf(one), LPT_L1))).toEqual(
      cells('x . . x x x x x . .'),
    );
  });

  it('gives a nurse without a ward, or a council without a code, nothing of a patient', () => {
    const nowhere = person('ward-nurse');
    const nobody = person('local-authority', { organisations: [] });
    expect(may(nowhere, 'mark', { ...UHL_W1, authority: CITY })).toBe(false);
    expect(shows(audienceOf(nowhere), { ...UHL_W1, authority: CITY })).toBe(false);
    expect(shows(audienceOf(nobody), { ...UHL_W1, authority: CITY })).toBe(false);
  });
});

describe('sums over closed days', () => {
  it('are for whoever sees rows or counts of them', () => {
    expect(PEOPLE.map((one) => readsNumbers(audienceOf(one)))).toEqual(
      cells('x x x x x x x x x .'),
    );
    expect(readsNumbers(audienceOf(WALL))).toBe(false);
  });
});

describe('a wall', () => {
  it('may do nothing, opens no board, and is shown no row even of its own ward', () => {
    for (const permission of Object.keys(MAY) as Permission[])
      expect(may(WALL, permission, UHL_W1)).toBe(false);
    expect(countsElsewhere(WALL)).toBe(false);
    for (const ward of [UHL_W1, UHL_W2, LPT_L1]) {
      expect(opensBoard(audienceOf(WALL), ward)).toBe(false);
      for (const authority of [CITY, null])
        expect(shows(audienceOf(WALL), { ...ward, authority, askedOf: [] })).toBe(false);
    }
    expect(readsLists(audienceOf(WALL))).toBe(false);
  });

  it('is opened by itself and by whoever sees the whole board by name, all with one audience', () => {
    const opens = (ward: Subject) => PEOPLE.map((one) => wallAudience(one, ward) !== null);
    //                            administrator nurse matron beds  team  director council analyst figures real
    expect(opens(UHL_W1)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(opens(UHL_W2)).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(opens(LPT_L1)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(wallAudience(WALL, UHL_W1)).toEqual(wallAudience(PEOPLE[1], UHL_W1));
    expect(wallAudience(WALL, UHL_W2)).toBeNull();
    expect(audienceKey(audienceOf(WALL))).not.toBe(audienceKey(audienceOf(PEOPLE[1])));
  });
});

describe('an audience', () => {
  it('has one key for all who are shown the same, and another for all others', () => {
    const keys = PEOPLE.map((one) => audienceKey(audienceOf(one)));
    expect(keys[0]).toBe(keys[5]);
    expect(new Set(keys).size).toBe(9);
    const two: Audience = { sight: 'named', of: 'organisations', organisations: ['RT5', 'RWE'] };
    expect(audienceKey(two)).toBe(keys[4]);
  });
});

describe('small numbers', () => {
  it.each([
    [0, 0],
    [1, null],
    [7, null],
    [8, 10],
    [12, 10],
    [13, 15],
    [100, 100],
  ])('shows %i as %s to those who may know no person', (count, shown) => {
    expect(suppressed(count)).toBe(shown);
  });
});
