import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import { HttpClient } from '../harness/http-client.js';
import { brokenWards, notDoneOnce } from '../harness/ledger-facts.js';
import { openScreen } from '../harness/live-client.js';
import { startApiPart, type ApiPart } from '../harness/processes.js';
import { seeded } from '../harness/seeded.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';
import { StubbornWriter } from '../harness/stubborn-writer.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const KILLS = 3;
const KILLS_OF_BOTH = 2;
const WRITERS = 4;

describe('a database that is killed under the api', () => {
  let database: DurableDatabase;
  let api: ApiPart;
  let port: number;
  beforeAll(async () => {
    const wards = [{ code: 'W1', patients: WRITERS }];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    port = await freePort();
    api = await startApiPart({ database, now: NOW, port });
  }, 60_000);
  afterAll(async () => {
    await api.kill();
    await database.drop();
  });

  it('keeps every acknowledged mark, and the same api and screens go on with it', async () => {
    const chance = seeded('kills of the database');
    const client = await HttpClient.signIn(api.url, 'nurse.W1');
    const screen = await openScreen(api.url, client.cookie);
    await screen.watchWard('W1');
    const writers = Array.from(
      { length: WRITERS },
      (_, n) => new StubbornWriter(client, [stayId('W1', n + 1)], TODAY, chance),
    );
    let going = true;
    const writing = writers.map((writer) => writer.markWhile(() => going));
    for (let n = 0; n < KILLS; n += 1) {
      // The moment of the kill is the random input of this test, not a wait for anything.
      await pause(100 + chance.below(300));
      await database.revive();
      const seen = screen.version;
      await eventually(() => expect(screen.version).toBeGreaterThan(seen + 5), {
        withinMs: 20_000,
      });
    }
    going = false;
    await Promise.all(writing);
    expect(writers.flatMap(({ surprises }) => surprises)).toEqual([]);
    expect(writers.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(0);
    const commands = writers.flatMap(({ acknowledged }) =>
      acknowledged.map(({ commandId }) => commandId),
    );
    expect(await notDoneOnce(database, commands)).toEqual([]);
    expect(await brokenWards(database)).toEqual([]);
    expect(await ledgerFaults(database)).toEqual([]);
    const { body } = await client.get<Board>('/api/wards/W1/board');
    await eventually(() => expect(screen.version).toBe(body.version));
    expect(screen.faults).toEqual([]);
    expect([...screen.rows.values()]).toEqual(expect.arrayContaining([...body.rows]));
    screen.close();
  }, 120_000);

  it('keeps every acknowledged mark when the api is killed with it', async () => {
    const chance = seeded('kills of the database and the api');
    const client = await HttpClient.signIn(api.url, 'nurse.W1');
    const board = async () => (await client.get<Board>('/api/wards/W1/board')).body;
    const marked = new Map((await board()).rows.map(({ stay, day }) => [stay, day.version]));
    const writers = Array.from({ length: WRITERS }, (_, n) => {
      const stay = stayId('W1', n + 1);
      return new StubbornWriter(client, [stay], TODAY, chance, marked);
    });
    let going = true;
    const writing = writers.map((writer) => writer.markWhile(() => going));
    const count = () => writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    for (let n = 0; n < KILLS_OF_BOTH; n += 1) {
      // The moment of the kill is the random input of this test, not a wait for anything.
      await pause(100 + chance.below(300));
      const before = count();
      await Promise.all([api.kill(), database.revive()]);
      api = await startApiPart({ database, now: NOW, port });
      await eventually(() => expect(count()).toBeGreaterThan(before + WRITERS));
    }
    going = false;
    await Promise.all(writing);
    expect(writers.flatMap(({ surprises }) => surprises)).toEqual([]);
    const commands = writers.flatMap(({ acknowledged }) =>
      acknowledged.map(({ commandId }) => commandId),
    );
    expect(await notDoneOnce(database, commands)).toEqual([]);
    expect(await brokenWards(database)).toEqual([]);
    expect(await ledgerFaults(database)).toEqual([]);
    expect(await api.stop()).toBe(0);
  }, 120_000);
});
