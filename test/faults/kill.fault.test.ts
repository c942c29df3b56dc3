import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { HttpClient } from '../harness/http-client.js';
import { brokenWards, notDoneOnce } from '../harness/ledger-facts.js';
import { openScreen, reconnect, type LiveScreen } from '../harness/live-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { startApiPart, startWorkerPart, type ApiPart } from '../harness/processes.js';
import { seeded, type Seeded } from '../harness/seeded.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';
import { StubbornWriter } from '../harness/stubborn-writer.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const ROUNDS = Number(process.env['BOARDROUND_FAULT_ROUNDS'] ?? '3');
const ROUND_MS_MAX = 20_000;
const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARDS = ['W1', 'W2', 'W3', 'W4'];
const PATIENTS = 6;
const WRITERS = 8;

/** Each writer has patients of its own, on two wards. */
function writersOf(client: HttpClient, chance: Seeded): StubbornWriter[] {
  const stays = WARDS.flatMap((ward) =>
    Array.from({ length: PATIENTS }, (_, n) => stayId(ward, n + 1)),
  );
  return Array.from({ length: WRITERS }, (_, n) => {
    const own = stays.filter((_stay, index) => index % WRITERS === n);
    return new StubbornWriter(client, own, TODAY, chance);
  });
}

/** Brings a screen back as a browser does: again and again until the service is there. */
async function back(screen: LiveScreen, ward: string): Promise<void> {
  await eventually(() => reconnect(screen), { withinMs: ROUND_MS_MAX });
  const answer = await screen.watchWard(ward, { resume: true });
  expect(answer.ok).toBe(true);
}

describe('an api that is killed under load', () => {
  let database: DurableDatabase;
  beforeAll(async () => {
    const wards = WARDS.map((code) => ({ code, patients: PATIENTS }));
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
  }, 60_000);
  afterAll(() => database.drop());

  it(
    `${ROUNDS} times at random loses nothing acknowledged and does nothing twice`,
    async () => {
      const chance = seeded('kills');
      const port = await freePort();
      const start = () => startApiPart({ database, now: NOW, port });
      let api: ApiPart = await start();
      const client = await HttpClient.signIn(api.url, 'matron.uhl');
      const screens = await Promise.all(
        WARDS.map(async (ward) => {
          const screen = await openScreen(api.url, client.cookie);
          await screen.watchWard(ward);
          return { ward, screen, first: screen.version };
        }),
      );
      const writers = writersOf(client, chance);
      for (let round = 0; round < ROUNDS; round += 1) {
        let going = true;
        const writing = writers.map((writer) => writer.markWhile(() => going));
        // The moment of the kill is the random input of this test, not a wait for anything.
        await pause(20 + chance.below(400));
        await api.kill();
        await eventually(() => screens.every(({ screen }) => screen.dropped !== null));
        going = false;
        api = await start();
        await Promise.all([...writing, ...screens.map(({ screen, ward }) => back(screen, ward))]);
        const acknowledged = writers.flatMap((writer) => writer.acknowledged);
        const wrong = await notDoneOnce(
          database,
          acknowledged.map(({ commandId }) => commandId),
        );
        expect({ round, wrong }).toEqual({ round, wrong: [] });
        expect(writers.flatMap((writer) => writer.surprises)).toEqual([]);
        expect(await brokenWards(database)).toEqual([]);
      }
      const acknowledged = writers.flatMap((writer) => writer.acknowledged);
      const retries = writers.reduce((sum, writer) => sum + writer.retries, 0);
      expect(acknowledged.length).toBeGreaterThan(ROUNDS * WRITERS);
      expect(retries).toBeGreaterThan(0);
      await marksAreAllThere(database, acknowledged.length);
      for (const { ward, screen, first } of screens) await sameAsBoard(client, ward, screen, first);
      for (const { screen } of screens) screen.close();
      expect(await api.stop()).toBe(0);
      expect(await ledgerFaults(database)).toEqual([]);
    },
    60_000 + ROUNDS * ROUND_MS_MAX,
  );
});

/** As many marks are in the ledger as were acknowledged: not one more, not one fewer. */
async function marksAreAllThere(database: DurableDatabase, acknowledged: number): Promise<void> {
  const marks = await behindTheBack(database, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM fact WHERE type = 'day-marked'`,
    );
    return rows[0]?.n;
  });
  expect(marks).toBe(acknowledged);
}

async function sameAsBoard(client: HttpClient, ward: string, screen: LiveScreen, first: number) {
  const { body } = await client.get<Board>(`/api/wards/${ward}/board`);
  await eventually(() => expect(screen.version).toBe(body.version));
  const told = Array.from({ length: body.version - first + 1 }, (_, n) => first + n);
  expect(screen.versions).toEqual(told);
  expect(screen.faults).toEqual([]);
  expect([...screen.rows.values()]).toEqual(expect.arrayContaining([...body.rows]));
}

describe('a worker that is killed while it closes days', () => {
  it('leaves no date half closed, and the next one closes the rest', async () => {
    const chance = seeded('kills of a closing worker');
    const wards = Array.from({ length: 20 }, (_, n) => ({ code: `W${n + 1}`, patients: 4 }));
    const database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    try {
      // Ten dates of twenty wards are over when the workers start.
      const later = '2026-06-20T09:00:00.000Z';
      const closed = () =>
        behindTheBack(database, async (client) => {
          const { rows } = await client.query<{ n: number }>(
            'SELECT count(*)::int AS n FROM closed_day',
          );
          return rows[0]?.n ?? 0;
        });
      for (let round = 0; round < 3; round += 1) {
        const seen = await closed();
        const worker = await startWorkerPart({ database, now: later });
        await eventually(async () => (await closed()) > seen, { withinMs: 30_000 });
        await pause(chance.below(60));
        await worker.kill();
        expect(await ledgerFaults(database)).toEqual([]);
      }
      const worker = await startWorkerPart({ database, now: later });
      await eventually(async () => expect(await closed()).toBe(200), { withinMs: 60_000 });
      expect(await worker.stop()).toBe(0);
      const rows = await behindTheBack(database, async (client) => {
        const found = await client.query<{ n: number; revisions: number }>(
          `SELECT count(*)::int AS n, max(revision) AS revisions FROM bed_day`,
        );
        return found.rows[0];
      });
      expect(rows).toEqual({ n: 800, revisions: 1 });
      expect(await ledgerFaults(database)).toEqual([]);
    } finally {
      await database.drop();
    }
  }, 180_000);
});
