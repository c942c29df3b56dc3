import { readFileSync } from 'node:fs';

const WATCH_MS = 500;

/** The parent and the name of a process as Linux tells them, or null where it does not. */
function lineage(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { parent, name };
  } catch {
    return null;
  }
}

/**
 * Ends this process in order when the npm that started it is gone. npm dies of SIGTERM at once and
 * passes nothing on; between it and us may stand the shell it runs scripts with, which outlives it.
 * Without npm nothing is watched: a service may well outlive the shell it was started from.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const shell = lineage(parent);
  const isShell = shell !== null && /^(sh|dash|bash|ash|zsh)$/.test(shell.name);
  const orphaned = () =>
    process.ppid !== parent || (isShell && lineage(parent)?.parent !== shell.parent);
  const timer = setInterval(() => {
    if (!orphaned()) return;
    clearInterval(timer);
    // Before the service listens for it, an install or a build is simply given up.
    if (process.listenerCount('SIGTERM') === 0) process.exit(1);
    process.kill(process.pid, 'SIGTERM');
  }, WATCH_MS);
  timer.unref();
}
