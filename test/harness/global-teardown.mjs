import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const STOP_WITHIN_MS = 10_000;

/** Stops the cluster of this run, if a test started it, and removes the run's folder. */
export default async function globalTeardown() {
  const folder = process.env.BOARDROUND_TEST_DIR;
  if (!folder) return;
  await stopPostgres(path.join(folder, 'cluster', 'pg', 'postmaster.pid'));
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function stopPostgres(pidFile) {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!(pid > 1)) return;
  // SIGINT is PostgreSQL's fast stop: it ends its sessions itself.
  process.kill(pid, 'SIGINT');
  const endMs = performance.now() + STOP_WITHIN_MS;
  while (existsSync(pidFile) && performance.now() < endMs) await pause(20);
}
