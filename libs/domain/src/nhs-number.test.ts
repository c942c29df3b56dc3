import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkNhsNumber, nhsCheckDigit } from './nhs-number.js';

const issuedNine = fc
  .integer({ min: 0, max: 999_999 })
  .map((n) => `999${String(n).padStart(6, '0')}`)
  .filter((nine) => nhsCheckDigit(nine) !== null && nine !== '999999999');

describe('an NHS number', () => {
  it.each(['9990000018', '9990000026', '9990000034', '9990000093'])('%s is accepted', (text) => {
    expect(checkNhsNumber(text)).toEqual({ ok: true, value: text });
  });

  it('is accepted as it is printed on a wristband', () => {
    expect(checkNhsNumber('999 000 0018 ')).toEqual({ ok: true, value: '9990000018' });
    expect(checkNhsNumber('999-000-0018')).toEqual({ ok: true, value: '9990000018' });
  });

  it.each(['', '12345', '99900000180', '999000001X', 'Hello world.', '٩٩٩٠٠٠٠٠١٨'])(
    '%j is malformed',
    (text) => {
      expect(checkNhsNumber(text)).toEqual({ ok: false, code: 'nhs-number-malformed' });
    },
  );

  it('with one wrong digit is refused', () => {
    expect(checkNhsNumber('9990000019')).toEqual({ ok: false, code: 'nhs-number-check-digit' });
  });

  it('is never ten times the same digit, though some of those pass the sum', () => {
    expect(checkNhsNumber('9999999999')).toEqual({ ok: false, code: 'nhs-number-repeated-digit' });
    expect(checkNhsNumber('0000000000')).toEqual({ ok: false, code: 'nhs-number-repeated-digit' });
  });

  it('whose sum would need a check digit of ten does not exist', () => {
    const neverIssued = Array.from(
      { length: 100 },
      (_, n) => `9990000${String(n).padStart(2, '0')}`,
    ).filter((nine) => nhsCheckDigit(nine) === null);
    expect(neverIssued.length).toBeGreaterThan(0);
    for (const nine of neverIssued) {
      for (let digit = 0; digit < 10; digit += 1) {
        expect(checkNhsNumber(`${nine}${digit}`).ok).toBe(false);
      }
    }
  });

  it('shows every single mistyped digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(issuedNine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
        const right = `${nine}${nhsCheckDigit(nine)}`;
        const digits = [...right];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(checkNhsNumber(digits.join('')).ok).toBe(false);
        const swapped = [...right];
        const next = (at + 1) % 10;
        if (at < 9 && swapped[at] !== swapped[next]) {
          [swapped[at], swapped[next]] = [swapped[next] ?? '', swapped[at] ?? ''];
          expect(checkNhsNumber(swapped.join('')).ok).toBe(false);
        }
      }),
    );
  });
});
