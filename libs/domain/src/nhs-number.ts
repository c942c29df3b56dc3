/** Why a text is not an NHS number. */
export type NhsNumberCode =
  'nhs-number-malformed' | 'nhs-number-check-digit' | 'nhs-number-repeated-digit';

export type NhsNumberCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: NhsNumberCode };

const DIGITS = 10;

/**
 * Checks an NHS number and gives it as ten digits, without the spaces or hyphens it was printed with.
 *
 * Rule (NHS Data Dictionary, NHS NUMBER): the first nine digits are weighted 10 down to 2, the
 * tenth is 11 minus the sum's remainder by 11, where 11 is written 0 and 10 is never issued.
 * Ten equal digits satisfy that sum for several digits and are what people type to get past a
 * form, so they are refused. Passing says the number could exist, not that it is this patient's.
 *
 * @example checkNhsNumber('999 000 0018') // { ok: true, value: '9990000018' }
 */
export function checkNhsNumber(text: string): NhsNumberCheck {
  const value = text.replace(/[\s-]/g, '');
  if (!/^[0-9]{10}$/.test(value)) return { ok: false, code: 'nhs-number-malformed' };
  if (/^([0-9])\1{9}$/.test(value)) return { ok: false, code: 'nhs-number-repeated-digit' };
  if (nhsCheckDigit(value.slice(0, DIGITS - 1)) !== Number(value[DIGITS - 1])) {
    return { ok: false, code: 'nhs-number-check-digit' };
  }
  return { ok: true, value };
}

/** The tenth digit that belongs to nine, or null where the number is never issued. */
export function nhsCheckDigit(nineDigits: string): number | null {
  const sum = [...nineDigits].reduce(
    (total, digit, index) => total + Number(digit) * (DIGITS - index),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return null;
  return check === 11 ? 0 : check;
}
