import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE } from '#persistence';
import type { StayView } from '#domain';
import { randomUUID } from 'node:crypto';
import type { Socket as TcpSocket } from 'node:net';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import { openScreen, type LiveScreen } from '../harness/live-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const BEHIND_MS_MAX = 10_000;

type SmallApi = Awaited<ReturnType<typeof startSmallApi>>;

describe('the live socket', () => {
  let api: SmallApi;
  beforeAll(async () => {
    const wards = ['W1', 'W2'].map((code) => ({ code, patients: 3 }));
    api = await startSmallApi({ now: NOW, wards });
  });
  afterAll(() => api.close());

  it('lets nobody in without a session, and says why', async () => {
    await expect(openScreen(api.url, '')).rejects.toThrow('not-signed-in');
    await expect(openScreen(api.url, 'boardround=made-up')).rejects.toThrow('not-signed-in');
  });

  it('refuses the page of another origin and takes its own', async () => {
    const { cookie } = await api.as('nurse.W1');
    const foreign = ['https://elsewhere.example', 'null', 'http://127.0.0.1:1'];
    for (const origin of foreign)
      await expect(openScreen(api.url, cookie, { origin })).rejects.toThrow();
    const own = await openScreen(api.url, cookie, { origin: api.url });
    expect((await own.watchWard('W1')).ok).toBe(true);
    own.close();
  });

  it('tells the time as soon as a screen is there', async () => {
    const screen = await api.screen('nurse.W1');
    await eventually(() => expect(screen.clocks.length).toBeGreaterThan(0));
    expect(screen.clocks[0]).toMatch(/^2026-06-10T09:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each([
    ['nothing at all', undefined],
    ['null', null],
    ['a text', 'W1'],
    ['a number', 7],
    ['a screen nobody knows', { screen: 'kitchen' }],
    ['a ward screen without a ward', { screen: 'ward' }],
    ['an unknown field', { screen: 'ward', ward: 'W1', from: 3 }],
    ['a version below nothing', { screen: 'ward', ward: 'W1', since: -1 }],
    ['an object as a ward', { screen: 'ward', ward: { toString: 'x' } }],
  ])('acknowledges a message that cannot be read: %s', async (_what, payload) => {
    const screen = await api.screen('nurse.W1');
    for (const event of ['watch', 'unwatch']) {
      const answer = await screen.ask(event, payload);
      if (event === 'watch' || !('from' in Object(payload)))
        expect(Object.keys(answer)).toContain('ok');
      expect(JSON.stringify(answer)).not.toContain('kitchen');
    }
    expect(await screen.ask('watch', payload)).toEqual({ ok: false, code: 'malformed' });
  });

  it('acknowledges a message without a payload and one that nobody knows', async () => {
    const screen = await api.screen('nurse.W1');
    const bare = (event: string, ...payload: unknown[]) =>
      new Promise((resolve, reject) => {
        const loose = screen.socket as unknown as {
          timeout(ms: number): { emit(event: string, ...args: unknown[]): void };
        };
        loose
          .timeout(3_000)
          .emit(event, ...payload, (late: Error | null, answer: unknown) =>
            late === null ? resolve(answer) : reject(late),
          );
      });
    const malformed = { ok: false, code: 'malformed' };
    expect(await bare('watch')).toEqual(malformed);
    expect(await bare('unwatch')).toEqual(malformed);
    expect(await bare('watch', { screen: 'ward', ward: 'W1' }, 'more')).toEqual(malformed);
    expect(await bare('sing', { screen: 'ward', ward: 'W1' })).toEqual(malformed);
  });

  it.each([
    ['nurse.W1', { screen: 'ward', ward: 'W9' }, 'not-found'],
    ['nurse.W1', { screen: 'ward', ward: 'W2' }, 'not-allowed'],
    ['bed-manager.lpt', { screen: 'ward', ward: 'W1' }, 'not-allowed'],
    ['commissioner.llr', { screen: 'ward', ward: 'W1' }, 'not-allowed'],
    ['commissioner.llr', { screen: 'escalations' }, 'not-allowed'],
    ['la.leicester', { screen: 'system' }, 'not-allowed'],
  ])('acknowledges what %s may not watch: %o', async (person, payload, code) => {
    const screen = await api.screen(person);
    expect(await screen.ask('watch', payload)).toEqual({ ok: false, code });
  });

  it('acknowledges a watch that fails inside, and works again afterwards', async () => {
    // A ward that nobody has looked at: what was drawn a moment ago would be shown again.
    const screen = await api.screen('nurse.W2');
    const rename = (from: string, to: string) =>
      behindTheBack(api.database, (client) => client.query(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename('stay', 'stay_away');
    try {
      expect(await screen.ask('watch', { screen: 'ward', ward: 'W2' })).toEqual({
        ok: false,
        code: 'internal',
      });
    } finally {
      await rename('stay_away', 'stay');
    }
    expect((await screen.watchWard('W2')).ok).toBe(true);
  });

  it('gives a snapshot when the epoch is another or the version is not one it ever gave', async () => {
    const screen = await api.screen('nurse.W1');
    await screen.watchWard('W1');
    const { epoch, version } = screen;
    const asked = async (since: number, of: string | null) =>
      Object.keys(await screen.ask('watch', { screen: 'ward', ward: 'W1', since, epoch: of }));
    expect(await asked(version, epoch)).toContain('changes');
    expect(await asked(version, randomUUID())).toContain('snapshot');
    expect(await asked(version + 1, epoch)).toContain('snapshot');
    expect(await asked(version + 1_000_000, epoch)).toContain('snapshot');
    // The first patients came in bulk, before changes were kept: too old to be told one by one, whether or
    // not anything was told since.
    expect(version).toBeGreaterThan(1);
    expect(await asked(0, epoch)).toContain('snapshot');
    expect(await asked(version - 1, epoch)).toContain('snapshot');
    await (await api.as('nurse.W1')).mark(stayId('W1', 1), TODAY);
    await eventually(() => expect(screen.version).toBe(version + 1));
    expect(await asked(0, epoch)).toContain('snapshot');
    expect(await asked(version, epoch)).toContain('changes');
  });

  it('tells nothing more to a screen that looks away', async () => {
    const [screen, other] = await Promise.all([api.screen('nurse.W2'), api.screen('nurse.W2')]);
    await Promise.all([screen.watchWard('W2'), other.watchWard('W2')]);
    expect(await screen.ask('unwatch', { screen: 'ward', ward: 'W2' })).toEqual({ ok: true });
    await (await api.as('nurse.W2')).mark(stayId('W2', 1), TODAY);
    await eventually(() => expect(other.changes).toHaveLength(1));
    expect(screen.changes).toEqual([]);
  });

  it('closes a screen whose person signed out', async () => {
    const client = await api.as('nurse.W1');
    const screen = await openScreen(api.url, client.cookie);
    await screen.watchWard('W1');
    expect((await client.delete('/api/session')).status).toBe(204);
    expect(await screen.watchWard('W1')).toEqual({ ok: false, code: 'not-signed-in' });
    await eventually(() => expect(screen.dropped).not.toBeNull());
    await expect(openScreen(api.url, client.cookie)).rejects.toThrow('not-signed-in');
    screen.close();
  });
});

describe('a screen that does not read', () => {
  const PATIENTS = 150;
  // A bar is a character of a ward's code like any other.
  const WARD = 'W|1';
  const BATCHES = 10;
  const BATCH = 24;
  let api: SmallApi;
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: WARD, patients: PATIENTS }] });
  });
  afterAll(() => api.close());

  /** Versions of the ward that carry its whole board each: heavy enough to fill any buffer. */
  const heavy = async (versions: number) => {
    const database = api.opened.house.persistence.as(SERVICE);
    const rows = await database.query<{ view: StayView }>(`SELECT view FROM stay`);
    const change = { views: rows.map(({ view }) => view), left: [] };
    const wards = [{ ward: WARD, change }];
    for (let n = 0; n < versions; n += 1)
      await database.write({
        organisation: 'RWE',
        commandId: randomUUID(),
        at: NOW,
        recordedAt: NOW,
        wards,
        streams: [],
        rows: {},
      });
  };
  const networkOf = (screen: LiveScreen) =>
    (
      screen.socket.io.engine.transport as unknown as {
        readonly ws: { readonly _socket: TcpSocket };
      }
    ).ws._socket;
  const stalled = async () => {
    const [screen, healthy] = await Promise.all([
      api.screen(`nurse.${WARD}`),
      api.screen(`nurse.${WARD}`),
    ]);
    await Promise.all([screen.watchWard(WARD), healthy.watchWard(WARD)]);
    networkOf(screen).pause();
    // Far more than the network between two sockets of one machine takes in by itself.
    const first = healthy.version;
    for (let n = 1; n <= BATCHES; n += 1) {
      await heavy(BATCH);
      await eventually(() => expect(healthy.version).toBe(first + n * BATCH));
    }
    expect(healthy.faults).toEqual([]);
    return { screen, healthy };
  };

  it('is told to watch again when it reads on, and then shows what is', async () => {
    const { screen, healthy } = await stalled();
    networkOf(screen).resume();
    await eventually(() => expect(screen.resyncs).toEqual([{ screen: 'ward', ward: WARD }]));
    expect(screen.version).toBeLessThan(healthy.version);
    expect((await screen.watchWard(WARD)).ok).toBe(true);
    expect(screen.version).toBe(healthy.version);
    expect([...screen.rows.values()]).toEqual([...healthy.rows.values()]);
  }, 60_000);

  it('is let go after ten seconds, and the others hear the clock meanwhile', async () => {
    const { screen, healthy } = await stalled();
    const since = performance.now();
    // The rule is a length of time, and nothing but time can be waited for.
    await eventually(() => performance.now() - since > BEHIND_MS_MAX + 1_000, {
      withinMs: 2 * BEHIND_MS_MAX,
    });
    networkOf(screen).resume();
    await eventually(() => expect(screen.dropped).not.toBeNull());
    expect(screen.resyncs).toEqual([]);
    expect(healthy.clocks.length).toBeGreaterThan(1);
    expect(healthy.dropped).toBeNull();
  }, 60_000);
});
