import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const inRoot = (...parts) => path.join(root, ...parts);

/** A sentence for the person at the terminal that ends the command. */
export class Stop extends Error {}

/** Ends with one sentence where the Node that runs us is too old for the rest. */
function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  console.error(`Boardround needs Node 20 or newer, and this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a program to its end with our terminal, or `quiet`; answers its exit code, 1 when it was killed. */
export function run(program, args, { env = {}, cwd = root, quiet = false, timeoutMs } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? 'ignore' : 'inherit',
      timeout: timeoutMs,
    });
    const end = () => child.kill();
    process.once('exit', end);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code ?? 1);
    });
  });
}

/** The tool of an installed package, run by this Node. */
export function runTool(file, args, options) {
  return run(process.execPath, [inRoot('node_modules', file), ...args], options);
}

/** Runs the body of a command: a Stop becomes its sentence and exit code 1. */
export async function command(body) {
  refuseOldNode();
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
