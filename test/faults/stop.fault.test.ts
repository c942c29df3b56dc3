import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, ErrorBody } from '#contracts';
import { OWNER, startCluster } from '../../apps/local/src/postgres/cluster.js';
import { livingProcesses } from '../../apps/local/src/postgres/postmaster.js';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { HttpClient } from '../harness/http-client.js';
import { eventually, freshFolder } from '../harness/index.js';
import { notDoneOnce } from '../harness/ledger-facts.js';
import { openScreen } from '../harness/live-client.js';
import { launchLocal, ready } from '../harness/local-service.js';
import { mllpSender } from '../harness/mllp-sender.js';
import { behindTheBack } from '../harness/open-house.js';
import { startApiPart, startWorkerPart } from '../harness/processes.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WRITERS = 16;
/** So many marks are under way or done before the stop. */
const MARKS_BEFORE = 60;

interface Told {
  readonly acknowledged: string[];
  /** What else was answered, one of a kind: status, code and the headers that say what to do. */
  readonly others: Set<string>;
}

/** Marks one patient's day over and over on a line that is kept, until the line is closed for good. */
async function markOn(client: HttpClient, stay: string, date: string, told: Told): Promise<void> {
  for (let ifVersion = 0; ;) {
    const commandId = randomUUID();
    try {
      const answer = await client.mark<ErrorBody>(stay, date, { commandId, ifVersion });
      if (answer.status === 200) {
        told.acknowledged.push(commandId);
        ifVersion += 1;
        continue;
      }
      const say = ['retry-after', 'connection'].map((name) => answer.headers.get(name));
      told.others.add([answer.status, answer.body.code, ...say].join(' '));
    } catch {
      // The line is closed: the port is given back.
      return;
    }
  }
}

/** Marks under load, asks the process to stop in the middle, and waits until every line is closed. */
async function markThroughStop(
  client: HttpClient,
  stays: readonly string[],
  date: string,
  stop: () => Promise<number | null>,
): Promise<Told & { readonly code: number | null }> {
  const told: Told = { acknowledged: [], others: new Set() };
  const marking = stays.map((stay) => markOn(client, stay, date, told));
  await eventually(() => expect(told.acknowledged.length).toBeGreaterThan(MARKS_BEFORE));
  const code = await stop();
  await Promise.all(marking);
  return { ...told, code };
}

const TURNED_AWAY = '503 not-ready 1 close';

function onlyTurnedAway({ others }: Told): void {
  expect([...others].filter((one) => one !== TURNED_AWAY)).toEqual([]);
}

describe('a stop under load', () => {
  let database: DurableDatabase;
  beforeAll(async () => {
    const wards = [{ code: 'W1', patients: WRITERS }];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
  }, 60_000);
  afterAll(() => database.drop());

  it('answers what is under way, turns away what comes, closes the screens, and loses no mark', async () => {
    const api = await startApiPart({ database, now: NOW });
    const client = await HttpClient.signIn(api.url, 'nurse.W1');
    const screen = await openScreen(api.url, client.cookie);
    await screen.watchWard('W1');
    const stays = Array.from({ length: WRITERS }, (_, n) => stayId('W1', n + 1));
    const told = await markThroughStop(client, stays, TODAY, () => api.stop());
    onlyTurnedAway(told);
    expect(told.code).toBe(0);
    expect(api.said()).toContain('"msg":"stopping"');
    expect(api.said()).not.toMatch(/stopped badly|"level":"(error|fatal)"/);
    await eventually(() => expect(screen.dropped).not.toBeNull());
    expect(await notDoneOnce(database, told.acknowledged)).toEqual([]);
  }, 60_000);

  it('of a worker leaves every message that it acknowledged stored', async () => {
    const worker = await startWorkerPart({ database, now: NOW });
    const port = Number(/"mllp":(\d+)/.exec(worker.said())?.[1] ?? 0);
    const acknowledged: string[] = [];
    const feeds = Array.from({ length: 8 }, async (_, feed) => {
      const sender = await mllpSender(port);
      for (let n = 0; ; n += 1) {
        const id = `${feed}-${n}`;
        const answer = await sender.send(admission(1 + feed * 10_000 + n, id)).catch(() => null);
        if (answer === null) return;
        if (answer.code === 'AA') acknowledged.push(id);
      }
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(MARKS_BEFORE));
    expect(await worker.stop()).toBe(0);
    await Promise.all(feeds);
    expect(worker.said()).not.toMatch(/stopped badly|"level":"(error|fatal)"/);
    const stored = await behindTheBack(database, async (one) => {
      const { rows } = await one.query<{ id: string }>('SELECT control_id AS id FROM inbound');
      return new Set(rows.map(({ id }) => id));
    });
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  }, 60_000);
});

function admission(n: number, controlId: string): Buffer {
  return Buffer.from(
    adtMessage({
      controlId,
      ward: 'W1',
      bed: `C${n}`,
      localId: `S${n}`,
      nhsNumber: syntheticNhsNumber(100_000 + 3 * n),
      visitNumber: `VS${n}`,
      familyName: 'Abernethy',
      admittedAt: '20260610081500',
      recordedAt: '20260610083000',
      sentAt: '20260610083000',
    }),
  );
}

describe('a stop of everything on one machine, under load', () => {
  it('loses no mark, and stops the database last', async () => {
    const dataDir = await freshFolder('stop');
    const env = { CLOCK_START: NOW, LOG_LEVEL: 'info' };
    const service = launchLocal(dataDir, env);
    const admin = await HttpClient.signIn(await ready(service), 'admin');
    const lines = Array.from({ length: WRITERS }, (_, n) =>
      censusLine(3 * n, { ward: 'S1', local_id: `S${n}`, bed: `B${n}` }),
    );
    const query = 'source=PAS&takenAt=2026-06-10T09:55:00%2B01:00&createWards=true';
    const census = await admin.send(
      'POST',
      `/api/census?${query}`,
      Buffer.from(censusFile(lines)).toString(),
      'text/csv; charset=utf-8',
    );
    expect(census.status).toBe(200);
    const { code: ward } = (
      await admin.get<{ code: string; name: string }[]>('/api/wards')
    ).body.find(({ name }) => name === 'S1') ?? { code: 'S1' };
    const { rows } = (await admin.get<Board>(`/api/wards/${ward}/board`)).body;
    const stays = rows.map(({ stay }) => stay);
    expect(stays).toHaveLength(WRITERS);
    const told = await markThroughStop(admin, stays, TODAY, () => {
      service.child.kill('SIGTERM');
      return service.ended;
    });
    onlyTurnedAway(told);
    expect(told.code).toBe(0);
    expect(service.told()).toMatch(/Stopping\n/);
    expect(service.told()).not.toMatch(/stopped badly|"level":"(error|fatal)"/);
    expect(livingProcesses(path.join(dataDir, 'pg'))).toEqual([]);

    const cluster = await startCluster({ dataDir });
    try {
      const ownerUrl = cluster.url(OWNER, 'boardround');
      expect(await notDoneOnce({ ownerUrl }, told.acknowledged)).toEqual([]);
    } finally {
      await cluster.stop();
    }
  }, 90_000);
});
