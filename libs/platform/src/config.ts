import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { StartRefused } from './start-refused.js';

/** How the demonstration system takes part: full of patients, with reference data only, or absent. */
export type DemoMode = 'on' | 'empty' | 'off';

/** Where the rows live: a PostgreSQL that this service starts itself, or one that somebody else keeps. */
export type DatabaseSetting =
  { kind: 'embedded' } | { kind: 'given'; appUrl: string; ownerUrl: string };

/** Every setting of the service, checked, with defaults filled in. Nothing else reads the environment. */
export interface Config {
  /** Where HTTP and the live socket listen. Port 0 asks the system for a free one. */
  http: { host: string; port: number };
  /** Where HL7 messages arrive over MLLP. */
  mllp: { host: string; port: number };
  /** Absolute path of the folder that holds the embedded database. */
  dataDir: string;
  database: DatabaseSetting;
  /** Most database connections one process may hold. */
  poolMax: number;
  /** Queues and the feed between instances; absent means queues on PostgreSQL and a feed in the process. */
  redisUrl: string | null;
  demo: { mode: DemoMode; life: boolean; seed: number; onNetwork: boolean };
  /** Days for which files and messages are kept as they came. */
  inboundDays: number;
  /** The service's clock starts here; demonstration only. */
  clockStart: Temporal.Instant | null;
  oidc: { issuer: string } | null;
  logLevel: LogLevel;
  production: boolean;
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment as the operating system hands it over. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A setting that cannot be obeyed. Its message is one sentence for the person who starts the service:
 * it names the setting and never repeats the value, because addresses carry passwords.
 */
export class ConfigError extends StartRefused {
  constructor(
    readonly setting: string,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'ConfigError';
  }
}

function wholeNumber(least: number, most: number, fallback: number) {
  const sentence = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,10}$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence)
    .default(fallback);
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `must be one of ${values.join(', ')}`);
}

const onOff = oneOf(['on', 'off']);
const port = (fallback: number) => wholeNumber(0, 65_535, fallback);
const host = z
  .string()
  .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be a host name or an address')
  .default('127.0.0.1');
const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/\S+$/, 'must be an address that begins with postgresql://');
const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue('must be an instant such as 2026-03-02T07:30:00Z');
    return z.NEVER;
  }
});

const settings = z.object({
  PORT: port(3000),
  HOST: host,
  MLLP_PORT: port(2575),
  MLLP_HOST: host,
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  POOL_MAX: wholeNumber(2, 200, 10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'must be an address that begins with redis://')
    .optional(),
  DEMO: oneOf(['on', 'empty', 'off']).optional(),
  DEMO_LIFE: onOff.default('on'),
  DEMO_ON_NETWORK: oneOf(['yes', 'no']).default('no'),
  DEMO_SEED: wholeNumber(0, 2_147_483_647, 20_260_301),
  INBOUND_DAYS: wholeNumber(1, 3_650, 90),
  CLOCK_START: instant.optional(),
  OIDC_ISSUER: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must be an address that begins with https://')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  NODE_ENV: z.string().optional(),
});

type Settings = z.output<typeof settings>;

/** Whether only this machine can reach the address. */
function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** An empty value is an unset one: compose files pass `NAME: ${NAME:-}`. */
function withoutEmpty(environment: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(settings.shape)) {
    const value = environment[name]?.trim();
    if (value) kept[name] = value;
  }
  return kept;
}

function parse(environment: Environment): Settings {
  const read = settings.safeParse(withoutEmpty(environment));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const setting = String(issue?.path[0] ?? 'environment');
  throw new ConfigError(setting, `The setting ${setting} ${issue?.message ?? 'cannot be read'}.`);
}

function demoMode(given: Settings): DemoMode {
  const mode = given.DEMO ?? (given.DATABASE_URL || given.OIDC_ISSUER ? 'off' : 'on');
  if (mode === 'off') {
    if (given.CLOCK_START)
      throw new ConfigError(
        'CLOCK_START',
        'The setting CLOCK_START needs a demonstration (DEMO on or empty): real patients have the real time.',
      );
    return mode;
  }
  if (given.NODE_ENV === 'production')
    throw new ConfigError(
      'DEMO',
      'The setting DEMO must be off with NODE_ENV=production: a demonstration lets anybody sign in.',
    );
  if (!isLoopback(given.HOST) && given.DEMO_ON_NETWORK !== 'yes')
    throw new ConfigError(
      'HOST',
      'The setting HOST must be a loopback address in a demonstration, where anybody can sign in, unless DEMO_ON_NETWORK=yes.',
    );
  return mode;
}

function databaseSetting(given: Settings): DatabaseSetting {
  if (given.DATABASE_URL)
    return {
      kind: 'given',
      appUrl: given.DATABASE_URL,
      ownerUrl: given.DATABASE_OWNER_URL ?? given.DATABASE_URL,
    };
  if (given.DATABASE_OWNER_URL)
    throw new ConfigError(
      'DATABASE_OWNER_URL',
      'The setting DATABASE_OWNER_URL needs DATABASE_URL beside it.',
    );
  return { kind: 'embedded' };
}

/**
 * Reads and checks every setting once, at the start.
 * @throws ConfigError with a sentence that names the first setting that cannot be obeyed.
 */
export function readConfig(environment: Environment = process.env): Config {
  const given = parse(environment);
  return {
    http: { host: given.HOST, port: given.PORT },
    mllp: { host: given.MLLP_HOST, port: given.MLLP_PORT },
    dataDir: path.resolve(given.DATA_DIR),
    database: databaseSetting(given),
    poolMax: given.POOL_MAX,
    redisUrl: given.REDIS_URL ?? null,
    demo: {
      mode: demoMode(given),
      life: given.DEMO_LIFE === 'on',
      seed: given.DEMO_SEED,
      onNetwork: given.DEMO_ON_NETWORK === 'yes',
    },
    inboundDays: given.INBOUND_DAYS,
    clockStart: given.CLOCK_START ?? null,
    oidc: given.OIDC_ISSUER ? { issuer: given.OIDC_ISSUER } : null,
    logLevel: given.LOG_LEVEL,
    production: given.NODE_ENV === 'production',
  };
}
