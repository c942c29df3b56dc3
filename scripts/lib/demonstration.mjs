import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot, Stop } from './house.mjs';

/** Making the demonstration takes most of this. */
const READY_MS_MAX = 180_000;
const STOP_MS_MAX = 10_000;
const SEED = '20260301';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Flags a browser needs to run as root and in a small container. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

export function chromiumPath() {
  const found = [process.env.CHROMIUM, ...CHROMIUM].find((one) => one && existsSync(one));
  if (!found) throw new Stop('There is no Chromium on this machine: install the package chromium.');
  return found;
}

/** Starts a still demonstration in a folder of its own; answers its address and how to end it. */
export async function startDemonstration(folder, clockStart) {
  const child = spawn(process.execPath, [inRoot('scripts/start.mjs')], {
    env: {
      ...process.env,
      npm_lifecycle_event: '',
      DATA_DIR: folder,
      PORT: '0',
      MLLP_PORT: '0',
      DEMO: 'on',
      DEMO_LIFE: 'off',
      DEMO_SEED: SEED,
      CLOCK_START: clockStart,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint = (complaint + chunk).slice(-2_000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    await ended;
    clearTimeout(timer);
  };
  process.once('exit', () => child.kill('SIGTERM'));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Stop('The service did not start.')), READY_MS_MAX);
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (!address) return;
      clearTimeout(late);
      resolve(address[0]);
    });
    child.once('exit', () =>
      reject(new Stop(`The service ended before it was ready.\n${complaint}`)),
    );
  });
  return { url, stop };
}
