import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDelay, aStay } from '../../../../test/builders/stay.js';
import { aWard } from '../../../../test/builders/ward.js';
import type { Audience } from '../access/access.js';
import { viewOf } from '../stay/state.js';
import { ageOn, displayName, inBedOrder, renderRow } from './row.js';
import type { Identity } from './row.js';

const IDENTITY: Identity = {
  patient: 'RWE.P1',
  localId: 'S1000001',
  nhsNumber: '9990000018',
  familyName: 'Testpatient',
  givenName: 'Ada',
  dateOfBirth: '1940-06-04',
  sex: 'female',
  similarName: true,
};
const book = aBook({ wards: [aWard(), aWard({ code: 'M1', kind: 'mental-health' })] });
const view = viewOf(
  aStay({
    consultant: 'Dr Green',
    admittedAt: '2026-05-20T10:00:00Z',
    delays: [aDelay(), aDelay({ delay: 'RWE.D2', withdrawn: true })],
  }),
);
const row = (audience: Audience, of = view, identity: Identity | null = IDENTITY) =>
  renderRow(of, identity, { audience, date: '2026-06-03', book });

const EVERYONE: Audience = { sight: 'named', of: 'everyone' };

describe('a row of the board', () => {
  it('names the patient to those who may know, with age, band and open delays', () => {
    expect(row(EVERYONE)).toMatchObject({
      stay: 'RWE.S1',
      bed: 'A1',
      patient: {
        displayName: 'TESTPATIENT, Ada',
        nhsNumber: '9990000018',
        localId: 'S1000001',
        age: 85,
        similarName: true,
      },
      losDays: 14,
      continuousLosDays: 14,
      band: 'long',
      kind: 'acute',
      consultant: 'Dr Green',
      delays: [{ delay: 'RWE.D1' }],
      day: { colour: 'red', reviewed: false },
    });
  });

  it('tells an analyst neither name, nor number, nor age, nor consultant', () => {
    const shown = row({ sight: 'without-identity', of: 'everyone' });
    expect(shown).toMatchObject({ losDays: 14, consultant: null });
    expect(shown?.patient).toEqual({ displayName: '', similarName: false });
    for (const word of ['TESTPATIENT', 'Ada', '9990000018', 'S1000001', 'RWE.P1', 'Dr Green'])
      expect(JSON.stringify(shown)).not.toContain(word);
  });

  it('is there for each audience that the stay is the business of, and for no other', () => {
    const ward = (code: string): Audience => ({
      sight: 'named',
      of: 'ward',
      organisation: 'RWE',
      ward: code,
    });
    const of = (organisation: string): Audience => ({
      sight: 'named',
      of: 'organisations',
      organisations: [organisation],
    });
    const residents = (authority: string): Audience => ({
      sight: 'named',
      of: 'residents',
      authority,
    });
    for (const audience of [ward('W1'), of('RWE'), residents('E06000016')])
      expect(row(audience)?.patient.displayName).toBe('TESTPATIENT, Ada');
    for (const audience of [ward('W2'), of('RT5'), residents('E10000018')])
      expect(row(audience)).toBeNull();
    expect(row({ sight: 'suppressed-counts', of: 'everyone' })).toBeNull();
  });

  it('is gone when the patient has left', () => {
    expect(row(EVERYONE, viewOf(aStay({ leftAt: '2026-06-03T09:00:00Z' })))).toBeNull();
  });

  it('says so when the name is no longer held, and when it never was known', () => {
    expect(row(EVERYONE, view, null)?.patient).toEqual({
      displayName: 'Name not held',
      similarName: false,
    });
    const unknown: Identity = {
      ...IDENTITY,
      familyName: null,
      givenName: null,
      nhsNumber: null,
      dateOfBirth: null,
    };
    expect(row(EVERYONE, view, unknown)?.patient).toEqual({
      displayName: 'Name not known',
      localId: 'S1000001',
      similarName: true,
    });
  });

  it('has no band on a ward whose kind has none', () => {
    const mental = viewOf(aStay({ ward: 'M1', admittedAt: '2026-03-01T10:00:00Z' }));
    expect(row(EVERYONE, mental)).toMatchObject({
      losDays: 94,
      band: 'none',
      kind: 'mental-health',
    });
  });
});

describe('the patient’s words on a board', () => {
  it('are "FAMILY, Given", or what there is of it', () => {
    expect(displayName({ familyName: 'Ní Bhriain', givenName: 'Áine' })).toBe('NÍ BHRIAIN, Áine');
    expect(displayName({ familyName: 'Smith', givenName: null })).toBe('SMITH');
    expect(displayName({ familyName: null, givenName: 'Ada' })).toBe('Ada');
  });

  it('give an age in whole years, one more on the birthday itself', () => {
    expect(ageOn('1940-06-04', '2026-06-03')).toBe(85);
    expect(ageOn('1940-06-04', '2026-06-04')).toBe(86);
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22);
  });
});

describe('the order of a board', () => {
  it('is the one in which the ward walks its beds; unlisted beds by name, then those without a bed', () => {
    const rows = [null, 'X10', 'S4', 'X2', 'A1', null].map((bed, index) => ({
      bed,
      stay: `S${9 - index}`,
    }));
    expect(inBedOrder(rows, ['A1', 'A2', 'S4']).map((one) => one.bed ?? one.stay)).toEqual([
      'A1',
      'S4',
      'X2',
      'X10',
      'S4',
      'S9',
    ]);
  });

  it('does not depend on the order in which the rows came', () => {
    const rows = ['A2', 'B1', null, 'A1', 'A1'].map((bed, index) => ({ bed, stay: `S${index}` }));
    const order = inBedOrder(rows, ['A1', 'A2']);
    expect(inBedOrder([...rows].reverse(), ['A1', 'A2'])).toEqual(order);
  });
});
