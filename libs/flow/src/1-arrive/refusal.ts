import type { ErrorCode } from '#contracts';
import type { Result } from '#domain';

/** Why an arrival was not taken: a code of the shared table, and details without a patient's data. */
export interface ArrivalRefusal {
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Arrival<T> = Result<T, ArrivalRefusal>;

export function refused(
  code: ErrorCode,
  details?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly refusal: ArrivalRefusal } {
  return { ok: false, refusal: details === undefined ? { code } : { code, details } };
}
