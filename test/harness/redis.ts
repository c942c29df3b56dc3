import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { freshFolder } from './run-folder.js';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().startsWith('+PONG'));
    });
    socket.once('error', reject);
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** A real Redis of one's own, empty, that keeps nothing; stop it in `afterAll`. */
export async function startRedis(port?: number): Promise<TestRedis> {
  const at = port ?? (await freePort());
  const dir = await freshFolder('redis');
  const child = spawn(
    'redis-server',
    ['--bind', '127.0.0.1', '--port', String(at), '--save', '', '--appendonly', 'no', '--dir', dir],
    { stdio: 'ignore' },
  );
  let missing: Error | undefined;
  child.once('error', (error) => (missing = error));
  await eventually(() => {
    if (missing) return true;
    return answersPing(at);
  });
  if (missing) throw new Error('redis-server is not installed: install the package redis-server.');
  return {
    url: `redis://127.0.0.1:${at}`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
