import { execFile, type ExecFileOptions } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { ClusterError } from './cluster-error.js';

const execFileAsync = promisify(execFile);

/**
 * As whom PostgreSQL runs, for it refuses to be root.
 * - `self`: an ordinary user started us, PostgreSQL is that user too.
 * - `namespace`: root started us; in a user namespace of its own root is seen as uid 1000, and yet
 *   owns its files, so that folders only root may enter need no change.
 * - `account`: root started us where user namespaces are refused, or the folder already belongs to
 *   somebody else; PostgreSQL is that account and the folder is given to it.
 */
export type RunAs =
  { kind: 'self' } | { kind: 'namespace' } | { kind: 'account'; uid: number; gid: number };

const NAMESPACE = ['unshare', '--user', '--map-user=1000', '--map-group=1000'] as const;
const ACCOUNTS = ['postgres', 'nobody'] as const;

/** Nothing of the caller's environment reaches PostgreSQL: a stray PGDATA or TZ would change its ways. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Runs one program as that user and waits for it. */
export async function runAs(
  who: RunAs,
  program: string,
  args: readonly string[],
  options: { timeoutMs: number; cwd?: string },
): Promise<string> {
  const prefix = who.kind === 'namespace' ? NAMESPACE : [];
  const [file = program, ...rest] = [...prefix, program, ...args];
  const settings: ExecFileOptions = {
    timeout: options.timeoutMs,
    env: ENVIRONMENT,
    cwd: options.cwd ?? '/',
    ...(who.kind === 'account' ? { uid: who.uid, gid: who.gid } : {}),
  };
  const { stdout } = await execFileAsync(file, rest, { ...settings, encoding: 'utf8' });
  return stdout;
}

/** Whether that user can do a thing, judged by a program's exit code. */
export async function can(who: RunAs, program: string, args: readonly string[]): Promise<boolean> {
  try {
    await runAs(who, program, args, { timeoutMs: 10_000 });
    return true;
  } catch {
    return false;
  }
}

function accountOf(name: string): RunAs | null {
  let users: string;
  try {
    users = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return null;
  }
  const entry = users.split('\n').find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid] = entry?.split(':') ?? [];
  return uid && gid ? { kind: 'account', uid: Number(uid), gid: Number(gid) } : null;
}

function firstAccount(): RunAs {
  for (const name of ACCOUNTS) {
    const account = accountOf(name);
    if (account) return account;
  }
  throw new ClusterError(
    'PostgreSQL will not run as root, this machine refuses user namespaces and has no account named postgres or nobody: start Boardround as an ordinary user.',
  );
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  try {
    return statSync(folder);
  } catch {
    return null;
  }
}

/**
 * Decides as whom PostgreSQL runs. Data that exist decide first, for it must own them.
 * @param data the database's own folder, which need not exist yet
 * @param avoidNamespace treats user namespaces as refused
 */
export async function chooseRunAs(data: string, avoidNamespace = false): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const owner = ownerOf(data);
  if (owner && owner.uid !== 0) return { kind: 'account', uid: owner.uid, gid: owner.gid };
  const namespace: RunAs = { kind: 'namespace' };
  if (!avoidNamespace && (await can(namespace, 'true', []))) return namespace;
  return firstAccount();
}
