import type { ErrorCode } from '#contracts';
import { ERRORS } from '#contracts';
import type { Result } from '#domain';
import { HttpException } from '@nestjs/common';

/** A refusal on its way out: the code decides the status, the sentence and nothing else. */
export class Refused extends HttpException {
  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(ERRORS[code].message, ERRORS[code].status);
  }
}

interface RefusalLike {
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The value of a rule's answer; a refusal leaves by the filter. */
export function granted<T>(result: Result<T, RefusalLike>): T {
  if (result.ok) return result.value;
  throw new Refused(result.refusal.code, result.refusal.details);
}
