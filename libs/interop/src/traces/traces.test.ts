import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { speaksOf, withoutRowsOf } from './traces.js';

const ADA = {
  nhsNumbers: ['9990000018'],
  ids: ['S1000001', '77'],
  familyNames: ['Müller-Strauß'],
  givenNames: ['Ada'],
};

const says = (text: string, encoding = 'utf8') => speaksOf(iconv.encode(text, encoding), ADA);

describe('whether something that came speaks of a patient', () => {
  it.each([
    ['the NHS number', 'x|9990000018|y'],
    ['the NHS number in groups', 'x,999 000 0018,y'],
    ['the hospital number', 'PID|1||S1000001^^^RWE'],
    ['the hospital number in small letters', 'pid|1||s1000001^^^rwe'],
    ['both names', 'MÜLLER-STRAUß^ADA'],
    ['the family name beside a short number', '77,Müller-Strauß'],
  ])('is told by %s', (_what, text) => {
    expect(says(text)).toBe(true);
    expect(says(text, 'win1252')).toBe(true);
    expect(speaksOf(iconv.encode(text, 'utf16le', { addBOM: true }), ADA)).toBe(true);
  });

  it.each([
    ['a number within another', '19990000018'],
    ['a hospital number within another', 'S10000012'],
    ['a short number alone', 'bed 77'],
    ['a family name alone', 'Müller-Strauß^Grace'],
    ['a given name alone', 'Smith^Ada'],
    ['nothing', ''],
  ])('is not told by %s', (_what, text) => {
    expect(says(text)).toBe(false);
  });
});

describe('a file without the rows of a patient', () => {
  const rows = [
    'organisation,ward,local_id,family_name,given_name',
    'RWE,W1,S1000000,"Other",Grace',
    'RWE,W1,S1000001,"Müller\nStrauß",Ada',
    'RWE,W1,S1000002,Third,Eve',
    '"RWE",W1,,Müller-Strauß,Ada',
  ];
  const left = [rows[0], rows[1], '\n', rows[3], ''];

  it.each([
    ['UTF-8', 'utf8', '\n'],
    ['Windows-1252', 'win1252', '\r\n'],
    ['UTF-16', 'utf16le', '\r\n'],
    ['the other UTF-16', 'utf16be', '\n'],
  ])('keeps every other row and its line, in %s', (_name, encoding, end) => {
    const file = (lines: readonly (string | undefined)[]) =>
      iconv.encode(lines.join(end), encoding, { addBOM: encoding.startsWith('utf16') });
    const without = withoutRowsOf(file(rows), ADA);
    expect(Buffer.from(without ?? []).toString('hex')).toBe(file(left).toString('hex'));
    expect(withoutRowsOf(file(left), ADA)).toBeNull();
  });

  it('is found behind a quotation mark that nobody closed', () => {
    const file = Buffer.from('a,"b\nRWE,S1000001\nRWE,S1000002\n');
    expect(Buffer.from(withoutRowsOf(file, ADA) ?? []).toString()).toBe('a,"b\n\nRWE,S1000002\n');
  });
});
