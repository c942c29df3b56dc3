import { accessSync, constants } from 'node:fs';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine, for playwright-core's `executablePath`. */
export function chromiumPath(): string {
  const named = process.env['CHROMIUM'];
  for (const candidate of named ? [named, ...CANDIDATES] : CANDIDATES) {
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Look at the next place.
    }
  }
  throw new Error('There is no Chromium on this machine: install the package chromium.');
}

/** Flags a browser needs to run as root and in a small container. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
