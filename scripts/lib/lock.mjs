import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot, Stop } from './house.mjs';

const file = inRoot('.prepare.lock');
const POLL_MS = 200;
const WAIT_MS_MAX = 15 * 60 * 1000;

function holder() {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function lives(pid) {
  if (!(pid > 1)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new Stop(
      'Something must be installed or built, and this folder cannot be written to: start once as its owner.',
    );
  }
}

/** Two starts in one folder install and build one after the other; a killed one's lock is taken over. */
export async function withLock(work) {
  const endMs = performance.now() + WAIT_MS_MAX;
  let told = false;
  while (!take()) {
    const other = holder();
    if (!lives(other) && holder() === other) rmSync(file, { force: true });
    else if (performance.now() > endMs)
      throw new Stop('Another start has been installing or building here for too long: stop it.');
    else {
      if (!told) console.log('Another start installs or builds here: waiting for it');
      told = true;
      await pause(POLL_MS);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
