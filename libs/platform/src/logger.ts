import {
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type LogFn,
  type Logger as PinoLogger,
} from 'pino';
import type { LogLevel } from './config.js';

/** JSON lines, one an event. Fields are ids, counts and codes; a name or an NHS number has no place here. */
export type Logger = PinoLogger;

const CENSORED = '[withheld]';

/** Fields that could carry a person, a secret or a raw message, wherever a caller may have put them. */
const WITHHELD = [
  'authorization',
  'body',
  'cookie',
  'dateOfBirth',
  'displayName',
  'familyName',
  'givenName',
  'localId',
  'nhsNumber',
  'note',
  'parameters',
  'password',
  'patient',
  'query',
  'raw',
  'set-cookie',
];

function redactPaths(): string[] {
  return WITHHELD.flatMap((field) => {
    const step = `["${field}"]`;
    return [field === 'set-cookie' ? step : field, `*${step}`, `*.*${step}`];
  });
}

/** What may be told of an error: for a database error its code and places, never the values it quotes. */
export interface SafeError {
  type: string;
  message: string;
  code?: string;
  table?: string;
  constraint?: string;
  stack?: string;
}

interface ErrorFields {
  code?: unknown;
  severity?: unknown;
  table?: unknown;
  constraint?: unknown;
  driverError?: unknown;
}

function databaseFields(error: Error & ErrorFields): ErrorFields | null {
  const inner = error.driverError instanceof Error ? (error.driverError as ErrorFields) : error;
  const isDatabase = typeof inner.severity === 'string' && typeof inner.code === 'string';
  return isDatabase ? inner : null;
}

/**
 * The loggable form of anything that was thrown. PostgreSQL quotes offending values in its messages
 * and TypeORM adds the parameters, so of those only code, table and constraint are kept.
 */
export function safeError(thrown: unknown): SafeError {
  if (!(thrown instanceof Error))
    return { type: typeof thrown, message: 'not an Error was thrown' };
  const error: Error & ErrorFields = thrown;
  const database = databaseFields(error);
  const told: SafeError = {
    type: error.name,
    message: database ? `database error ${String(database.code)}` : error.message,
  };
  const code = (database ?? error).code;
  if (typeof code === 'string') told.code = code;
  if (typeof database?.table === 'string') told.table = database.table;
  if (typeof database?.constraint === 'string') told.constraint = database.constraint;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  if (frames?.length) told.stack = frames.join('\n');
  return told;
}

function isError(field: unknown): field is { err: Error } {
  return (
    typeof field === 'object' && field !== null && 'err' in field && field.err instanceof Error
  );
}

/** Without a text of ours, pino would take the error's own: give it the safe one first. */
function withSafeText(args: unknown[]): unknown[] {
  const [first, text] = args;
  if (first instanceof Error) return [{ err: first }, text ?? safeError(first).message];
  if (isError(first) && text === undefined) return [first, safeError(first.err).message];
  return args;
}

/**
 * @param level the least important level that is written
 * @param to where lines go; standard output when left out
 */
export function createLogger(level: LogLevel, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactPaths(), censor: CENSORED },
    messageKey: 'msg',
    hooks: {
      logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn) {
        method.apply(this, withSafeText(args) as Parameters<LogFn>);
      },
    },
    serializers: { err: safeError, error: safeError },
  };
  return to ? pino(options, to) : pino(options);
}

/** What Nest asks of a logger, in the shape of its LoggerService. */
export interface NestLogger {
  log(message: unknown, ...rest: unknown[]): void;
  error(message: unknown, ...rest: unknown[]): void;
  warn(message: unknown, ...rest: unknown[]): void;
  debug(message: unknown, ...rest: unknown[]): void;
  verbose(message: unknown, ...rest: unknown[]): void;
  fatal(message: unknown, ...rest: unknown[]): void;
}

type NestLevel = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/**
 * Hands Nest's own lines to our logger: its start-up chatter at debug, the rest at its level. Nest puts
 * its context (a class name) last, and for an error the stack before it.
 */
export function nestLogger(log: Logger): NestLogger {
  const write =
    (level: NestLevel) =>
    (message: unknown, ...rest: unknown[]) => {
      const last = rest.at(-1);
      const context = typeof last === 'string' && !last.includes('\n') ? last : undefined;
      if (message instanceof Error) log[level]({ context, err: message }, 'nest');
      else if (typeof message === 'string') log[level]({ context }, message);
      else log[level]({ context }, 'nest');
    };
  return {
    log: write('debug'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}
