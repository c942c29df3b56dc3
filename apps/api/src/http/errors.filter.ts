import type { ErrorCode } from '#contracts';
import { ERRORS, errorBody } from '#contracts';
import { Busy } from '#flow';
import type { Logger } from '#platform';
import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refused } from './refused.js';

const RETRY_AFTER_SECONDS = '1';

/** Database states in which a request may simply come again: busy, starting, stopping, out of connections. */
const PASSING = new Set([
  '57014',
  '55P03',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '40001',
  '40P01',
  '25P03',
  '08003',
]);
const CONNECTION =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|not queryable|after calling end on the pool|Driver not Connected|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOENT/;

/** One way out for everything that goes wrong: a stable code, a sentence, never a stack or a patient's data. */
@Catch()
export class ErrorsFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const code = codeOf(error);
    const details = error instanceof Refused ? error.details : {};
    if (code === 'internal') this.log.error({ err: error }, 'a request failed');
    if (ERRORS[code].status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
    void reply.status(ERRORS[code].status).send(errorBody(code, details));
  }
}

export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refused) return error.code;
  if (error instanceof Busy) return 'not-ready';
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : ((error as { readonly statusCode?: number }).statusCode ?? 500);
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 415) return 'unsupported';
  if (status === 429) return 'too-many';
  if (status >= 400 && status < 500) return 'malformed';
  return isPassing(error) ? 'not-ready' : 'internal';
}

function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = error as {
    readonly code?: string;
    readonly message?: string;
  };
  return PASSING.has(code) || CONNECTION.test(`${code} ${message}`);
}
