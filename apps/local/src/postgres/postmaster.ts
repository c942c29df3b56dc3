import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 25;

/** What PostgreSQL writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** Folder of its socket; empty while it is still starting. */
  socketDir: string;
  ready: boolean;
}

function pidFile(data: string): string {
  return path.join(data, 'postmaster.pid');
}

function readPidFile(data: string): (Postmaster & { text: string }) | null {
  let text: string;
  try {
    text = readFileSync(pidFile(data), 'utf8');
  } catch {
    return null;
  }
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return { pid: 0, socketDir: '', ready: false, text };
  return { pid, socketDir: lines[4] ?? '', ready: lines[7] === 'ready', text };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The processes of the cluster in `data`: PostgreSQL's processes, and no others, have that folder as
 * their working directory. A number in a file proves nothing: after a crash it may be another
 * program's, or a zombie's. Where the system has no /proc the file is all there is.
 * @param data the real path of the database's folder
 */
export function livingProcesses(data: string): number[] {
  let entries: string[];
  try {
    entries = readdirSync('/proc');
  } catch {
    const pid = readPidFile(data)?.pid ?? 0;
    return pid > 1 && exists(pid) ? [pid] : [];
  }
  return entries.filter((entry) => /^\d+$/.test(entry) && worksIn(entry, data)).map(Number);
}

function worksIn(entry: string, data: string): boolean {
  try {
    return readlinkSync(`/proc/${entry}/cwd`) === data;
  } catch {
    return false;
  }
}

/** The living postmaster of the cluster in `data`, or null. */
export function livingPostmaster(data: string): Postmaster | null {
  const written = readPidFile(data);
  if (!written || !livingProcesses(data).includes(written.pid)) return null;
  return written;
}

/** Polls until the condition holds; false when it does not within that time. */
export async function until(condition: () => boolean, withinMs: number): Promise<boolean> {
  const endMs = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > endMs) return false;
    await pause(POLL_MS);
  }
  return true;
}

/**
 * Waits until nobody works in the folder. Children of a killed postmaster leave by themselves; one that
 * is stuck is asked with SIGQUIT, and at last ended.
 */
export async function awaitEmpty(data: string): Promise<boolean> {
  const empty = () => livingProcesses(data).length === 0;
  if (await until(empty, 4_000)) return true;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of livingProcesses(data)) signalOne(pid, signal);
    if (await until(empty, 3_000)) return true;
  }
  return false;
}

function signalOne(pid: number, signal: 'SIGQUIT' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It left between the look and the signal.
  }
}

/** Removes what a killed postmaster left, if nobody works in the folder and nobody began meanwhile. */
export function removeStale(data: string, socketDir: string): void {
  const before = readPidFile(data);
  if (livingProcesses(data).length > 0 || readPidFile(data)?.text !== before?.text) return;
  for (const file of [socketPath(socketDir), `${socketPath(socketDir)}.lock`, pidFile(data)])
    rmSync(file, { force: true });
}

function socketPath(socketDir: string): string {
  return path.join(socketDir, '.s.PGSQL.5432');
}

/** Whether somebody answers on the socket. */
export function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(socketPath(socketDir));
    socket.setTimeout(2_000);
    const settle = (answered: boolean) => () => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', settle(true));
    socket.once('error', settle(false));
    socket.once('timeout', settle(false));
  });
}
