import { describe, expect, it } from '@jest/globals';
import { readDate, readTimestamp, writeTimestamp } from './timestamp.js';

describe('an HL7 timestamp', () => {
  it.each([
    ['20260501083000', '2026-05-01T07:30:00Z'],
    ['202601150830', '2026-01-15T08:30:00Z'],
    ['2026011508', '2026-01-15T08:00:00Z'],
    ['20260501083000.25', '2026-05-01T07:30:00.25Z'],
    ['20260501083000+0000', '2026-05-01T08:30:00Z'],
    ['202605010830-0530', '2026-05-01T14:00:00Z'],
    ['20150208113419+0110', '2015-02-08T10:24:19Z'],
  ])('%s is %s', (text, instant) => {
    expect(readTimestamp(text)).toEqual({ instant, warnings: [] });
  });

  it('without a time of day is the first moment of the London day, and says so', () => {
    const warnings = ['time-of-day-missing'];
    expect(readTimestamp('20260501')).toEqual({ instant: '2026-04-30T23:00:00Z', warnings });
    expect(readTimestamp('20260501+0500')).toEqual({ instant: '2026-04-30T23:00:00Z', warnings });
  });

  it('in the hour that London skips moves forward', () => {
    expect(readTimestamp('20260329013000')).toEqual({
      instant: '2026-03-29T01:30:00Z',
      warnings: ['local-time-missing'],
    });
  });

  it('in the hour that London has twice is the first', () => {
    expect(readTimestamp('20261025013000')).toEqual({
      instant: '2026-10-25T00:30:00Z',
      warnings: ['local-time-doubled'],
    });
  });

  it('with an offset is never doubtful', () => {
    expect(readTimestamp('20261025013000+0000')).toEqual({
      instant: '2026-10-25T01:30:00Z',
      warnings: [],
    });
  });

  it.each([
    '',
    '2013',
    '202605',
    '00000000',
    '20260230',
    '20260501250000',
    '20260501086000',
    'now',
    '20260501083000+9900',
    '20260501083',
  ])('%j is no point in time', (text) => {
    expect(readTimestamp(text)).toBeUndefined();
  });

  it('is written in UTC to the second', () => {
    expect(writeTimestamp('2026-05-01T07:30:00Z')).toBe('20260501073000+0000');
    expect(writeTimestamp('2026-05-01T07:30:00.123Z')).toBe('20260501073000+0000');
  });
});

describe('an HL7 date', () => {
  it('is the date as written, whatever time and offset follow', () => {
    expect(readDate('19410203')).toEqual({ ok: true, date: '1941-02-03' });
    expect(readDate('19410203000000')).toEqual({ ok: true, date: '1941-02-03' });
    expect(readDate('19410203233000-1100')).toEqual({ ok: true, date: '1941-02-03' });
  });

  it('that is a year, a month or nonsense is none', () => {
    expect(readDate('1941')).toEqual({ ok: false, code: 'date-incomplete' });
    expect(readDate('194102')).toEqual({ ok: false, code: 'date-incomplete' });
    expect(readDate('19410231')).toEqual({ ok: false, code: 'date-unreadable' });
    expect(readDate('ward 7')).toEqual({ ok: false, code: 'date-unreadable' });
  });
});
