import { describe, expect, it } from '@jest/globals';
import { readBirthDate, readWrittenDate, readWrittenTime } from './written-time.js';

describe('a time in a census', () => {
  it.each([
    ['2026-05-01T08:30:00Z', '2026-05-01T08:30:00Z'],
    ['2026-05-01T08:30+01:00', '2026-05-01T07:30:00Z'],
    ['2026-05-01T08:30:15.250+0100', '2026-05-01T07:30:15.25Z'],
    ['2026-05-01T08:30', '2026-05-01T07:30:00Z'],
    ['2026-05-01 08:30:00', '2026-05-01T07:30:00Z'],
    ['2026-05-01 08:30:00 +01:00', '2026-05-01T07:30:00Z'],
    ['01/05/2026 08:30', '2026-05-01T07:30:00Z'],
    ['01/05/2026 08:30:15', '2026-05-01T07:30:15Z'],
    ['1/5/2026 8:30', '2026-05-01T07:30:00Z'],
    ['01-May-2026 08:30', '2026-05-01T07:30:00Z'],
    ['15-JAN-2026 08:30', '2026-01-15T08:30:00Z'],
    [' 15-jan-2026 08:30 ', '2026-01-15T08:30:00Z'],
  ])('%j is %s', (text, instant) => {
    expect(readWrittenTime(text)).toEqual({ instant, warnings: [] });
  });

  it.each(['2026-05-01', '01/05/2026', '01-May-2026'])(
    '%j is the first moment of that London day, and says so',
    (text) => {
      expect(readWrittenTime(text)).toEqual({
        instant: '2026-04-30T23:00:00Z',
        warnings: ['time-of-day-missing'],
      });
    },
  );

  it.each(['2026-03-29T01:30', '29/03/2026 01:30', '29-Mar-2026 01:30'])(
    '%j, which London skips, moves forward',
    (text) => {
      expect(readWrittenTime(text)).toEqual({
        instant: '2026-03-29T01:30:00Z',
        warnings: ['local-time-missing'],
      });
    },
  );

  it.each(['2026-10-25T01:30', '25/10/2026 01:30', '25-Oct-2026 01:30'])(
    '%j, which London has twice, is the first',
    (text) => {
      expect(readWrittenTime(text)).toEqual({
        instant: '2026-10-25T00:30:00Z',
        warnings: ['local-time-doubled'],
      });
    },
  );

  it.each([
    '',
    'yesterday',
    '05/31/2026',
    '31/04/2026',
    '2026-02-29',
    '01/05/26',
    '2026-05-01T24:00',
    '2026-05-01T08:60',
    '01/05/2026 08:30 pm',
    '01/05/2026T08:30',
    '01-Mai-2026',
    '2026-05-01T08:30+01:00[Europe/London]',
    '46143.35',
    '0001-01-01',
  ])('%j is none', (text) => {
    expect(readWrittenTime(text)).toBeUndefined();
  });
});

describe('a date in a census', () => {
  it('of a plan is the London date of the moment', () => {
    expect(readWrittenDate('04/05/2026')).toBe('2026-05-04');
    expect(readWrittenDate('2026-05-04T23:30:00Z')).toBe('2026-05-05');
    expect(readWrittenDate('soon')).toBeUndefined();
    expect(readWrittenDate('04/05/2026 later')).toBeUndefined();
  });

  it('of birth is the date as written', () => {
    expect(readBirthDate('03-Feb-1941')).toBe('1941-02-03');
    expect(readBirthDate('1941-02-03T23:30:00-05:00')).toBe('1941-02-03');
    expect(readBirthDate('31/02/1941')).toBeUndefined();
  });
});
