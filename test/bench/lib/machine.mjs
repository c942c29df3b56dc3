import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { HttpLine } from './http.mjs';

const READY_MS_MAX = 30_000;
const STOP_MS_MAX = 10_000;
const TICKS_A_SECOND = 100;

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Memory of a process that is really in use, in MB; Linux tells it. */
export function rssMb(pid) {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? 0) / 1024;
}

const LISTENING = /Debugger listening on (ws:\/\/\S+)/;
const INSPECTED_MS_MAX = 5_000;
/** Where the inspectors listen that were opened, by process. */
const inspectors = new Map();

/** Opens a process's inspector, which it does at this signal; it says where in its log. */
async function inspectorOf({ pid, log }) {
  const known = inspectors.get(pid);
  if (known !== undefined) return known;
  const said = readFileSync(log, 'utf8').length;
  process.kill(pid, 'SIGUSR1');
  for (const until = performance.now() + INSPECTED_MS_MAX; performance.now() < until;) {
    const address = LISTENING.exec(readFileSync(log, 'utf8').slice(said))?.[1];
    if (address !== undefined) {
      inspectors.set(pid, address);
      return address;
    }
    await pause(20);
  }
  throw new Error(`The inspector did not open; the log is ${log}`);
}

/**
 * Memory of a Node process after it was made to collect its garbage: without that a figure of some MB is as much
 * chance as cost.
 */
export async function collectedMb({ pid, log }) {
  const inspector = new WebSocket(await inspectorOf({ pid, log }));
  await once(inspector, 'open');
  for (const [id, method] of ['HeapProfiler.enable', 'HeapProfiler.collectGarbage'].entries()) {
    inspector.send(JSON.stringify({ id, method }));
    while (JSON.parse(String((await once(inspector, 'message'))[0])).id !== id);
  }
  inspector.close();
  await pause(500);
  return rssMb(pid);
}

function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Processor time that a process and its children took so far, in milliseconds. */
export function cpuMs(pid) {
  const own = statOf(pid);
  if (own === null) return 0;
  const ticks = Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14]);
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid),
  );
  return children.reduce((sum, child) => sum + cpuMs(child), (ticks * 1000) / TICKS_A_SECOND);
}

/**
 * Starts a server as a process of its own and waits until it answers 200 at `ready`.
 * `readyMs` counts from the start of the process.
 */
export async function startServer({ args, env, port, ready, log }) {
  const began = performance.now();
  const out = openSync(log, 'a');
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', out, out],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(end, STOP_MS_MAX);
    await gone;
    clearTimeout(late);
    process.off('exit', end);
  };
  while (!(await isReady(port, ready))) {
    if (child.exitCode !== null) throw new Error(`A server ended at its start; its log is ${log}`);
    if (performance.now() - began > READY_MS_MAX) {
      await stop();
      throw new Error(`A server was not ready in time; its log is ${log}`);
    }
    await pause(5);
  }
  return { pid: child.pid, port, log, readyMs: performance.now() - began, stop };
}

async function isReady(port, path) {
  const line = new HttpLine(port);
  try {
    return (await line.request('GET', path, {})).status === 200;
  } catch {
    return false;
  } finally {
    line.close();
  }
}
