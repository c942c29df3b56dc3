import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { HttpClient } from '../harness/http-client.js';
import { brokenWards, notDoneOnce } from '../harness/ledger-facts.js';
import { openScreen, reconnect, type LiveScreen } from '../harness/live-client.js';
import { startApiPart, type ApiPart } from '../harness/processes.js';
import { startRedis, type TestRedis } from '../harness/redis.js';
import { seeded } from '../harness/seeded.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';
import { StubbornWriter } from '../harness/stubborn-writer.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const TOLD_MS_MAX = 1_000;

describe.each(['the database alone', 'Redis beside the database'])('two apis, on %s', (store) => {
  let database: DurableDatabase;
  let redis: TestRedis | null = null;
  let apis: ApiPart[] = [];
  let screens: LiveScreen[] = [];

  const start = (port?: number) =>
    startApiPart({
      database,
      now: NOW,
      ...(port === undefined ? {} : { port }),
      ...(redis === null ? {} : { redisUrl: redis.url }),
    });

  beforeAll(async () => {
    redis = store.startsWith('Redis') ? await startRedis() : null;
    const wards = [{ code: 'W1', patients: 8 }];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    apis = await Promise.all([start(), start()]);
  }, 60_000);
  afterAll(async () => {
    for (const screen of screens) screen.close();
    await Promise.all(apis.map((api) => api.kill()));
    await redis?.stop();
    await database.drop();
  });

  const clients = () => Promise.all(apis.map(({ url }) => HttpClient.signIn(url, 'nurse.W1')));
  const watching = async () => {
    const [one] = await clients();
    for (const screen of screens) screen.close();
    screens = await Promise.all(
      apis.map(async ({ url }) => {
        const screen = await openScreen(url, one?.cookie ?? '');
        await screen.watchWard('W1');
        return screen;
      }),
    );
    return screens;
  };
  const colours = (screen: LiveScreen | undefined, stay: string) =>
    screen?.rows.get(stay)?.day.version;

  it('show a mark through either on the screens of both, within a second', async () => {
    const [left, right] = await watching();
    for (const [n, client] of (await clients()).entries()) {
      const stay = stayId('W1', n + 1);
      const marked = await client.mark(stay, TODAY);
      expect(marked.status).toBe(200);
      await eventually(
        () => expect([left, right].map((one) => colours(one, stay))).toEqual([1, 1]),
        {
          withinMs: TOLD_MS_MAX,
        },
      );
    }
  });

  it('believe a person who signed in at the other, and no one who signed out there', async () => {
    const [one] = await clients();
    const there = (n: number) =>
      fetch(`${apis[n]?.url}/api/session`, { headers: { cookie: one?.cookie ?? '' } });
    expect((await there(1)).status).toBe(200);
    expect((await one?.delete('/api/session'))?.status).toBe(204);
    await eventually(async () => expect((await there(1)).status).toBe(401));
  });

  it('answer a command that was given to the other with the same bytes', async () => {
    const [one, two] = await clients();
    const own = { commandId: '6d1f3c1e-0000-4000-8000-0000000000aa', constraint: 'I03' };
    const stay = stayId('W1', 7);
    const answers = await Promise.all(
      [0, 1, 0, 1].map(async (n) => (n === 0 ? one : two)?.mark(stay, TODAY, own)),
    );
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer?.text)).size).toBe(1);
  });

  it('go on one without the other, each killed in turn under load', async () => {
    const chance = seeded(`two apis, on ${store}`);
    await watching();
    const [one, two] = await clients();
    const sessions = [one, two];
    const writers = sessions.map((client, n) => {
      if (client === undefined) throw new Error('both apis sign people in');
      return new StubbornWriter(client, [stayId('W1', 3 + n), stayId('W1', 5 + n)], TODAY, chance);
    });
    let going = true;
    const writing = writers.map((writer) => writer.markWhile(() => going));
    try {
      for (const fallen of [0, 1]) {
        const standing = screens[1 - fallen];
        const screen = screens[fallen];
        await apis[fallen]?.kill();
        const version = standing?.version ?? 0;
        // The other one's people go on marking and seeing.
        await eventually(() => expect(standing?.version).toBeGreaterThan(version + 5));
        const port = Number(new URL(apis[fallen]?.url ?? '').port);
        apis[fallen] = await start(port);
        await reconnect(screen as LiveScreen);
        expect((await screen?.watchWard('W1', { resume: true }))?.ok).toBe(true);
        const seen = screen?.version ?? 0;
        await eventually(() => expect(screen?.version).toBeGreaterThan(seen + 5));
      }
    } finally {
      going = false;
      await Promise.all(writing);
    }
    expect(writers.flatMap(({ surprises }) => surprises)).toEqual([]);
    const commands = writers.flatMap(({ acknowledged }) =>
      acknowledged.map(({ commandId }) => commandId),
    );
    expect(await notDoneOnce(database, commands)).toEqual([]);
    expect(await brokenWards(database)).toEqual([]);
    const board = (await one?.get<Board>('/api/wards/W1/board'))?.body;
    for (const screen of screens) {
      await eventually(() => expect(screen.version).toBe(board?.version));
      expect(screen.faults).toEqual([]);
      expect([...screen.rows.values()]).toEqual(expect.arrayContaining([...(board?.rows ?? [])]));
    }
  }, 120_000);
});

describe('two apis on a Redis that dies', () => {
  it('go on by the database alone', async () => {
    const redis = await startRedis();
    const wards = [{ code: 'W1', patients: 2 }];
    const database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    const options = { database, now: NOW, redisUrl: redis.url };
    const apis = await Promise.all([startApiPart(options), startApiPart(options)]);
    try {
      const [one, two] = await Promise.all(
        apis.map(({ url }) => HttpClient.signIn(url, 'nurse.W1')),
      );
      const screen = await openScreen(apis[1]?.url ?? '', two?.cookie ?? '');
      await screen.watchWard('W1');
      await redis.stop();
      for (let version = 0; version < 3; version += 1)
        expect((await one?.mark(stayId('W1', 1), TODAY, { ifVersion: version }))?.status).toBe(200);
      await eventually(() => expect(screen.rows.get(stayId('W1', 1))?.day.version).toBe(3));
      expect(screen.faults).toEqual([]);
      screen.close();
    } finally {
      await Promise.all(apis.map((api) => api.kill()));
      await redis.stop();
      await database.drop();
    }
  }, 60_000);
});
