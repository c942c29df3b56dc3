import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, SystemPicture } from '#contracts';
import { ERRORS } from '#contracts';
import { SERVICE } from '#persistence';
import { createLogger, readConfig } from '#platform';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { openLife } from '../../apps/life/src/life.js';
import type { Life } from '../../apps/life/src/life.js';
import { WARD_TO_TRY } from '../../apps/life/src/outlook.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import type { RunningWorker } from '../../apps/worker/src/start-worker.js';
import { aWard } from '../builders/ward.js';
import { startTestApi, type TestApi } from '../harness/api.js';
import type { TestDatabase } from '../harness/database.js';
import { COUNTY, smallHouse } from '../harness/small-house.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

/** A Tuesday, late in the afternoon: the whole day is lived through in a few seconds before it is over. */
const NOW = '2026-03-10T17:20:00Z';
const TODAY = '2026-03-10';
const WARDS = ['W1', 'W2', 'AU', 'L1', WARD_TO_TRY];

const log = createLogger('error', new Writable({ write: (_chunk, _encoding, done) => done() }));

let database: TestDatabase;
let api: TestApi;
let worker: RunningWorker;
let life: Life;

const lifeOf = (seed: number): Life =>
  openLife({ url: api.url, mllp: worker.mllp, seed, log, wards: WARDS });

/** A ward with a bed or two more than it has patients. */
async function setWard(code: string, own: Parameters<typeof aWard>[0], patients: number) {
  const admin = await api.as('admin');
  const beds = Array.from({ length: patients + 2 }, (_, index) => `B${index + 1}`);
  const { code: _, ...body } = aWard({
    ...own,
    beds,
    openBeds: beds.length,
    fundedBeds: beds.length,
  });
  const answer = await admin.put(`/api/wards/${code}`, body);
  expect([code, answer.status]).toEqual([code, 200]);
}

const boardOf = async (ward: string) =>
  (await (await api.as('admin')).get<Board>(`/api/wards/${ward}/board`)).body;

const versions = async () =>
  (await (await api.as('director.on-call')).get<SystemPicture>('/api/system')).body.versions;

async function liveFrom(from: string, to: string, one = life): Promise<void> {
  for (let ms = Date.parse(`${TODAY}T${from}Z`); ms < Date.parse(`${TODAY}T${to}Z`); ms += 60_000)
    expect(await one.liveMinute(new Date(ms).toISOString())).toBe(0);
}

beforeAll(async () => {
  database = await smallHouse({
    now: NOW,
    admittedAt: '2026-03-02T10:00:00Z',
    wards: [
      { code: 'W1', patients: 14 },
      { code: 'W2', patients: 14, authority: (n) => (n % 2 ? COUNTY : null) },
      { code: 'AU', patients: 12 },
      { code: 'L1', patients: 10, organisation: 'RT5' },
      { code: WARD_TO_TRY, patients: 6 },
    ],
  });
  api = await startTestApi(database, { now: NOW });
  const config = readConfig({
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DEMO: 'empty',
    MLLP_PORT: '0',
  });
  worker = await startWorker(config, api.opened, { log, ownerUrl: database.ownerUrl });
  await setWard('W1', {}, 14);
  await setWard('W2', { receivesFromAssessment: false }, 14);
  await setWard(
    'AU',
    { kind: 'assessment', redGreenFrom: null, receivesFromAssessment: false },
    12,
  );
  const community = { organisation: 'RT5', site: 'RT5PE', kind: 'community' as const };
  await setWard('L1', { ...community, receivesFromAssessment: false }, 10);
  life = lifeOf(11);
}, 60_000);

afterAll(async () => {
  await life.close();
  await worker.close();
  await api.close();
  await database.drop();
});

describe('a day of the demonstration on the running service', () => {
  let begun: Readonly<Record<string, number>>;

  it('is lived by acts that the service takes, or refuses for a reason that it tells', async () => {
    begun = await versions();
    await liveFrom('08:00:00', '17:00:00');
    const { done = 0, nothing = 0, busy = 0, ...refused } = life.tally;
    expect(done).toBeGreaterThan(60);
    expect(nothing).toBeLessThan(done * 5);
    expect(busy).toBe(0);
    for (const code of Object.keys(refused)) expect(Object.keys(ERRORS)).toContain(code.slice(9));
    expect(Object.values(refused).reduce((sum, one) => sum + one, 0)).toBeLessThan(done / 20);
  }, 240_000);

  it('brings patients in, moves them and lets them go, each in a bed of their own', async () => {
    const told = await facts();
    for (const type of ['stay-admitted', 'stay-moved', 'stay-left', 'day-marked'])
      expect([type, told.filter((fact) => fact.type === type).length > 0]).toEqual([type, true]);
    for (const ward of WARDS) {
      const { rows, beds } = await boardOf(ward);
      const taken = rows.map((row) => row.bed ?? '');
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.filter((bed) => !beds.includes(bed))).toEqual([]);
    }
  });

  it('is lived by the ward’s own people and the hospital’s own system, and by nobody else', async () => {
    const by = new Set((await facts()).map((fact) => fact.by));
    expect([...by].filter((one) => one !== 'mllp' && !one.startsWith('nurse.'))).toEqual([]);
    expect(by).toContain('mllp');
    expect(by).toContain('nurse.W1');
  });

  it('reviews most patients in the morning and has the last word on most in the afternoon', async () => {
    const { rows } = await boardOf('W1');
    const seen = rows.filter((row) => row.day.reviewed);
    expect(seen.length).toBeGreaterThan(rows.length * 0.6);
    expect(rows.filter((row) => row.day.final !== null).length).toBeGreaterThan(seen.length / 2);
  });

  it('leaves no version out and no trace that does not verify', async () => {
    const gaps = await api.opened.house.persistence.as(SERVICE).query(
      `SELECT ward, count(*) AS told, max(version) - min(version) + 1 AS versions FROM board_change
         GROUP BY ward HAVING count(*) <> max(version) - min(version) + 1`,
    );
    expect(gaps).toEqual([]);
    expect(await ledgerFaults(database)).toEqual([]);
  });

  it('never touches by day the ward that is left to whoever tries the service', async () => {
    expect((await versions())[WARD_TO_TRY]).toBe(begun[WARD_TO_TRY]);
  });
});

describe('a ward where a person is at work', () => {
  it('is left alone from the person’s first act on, while the other wards live on', async () => {
    const other = lifeOf(12);
    // The first look; what was marked before it may have been a person's.
    await other.liveMinute(`${TODAY}T03:00:00Z`);
    const { rows } = await boardOf('L1');
    const nurse = await api.as('nurse.L1');
    const marked = await nurse.mark(rows[0]?.stay ?? '', TODAY, {
      ifVersion: rows[0]?.day.version,
      kind: 'final',
    });
    expect(marked.status).toBe(200);
    const { L1 } = await versions();
    await liveFrom('10:00:00', '12:00:00', other);
    expect((await versions())['L1']).toBe(L1);
    await other.close();
  }, 120_000);
});

describe('a service that does not answer', () => {
  let deaf: Server;
  beforeAll(async () => {
    deaf = createServer(() => undefined);
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void deaf.close());

  it('is given up when the demonstration is stopped', async () => {
    const { port } = deaf.address() as AddressInfo;
    const mllp = { host: '127.0.0.1', port };
    const waiting = openLife({ url: `http://127.0.0.1:${port}`, mllp, seed: 1, log });
    const connected = new Promise<void>((resolve) => deaf.once('connection', () => resolve()));
    waiting.begin();
    await connected;
    await waiting.close();
    // What the closing doors cut short says nothing of the service.
    expect(waiting.tally).toEqual({});
  });

  it('is asked again later, and is lived on when it is back', async () => {
    const closed = openLife({ url: 'http://127.0.0.1:1', mllp: worker.mllp, seed: 1, log });
    expect(await closed.liveMinute()).toBeGreaterThan(0);
    expect(closed.tally).toEqual({ busy: 1 });
    await closed.close();
  });
});

function facts() {
  return api.opened.house.persistence
    .as(SERVICE)
    .query<{ type: string; by: string }>(
      `SELECT type, by_person AS by FROM fact WHERE stream LIKE 'stay:%' AND recorded_at > $1`,
      [NOW],
    );
}
