import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTool } from './house.mjs';

/** ES modules in jest need this flag of Node's, which then warns in every worker. */
const ENV = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };

function counts(file) {
  try {
    const told = JSON.parse(readFileSync(file, 'utf8'));
    // A file that does not even load has no test to fail, and is a failure all the same.
    return {
      passed: told.numPassedTests,
      failed: told.numFailedTests + told.numRuntimeErrorTestSuites,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Runs jest once; answers how many tests passed and failed. */
export async function jest(args, env = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'boardround-jest-'));
  const report = path.join(folder, 'report.json');
  try {
    const all = [...args, '--passWithNoTests', '--json', `--outputFile=${report}`];
    const code = await runTool('jest/bin/jest.js', all, { env: { ...ENV, ...env } });
    const found = counts(report);
    if (code !== 0 && found.failed === 0) return { ...found, failed: 1 };
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
