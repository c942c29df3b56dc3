import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.js';

const MAIN = fileURLToPath(new URL('../../dist/apps/local/main.js', import.meta.url));
const READY_MS_MAX = 60_000;

/** The local service as a process of its own, as built. */
export interface LocalService {
  readonly child: ChildProcess;
  /** Everything it has said so far. */
  readonly told: () => string;
  readonly ended: Promise<number | null>;
}

export function launchLocal(dataDir: string, more: Record<string, string> = {}): LocalService {
  const env = { DATA_DIR: dataDir, DEMO: 'empty', PORT: '0', MLLP_PORT: '0', ...more };
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, told: () => text, ended };
}

/** Waits until it is ready; where it is then. */
export async function ready(service: LocalService): Promise<string> {
  await eventually(
    () => {
      if (service.child.exitCode === null)
        return expectTold(service.told(), 'Boardround is ready.');
      throw new Error(`it ended at once: ${service.told()}`);
    },
    { withinMs: READY_MS_MAX },
  );
  return /http:\/\/127\.0\.0\.1:\d+/.exec(service.told())?.[0] ?? '';
}

function expectTold(told: string, words: string): true {
  if (!told.includes(words)) throw new Error(`it has not said "${words}" yet: ${told}`);
  return true;
}
