import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OWNER, startCluster, type Cluster } from '../../apps/local/src/postgres/cluster.js';
import { freePort, freshFolder } from '../harness/index.js';
import { behindTheBack } from '../harness/open-house.js';

const program = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const API = program('dist/apps/api/main.js');
const WORKER = program('dist/apps/worker/main.js');
const LOCAL = program('dist/apps/local/main.js');
const NPM_START = program('scripts/start.mjs');

const SECRET = 'plantedsecret';

/** How a start ended: its code, and everything it said. */
async function endOf(main: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], DEMO: 'empty', PORT: '0', MLLP_PORT: '0', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const taken = (port: number, setting: string) =>
  `Port ${port} is taken by another program, perhaps another Boardround: stop it, or set ${setting} to another port.\n`;
const noDatabase = (setting: string) =>
  `No database answers at the setting ${setting}: start it, or set ${setting} to where it is.\n`;
const refusedBy = (setting: string) =>
  `The database refuses the user or the password of the setting ${setting}: set it to ones that it knows.\n`;
const NO_REDIS =
  'Redis does not answer at the setting REDIS_URL: start it, set REDIS_URL to where it is, or leave it out.\n';

describe('a start that cannot be obeyed ends with one sentence that names the setting', () => {
  let cluster: Cluster;
  let url: string;
  let other: Server;
  let port: number;
  let nowhere: number;
  beforeAll(async () => {
    const dataDir = await freshFolder('refused');
    cluster = await startCluster({ dataDir });
    url = cluster.url(OWNER, 'postgres');
    // One user of this database needs a password.
    await behindTheBack({ ownerUrl: url }, (client) =>
      client.query(`CREATE ROLE guarded LOGIN PASSWORD 'theirs'`),
    );
    const rules = path.join(dataDir, 'pg', 'pg_hba.conf');
    const usual = await readFile(rules, 'utf8');
    await writeFile(rules, 'local all guarded scram-sha-256\n');
    await appendFile(rules, usual);
    await behindTheBack({ ownerUrl: url }, (client) => client.query('SELECT pg_reload_conf()'));
    await behindTheBack({ ownerUrl: url }, (client) => client.query('CREATE DATABASE empty'));
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    ({ port } = other.address() as AddressInfo);
    nowhere = await freePort();
  }, 60_000);
  afterAll(async () => {
    other.close();
    await cluster.stop();
  });

  it('where a port is taken, before anything is installed, built, loaded or opened', async () => {
    const dataDir = await freshFolder('never');
    const inDataDir = { DATA_DIR: dataDir };
    const own = { PORT: String(port) };
    const mllp = { MLLP_PORT: String(port) };
    const given = { DATABASE_URL: url };
    const ends = await Promise.all([
      endOf(NPM_START, { ...inDataDir, ...own }),
      endOf(NPM_START, { ...inDataDir, ...mllp }),
      endOf(LOCAL, { ...inDataDir, ...own }),
      endOf(API, { ...given, ...own }),
      endOf(WORKER, { ...given, ...mllp }),
    ]);
    expect(ends).toEqual(
      ['PORT', 'MLLP_PORT', 'PORT', 'PORT', 'MLLP_PORT'].map((setting) => ({
        code: 1,
        said: taken(port, setting),
      })),
    );
  });

  it('where no database answers, or it lets nobody in', async () => {
    const away = { DATABASE_URL: `postgresql://app:${SECRET}@127.0.0.1:${nowhere}/boardround` };
    const guarded = cluster.url('guarded', 'postgres').replace('guarded@', `guarded:${SECRET}@`);
    const wrong = { DATABASE_URL: guarded };
    // Nobody has migrated this one yet: the owner is needed.
    const noOwner = { DATABASE_URL: cluster.url(OWNER, 'empty'), DATABASE_OWNER_URL: guarded };
    const starts: [string, Record<string, string>, string][] = [
      [LOCAL, away, noDatabase('DATABASE_URL')],
      [API, away, noDatabase('DATABASE_URL')],
      [WORKER, away, noDatabase('DATABASE_URL')],
      [API, wrong, refusedBy('DATABASE_URL')],
      [WORKER, wrong, refusedBy('DATABASE_URL')],
      [API, noOwner, refusedBy('DATABASE_OWNER_URL')],
    ];
    const ends = await Promise.all(starts.map(([main, env]) => endOf(main, env)));
    expect(ends).toEqual(starts.map(([, , said]) => ({ code: 1, said })));
  });

  it('where no Redis answers', async () => {
    const env = { DATABASE_URL: url, REDIS_URL: `redis://:${SECRET}@127.0.0.1:${nowhere}` };
    const ends = await Promise.all([LOCAL, API, WORKER].map((main) => endOf(main, env)));
    expect(ends).toEqual([LOCAL, API, WORKER].map(() => ({ code: 1, said: NO_REDIS })));
  });
});
