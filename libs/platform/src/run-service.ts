import type { Config } from './config.js';
import { readConfig } from './config.js';
import type { Logger } from './logger.js';
import { createLogger } from './logger.js';
import type { Shutdown } from './shutdown.js';
import { createShutdown } from './shutdown.js';
import { StartRefused } from './start-refused.js';
import { watchForStop } from './stop-signal.js';

/** The whole stop is over well before the ten seconds that are promised. */
const STOP_BUDGET_MS = 7_500;
const STOP_HARD_MS = 9_500;

/** What a process works with from its start to its end. */
export interface Process {
  readonly config: Config;
  readonly log: Logger;
  /** Keeps what has to be closed; what is still being opened counts too. */
  readonly shutdown: Shutdown;
}

/** Starts the parts of a process, and answers with a sentence only when they can no longer go on. */
export type Serve = (process: Process) => Promise<string>;

/**
 * Runs a process from its settings to its end: asked to stop it closes everything and leaves with 0; a start that
 * cannot be obeyed, and a service that cannot go on, leave with 1 and a sentence.
 * @param stopping told when a stop was asked for
 */
export async function runService(serve: Serve, stopping: (log: Logger) => void): Promise<never> {
  const stopWatch = watchForStop();
  // The terminal may be gone before we are.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const config = configOrEnd();
  // People read standard output; the log goes beside it.
  const log = createLogger(config.logLevel, process.stderr);
  const shutdown = createShutdown({ budgetMs: STOP_BUDGET_MS });
  const fault = new Promise<'fault'>((resolve) => {
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'an error nobody handled ends the service');
      resolve('fault');
    });
  });
  const serving = serve({ config, log, shutdown }).then(
    (sentence) => {
      log.fatal(sentence);
      process.stderr.write(`${sentence}\n`);
      return 'fault' as const;
    },
    (error: unknown) => {
      tellFailure(error, log);
      return 'fault' as const;
    },
  );
  const reason = await Promise.race([stopWatch.reason, fault, serving]);
  if (reason !== 'fault') stopping(log);
  return stop(shutdown, log, reason === 'fault' ? 1 : 0);
}

function configOrEnd(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** A start that cannot be obeyed ends with a sentence; anything else is a fault, told with its stack. */
function tellFailure(error: unknown, log: Logger): void {
  const expected = error instanceof StartRefused;
  if (!expected) log.fatal({ err: error }, 'the service could not start');
  const sentence = expected
    ? error.message
    : 'Boardround could not start; the line above says why.';
  process.stderr.write(`${sentence}\n`);
}

/** Closes everything within the time that is promised, whatever hangs, and ends the process. */
async function stop(shutdown: Shutdown, log: Logger, exitCode: number): Promise<never> {
  setTimeout(() => process.exit(exitCode || 1), STOP_HARD_MS).unref();
  for (const closed of await shutdown.close())
    if (closed.outcome !== 'closed')
      log.error({ part: closed.name, outcome: closed.outcome, err: closed.error }, 'stopped badly');
  process.exit(exitCode);
}
