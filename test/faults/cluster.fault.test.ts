import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OWNER, startCluster, type Cluster } from '../../apps/local/src/postgres/cluster.js';
import { livingPostmaster, livingProcesses } from '../../apps/local/src/postgres/postmaster.js';
import { eventually, freshFolder } from '../harness/index.js';

const asRoot = process.getuid?.() === 0;
let started: Cluster[] = [];

async function start(dataDir: string, avoidNamespace = false): Promise<Cluster> {
  const cluster = await startCluster({ dataDir, avoidNamespace });
  started.push(cluster);
  return cluster;
}

async function ask(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url(OWNER, 'postgres') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const marks = (cluster: Cluster) => ask(cluster, 'select colour from mark');

async function withMark(): Promise<{ dataDir: string; data: string; cluster: Cluster }> {
  const dataDir = await freshFolder('data');
  const cluster = await start(dataDir);
  await ask(cluster, `create table mark (colour text); insert into mark values ('green')`);
  return { dataDir, data: path.join(dataDir, 'pg'), cluster };
}

afterEach(async () => {
  await Promise.all(started.map((cluster) => cluster.stop()));
  started = [];
});

describe('the embedded database', () => {
  it('keeps its promises about durability and speaks only through a private socket', async () => {
    const { dataDir, cluster } = await withMark();
    const shown = await ask(
      cluster,
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit',
       'full_page_writes', 'listen_addresses', 'log_min_error_statement') order by name`,
    );
    expect(shown).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'log_min_error_statement', setting: 'panic' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    expect((await stat(cluster.socketDir)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(dataDir, 'pg'))).mode & 0o777).toBe(0o700);
  });

  it('is found running by the next start when the service was killed without it', async () => {
    const { dataDir } = await withMark();
    const next = await start(dataDir);
    expect(next.adopted).toBe(true);
    expect(await marks(next)).toEqual([{ colour: 'green' }]);
  });

  it('stops in order, and the next start finds everything', async () => {
    const { dataDir, data, cluster } = await withMark();
    await cluster.stop();
    expect(livingProcesses(data)).toEqual([]);
    expect(cluster.alive()).toBe(false);
    const next = await start(dataDir);
    expect(next.adopted).toBe(false);
    expect(await marks(next)).toEqual([{ colour: 'green' }]);
  });

  it('comes back with every row after its postmaster was killed', async () => {
    const { dataDir, data, cluster } = await withMark();
    process.kill(livingPostmaster(data)?.pid ?? 0, 'SIGKILL');
    await eventually(() => !cluster.alive());
    const next = await start(dataDir);
    expect(next.adopted).toBe(false);
    expect(await marks(next)).toEqual([{ colour: 'green' }]);
  });

  it('comes back with every row after all its processes were killed at once', async () => {
    const { dataDir, data } = await withMark();
    for (const pid of livingProcesses(data)) process.kill(pid, 'SIGKILL');
    expect(await marks(await start(dataDir))).toEqual([{ colour: 'green' }]);
  });

  it('is not misled by a pid file that names another program', async () => {
    const { dataDir, data, cluster } = await withMark();
    const written = await readFile(path.join(data, 'postmaster.pid'), 'utf8');
    for (const pid of livingProcesses(data)) process.kill(pid, 'SIGKILL');
    await eventually(() => !cluster.alive());
    const misleading = written.replace(/^\d+/, String(process.ppid));
    await writeFile(path.join(data, 'postmaster.pid'), misleading);
    expect(await marks(await start(dataDir))).toEqual([{ colour: 'green' }]);
  });

  it('is started anew when it runs but its socket was swept away', async () => {
    const { dataDir, cluster } = await withMark();
    const swept = path.join(cluster.socketDir, '.s.PGSQL.5432');
    await rm(swept);
    const next = await start(dataDir);
    expect(next.adopted).toBe(false);
    expect(await marks(next)).toEqual([{ colour: 'green' }]);
  });

  it('is one database when several start in one empty folder at once', async () => {
    const dataDir = await freshFolder('data');
    const several = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
    const ids = await Promise.all(
      several.map((cluster) =>
        ask(
          cluster,
          'select pg_postmaster_start_time()::text as began, system_identifier::text from pg_control_system()',
        ),
      ),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  it('starts under a path that is too long and too odd for a socket', async () => {
    const odd = path.join(await freshFolder('data'), "ward's bay, no. 1 ".repeat(6));
    await mkdir(odd, { mode: 0o700 });
    expect(await ask(await start(odd), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('tells in a sentence that a folder cannot be used', async () => {
    const file = path.join(await freshFolder('data'), 'a-file');
    await writeFile(file, '');
    await expect(startCluster({ dataDir: path.join(file, 'data') })).rejects.toThrow(
      /^The data folder cannot be made or written to: set DATA_DIR/,
    );
  });

  if (asRoot) {
    it('runs as another account where root has no user namespaces, and moves over to it', async () => {
      const { dataDir, cluster } = await withMark();
      await cluster.stop();
      await chmod(path.dirname(dataDir), 0o711);
      const asAccount = await start(dataDir, true);
      expect(await marks(asAccount)).toEqual([{ colour: 'green' }]);
      expect((await stat(path.join(dataDir, 'pg'))).uid).not.toBe(0);
      await asAccount.stop();
      expect(await marks(await start(dataDir))).toEqual([{ colour: 'green' }]);
    });
  }
});
