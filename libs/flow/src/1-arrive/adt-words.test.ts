import { describe, expect, it } from '@jest/globals';
import { readAdtBytes } from '#interop';
import { adtMessage } from '../../../../test/builders/hl7.js';
import { adtParticulars } from './adt-words.js';

/** A message whose PV1-7, PV1-9, PV1-10 and PV2-9 are written as given. */
function particulars(said: {
  readonly attending?: string;
  readonly consulting?: string;
  readonly specialty?: string;
  readonly expected?: string;
}) {
  const { attending = '', consulting = '', specialty = '', expected = '' } = said;
  const message = adtMessage({ trigger: 'A08' }).replace(
    /PV1\|1\|(\w*)\|([^|]*)\|+/,
    (_all, kind, place) =>
      ['PV1', '1', kind, place, '', '', '', attending, '', consulting, specialty]
        .concat(Array.from({ length: 9 }, () => ''))
        .join('|'),
  );
  const reading = readAdtBytes(Buffer.from(`${message}PV2|||||||||${expected}\r`));
  if (!reading.ok || reading.use !== 'apply') throw new Error('this message can be used');
  return adtParticulars(reading.event);
}

/** A message of somebody at an address, PID-11 and PID-12 as given. */
function residence(address: string, county = '') {
  const message = adtMessage({ trigger: 'A08' }).replace(
    /(PID(?:\|[^|\r]*){8})/,
    (pid) => `${pid}|||${address}|${county}`,
  );
  const reading = readAdtBytes(Buffer.from(message));
  if (!reading.ok || reading.use !== 'apply') throw new Error('this message can be used');
  return adtParticulars(reading.event).responsibleAuthority;
}

describe('the council of residence', () => {
  it.each([
    ['1 Any Street^^Leicester^^LE1 1AA^^H^^E06000016', '', 'E06000016'],
    ['^^^^^^C~1 Any Street^^Leicester^^LE1 1AA^^H^^e06000016', '', 'E06000016'],
    ['1 Any Street^^Oakham^^LE15 1AA', 'E06000017', 'E06000017'],
    ['2 Any Street^^Hinckley^^LE10 1AA^^H^^E07000132', '', 'E10000018'],
  ])('%s, %s: is what the address names by code: %s', (address, county, council) => {
    expect(residence(address, county)).toBe(council);
  });

  it.each([
    ['1 Any Street^^Leicester^Leicestershire^LE1 1AA', ''],
    ['1 Any Street^^Leicester^^LE1 1AA^^H^^Leicestershire', 'LEICS'],
    ['1 Any Street^^Nuneaton^^CV11 1AA^^H^^E07000219', ''],
    ['', ''],
  ])('%s, %s: is not guessed from a name, a postcode or another county’s district', (a, county) => {
    expect(residence(a, county)).toBeUndefined();
  });
});

describe('what a message says of a stay', () => {
  it('takes what it names', () => {
    const named = particulars({ attending: '^Okafor', specialty: '430', expected: '20260503' });
    expect(named).toEqual({
      consultant: 'Okafor',
      specialty: '430',
      expectedDischargeDate: '2026-05-03',
    });
  });

  it('clears what the sender empties on purpose', () => {
    expect(particulars({ attending: '""', specialty: '""', expected: '""' })).toEqual({
      consultant: null,
      specialty: null,
      expectedDischargeDate: null,
    });
  });

  it('leaves alone what the sender leaves out', () => {
    expect(particulars({})).toEqual({});
  });

  it('takes the consulting doctor where the attending one was emptied', () => {
    expect(particulars({ attending: '""', consulting: '^Shah' })).toEqual({ consultant: 'Shah' });
  });
});
