import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';
import type { TestDatabase } from './database.js';

/** A part of the service as a process of its own, as it was built. */
export interface Part {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly said: () => string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop; the code with which it ended. */
  stop(): Promise<number | null>;
}

export interface ApiPart extends Part {
  readonly url: string;
}

const READY_MS_MAX = 30_000;

interface PartOptions {
  readonly database: Pick<TestDatabase, 'appUrl' | 'ownerUrl'>;
  readonly now: string;
  readonly redisUrl?: string;
}

const mainOf = (part: 'api' | 'worker') =>
  fileURLToPath(new URL(`../../dist/apps/${part}/main.js`, import.meta.url));

function launch(part: 'api' | 'worker', own: Record<string, string>, options: PartOptions): Part {
  const { database, now, redisUrl } = options;
  const child = spawn(process.execPath, [mainOf(part)], {
    env: {
      PATH: process.env['PATH'],
      TZ: process.env['TZ'],
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      DEMO: 'empty',
      CLOCK_START: now,
      LOG_LEVEL: 'info',
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      ...own,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    child,
    said: () => text,
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

async function ready(part: Part): Promise<void> {
  await eventually(
    () => {
      if (part.child.exitCode !== null) return true;
      return part.said().includes('"msg":"ready"');
    },
    { withinMs: READY_MS_MAX },
  );
  if (part.child.exitCode !== null) throw new Error(`it ended at once: ${part.said()}`);
}

/** An api of its own, ready to answer. On port 0 it takes any. */
export async function startApiPart(
  options: PartOptions & { readonly port?: number },
): Promise<ApiPart> {
  const part = launch('api', { PORT: String(options.port ?? 0) }, options);
  await ready(part);
  const port = /"port":(\d+)/.exec(part.said())?.[1] ?? '0';
  return { ...part, url: `http://127.0.0.1:${port}` };
}

/** A worker of its own: timed jobs and the listener for messages. */
export async function startWorkerPart(options: PartOptions): Promise<Part> {
  const part = launch('worker', { MLLP_PORT: '0' }, options);
  await ready(part);
  return part;
}
