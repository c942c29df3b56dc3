import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
} from 'node:fs';
import { chmod, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries, type Binaries } from './binaries.js';
import { ClusterError } from './cluster-error.js';
import { awaitEmpty, answers, livingPostmaster, removeStale, until } from './postmaster.js';
import { can, chooseRunAs, runAs, type RunAs } from './run-as.js';

/** The superuser that owns the database and migrates it; the service itself works as another role. */
export const OWNER = 'boardround_owner';

export interface ClusterOptions {
  /** Folder for everything the database keeps; made when missing. */
  dataDir: string;
  /** PostgreSQL settings on top of the house's own, `{ fsync: 'off' }` for throw-away data. */
  settings?: Readonly<Record<string, string>>;
  /** Treats user namespaces as refused, which only matters to root. */
  avoidNamespace?: boolean;
  /** Told in a short sentence what takes long. */
  onProgress?: (sentence: string) => void;
}

/** A running PostgreSQL that only this user can reach, through a socket in a folder nobody else may enter. */
export interface Cluster {
  readonly socketDir: string;
  /** True when it already ran: somebody was killed without stopping it, or shares it. */
  readonly adopted: boolean;
  /** The address of a database for a role. */
  url(role: string, database: string): string;
  /** Whether its postmaster is there. */
  alive(): boolean;
  /** Stops it in order, and roughly when that takes more than a few seconds; it recovers from both. */
  stop(): Promise<void>;
}

/**
 * Settings for a small machine. Statements and details of errors stay out of its log, because they
 * quote values; durability is never traded, so fsync and synchronous_commit keep their defaults.
 */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '96MB',
  effective_cache_size: '512MB',
  max_connections: '100',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

/** A socket's path has room for 107 bytes; its file name takes 14 and the lock beside it 5 more. */
const SOCKET_DIR_BYTES_MAX = 107 - '/.s.PGSQL.5432'.length - '.lock'.length;
/** Making a database takes seconds; one that is half made for so long was given up. */
const HALF_MADE_MS_MAX = 10 * 60 * 1000;
const LOG_BYTES_MAX = 8 * 1024 * 1024;

/** Everything that stays the same between one start of a cluster and the next. */
interface Place {
  dataDir: string;
  data: string;
  socketDir: string;
  who: RunAs;
  binaries: Binaries;
}

/**
 * Where the socket lies: beside the data, or in the temporary folder when that path is too long for a
 * socket or has signs that PostgreSQL's list of folders would read as something else.
 */
function socketFolder(dataDir: string): string {
  const beside = path.join(dataDir, 'run');
  if (Buffer.byteLength(beside) <= SOCKET_DIR_BYTES_MAX && /^[\w./@+-]+$/.test(beside))
    return beside;
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `boardround-${digest}`);
}

/** Makes a folder only its owner may enter; one that somebody else made in its place is refused. */
function makePrivate(folder: string, who: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const ours = process.getuid?.();
  const expected = who.kind === 'account' ? [ours, who.uid] : [ours];
  if (!found.isDirectory() || (ours !== undefined && !expected.includes(found.uid)))
    throw new ClusterError(
      `The folder ${folder} belongs to another user: remove it or set DATA_DIR to another folder.`,
    );
  if (who.kind === 'account') chownSync(folder, who.uid, who.gid);
}

/** Gives the data to the account that will run PostgreSQL. */
function giveTo(who: RunAs, folder: string): void {
  if (who.kind !== 'account') return;
  chownSync(folder, who.uid, who.gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink())
      chownSync(path.join(entry.parentPath, entry.name), who.uid, who.gid);
}

async function openWay(dataDir: string, who: RunAs): Promise<void> {
  if (who.kind !== 'account') return;
  await chmod(dataDir, 0o711);
  if (!(await can(who, 'test', ['-x', dataDir])))
    throw new ClusterError(
      'PostgreSQL will not run as root and no other account may enter the data folder: set DATA_DIR to a folder outside root’s home, or start Boardround as an ordinary user.',
    );
}

async function prepare(options: ClusterOptions): Promise<Place> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    accessSync(options.dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ClusterError(
      'The data folder cannot be made or written to: set DATA_DIR to another folder.',
      { cause },
    );
  }
  const dataDir = realpathSync(options.dataDir);
  const data = path.join(dataDir, 'pg');
  const who = await chooseRunAs(data, options.avoidNamespace);
  await openWay(dataDir, who);
  const socketDir = socketFolder(dataDir);
  makePrivate(socketDir, who);
  return { dataDir, data, socketDir, who, binaries: await findBinaries(dataDir, who) };
}

/** What a start that was killed long ago left half made. */
async function removeHalfMade(data: string): Promise<void> {
  const parent = path.dirname(data);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${path.basename(data)}.new.`)) continue;
    const half = path.join(parent, name);
    const found = await stat(half).catch(() => null);
    if (found && Date.now() - found.mtimeMs > HALF_MADE_MS_MAX)
      await rm(half, { recursive: true, force: true });
  }
}

/** Makes an empty cluster under another name first, so that a kill in the middle leaves nothing half made. */
async function create({ data, who, binaries }: Place): Promise<void> {
  await removeHalfMade(data);
  const half = `${data}.new.${randomUUID()}`;
  mkdirSync(half, { mode: 0o700 });
  giveTo(who, half);
  const args = ['-D', half, '-U', OWNER, '--auth=trust', '--encoding=UTF8', '--locale=C'];
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rest = ['--data-checksums', '--no-instructions'];
  try {
    await runAs(who, binaries.initdb, [...args, ...collation, ...rest], { timeoutMs: 120_000 });
    await rename(half, data);
  } catch (cause) {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(data))
      throw new ClusterError('The database could not be made in the data folder.', { cause });
  }
}

async function keepLogSmall(log: string): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_BYTES_MAX) await rename(log, `${log}.1`);
}

/** Options for the postmaster, quoted for the shell that pg_ctl hands them to. */
function postmasterOptions(place: Place, extra: Readonly<Record<string, string>>): string {
  const all = { ...SETTINGS, unix_socket_directories: place.socketDir, ...extra };
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
}

async function launch(place: Place, extra: Readonly<Record<string, string>>): Promise<void> {
  const { data, who, binaries } = place;
  const log = path.join(data, 'postgres.log');
  await keepLogSmall(log);
  const args = ['-D', data, '-s', '-w', '-t', '120', '-l', log];
  const options = ['-o', postmasterOptions(place, extra), 'start'];
  await runAs(who, binaries.pgCtl, [...args, ...options], { timeoutMs: 130_000 });
}

/** Takes over a postmaster that runs; null when there is none, or one that nobody can reach. */
async function adopt(place: Place): Promise<string | null> {
  const ready = () => livingPostmaster(place.data)?.ready ?? false;
  const gone = () => livingPostmaster(place.data) === null;
  await until(() => ready() || gone(), 60_000);
  const found = livingPostmaster(place.data);
  if (!found) return null;
  if (found.ready && (await answers(found.socketDir))) return found.socketDir;
  await halt(place, 'immediate', 10);
  return null;
}

async function halt(place: Place, mode: 'fast' | 'immediate', seconds: number): Promise<boolean> {
  const args = ['-D', place.data, '-s', '-w', '-t', String(seconds), '-m', mode, 'stop'];
  return runAs(place.who, place.binaries.pgCtl, args, { timeoutMs: seconds * 1000 + 2_000 }).then(
    () => true,
    () => livingPostmaster(place.data) === null,
  );
}

function running(place: Place, socketDir: string, adopted: boolean): Cluster {
  return {
    socketDir,
    adopted,
    url: (role, database) =>
      `postgresql://${encodeURIComponent(role)}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socketDir)}`,
    alive: () => livingPostmaster(place.data) !== null,
    stop: async () => {
      if (livingPostmaster(place.data) === null) return;
      if (!(await halt(place, 'fast', 5))) await halt(place, 'immediate', 2);
      // Only a folder in the temporary place is given back; the one beside the data is part of them.
      if (!place.socketDir.startsWith(place.dataDir))
        await rmdir(place.socketDir).catch(() => undefined);
    },
  };
}

/**
 * Starts PostgreSQL in a folder, or takes over the one that runs there; makes the database on the first
 * start. May be called again at any time: it is also how a database that died is brought back. It runs
 * in a session of its own, so that a Ctrl-C in the terminal does not reach it before the service is done.
 * @throws ClusterError with a sentence when it cannot run here.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = await prepare(options);
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) {
    options.onProgress?.('Making the database');
    await create(place);
  }
  const found = await adopt(place);
  if (found) return running(place, found, true);
  if (await awaitEmpty(place.data)) removeStale(place.data, place.socketDir);
  giveTo(place.who, place.data);
  try {
    await launch(place, options.settings ?? {});
  } catch (cause) {
    // Two starts at once: PostgreSQL let one of them in, and this one joins it.
    const other = await adopt(place);
    if (other) return running(place, other, true);
    throw new ClusterError(
      `PostgreSQL did not start; its log is ${path.join(place.data, 'postgres.log')}.`,
      { cause },
    );
  }
  return running(place, place.socketDir, false);
}
