/** A business refusal is a value, a bug is a throw: rules answer with one of these two. */
export type Result<T, R = Refusal> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

/** Why a rule said no: a stable code, and details that hold no patient's data. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Every code a rule of the house may refuse with. Their sentences and HTTP statuses are in #contracts. */
export type RefusalCode =
  | 'not-allowed'
  | 'not-found'
  | 'not-signed-in'
  | 'day-changed'
  | 'delay-changed'
  | 'plan-changed'
  | 'action-changed'
  | 'round-changed'
  | 'stay-changed'
  | 'command-reused'
  | 'constraint-required'
  | 'value-required'
  | 'reason-not-in-list'
  | 'value-not-in-list'
  | 'attribution-not-allowed'
  | 'owner-not-responsible'
  | 'owner-unknown'
  | 'day-not-in-stay'
  | 'day-not-marked'
  | 'late-reason-required'
  | 'at-in-future'
  | 'at-too-old'
  | 'at-before-admission'
  | 'since-in-future'
  | 'stay-ended'
  | 'check-unknown'
  | 'role-unknown'
  | 'time-not-on-day'
  | 'expected-before-admission'
  | 'day-not-planned'
  | 'delay-not-open'
  | 'red-green-not-used';

export function accept<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  details?: Readonly<Record<string, unknown>>,
): Result<never> {
  return { ok: false, refusal: details === undefined ? { code } : { code, details } };
}
