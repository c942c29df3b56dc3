import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, Escalations, SystemPicture } from '#contracts';
import type { Row } from '#domain';
import { startingAt } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { startSmallApi } from '../harness/api.js';
import { assertFacts } from '../harness/assert-facts.js';
import { eventually } from '../harness/eventually.js';
import type { HttpClient } from '../harness/http-client.js';
import { reconnect, type LiveScreen } from '../harness/live-client.js';
import { standingHouse, type StandingHouse } from '../harness/open-house.js';
import { seeded, type Seeded } from '../harness/seeded.js';
import { CITY, COUNTY, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARDS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8'];
const PATIENTS = 6;
const WRITERS = 16;
const MARKS_LEAST = 30;
const MARKS_MOST = 1_000;
const SCREENS = 20;
const DROPS_EACH = 4;

/** Every third patient lives in the county, every sixth nobody knows where. */
const authority = (n: number) => (n % 6 === 0 ? null : n % 3 === 0 ? COUNTY : CITY);

type SmallApi = Awaited<ReturnType<typeof startSmallApi>>;

/** A writer that marks days of its wards until nobody needs it, taking versions from the answers. */
async function write(
  client: HttpClient,
  wards: readonly string[],
  chance: Seeded,
  needed: () => boolean,
): Promise<number> {
  const versions = new Map<string, number>();
  let accepted = 0;
  for (let n = 0; n < MARKS_LEAST || (needed() && n < MARKS_MOST); n += 1) {
    const stay = stayId(chance.pick(wards), chance.below(PATIENTS) + 1);
    const green = chance.next() < 0.4;
    const answer = await client.mark<{
      day?: { version: number };
      details?: { current: { version: number } };
    }>(stay, TODAY, {
      ifVersion: versions.get(stay) ?? 0,
      ...(green ? { colour: 'green', constraint: undefined } : { constraint: 'I02' }),
    });
    expect([200, 409]).toContain(answer.status);
    if (answer.status === 200) accepted += 1;
    const now = answer.body.day?.version ?? answer.body.details?.current.version ?? 0;
    versions.set(stay, now);
  }
  return accepted;
}

/** Drops a screen again and again as its ward moves on, and lets it resume where it stood. */
async function dropAndResume(screen: LiveScreen, ward: string, chance: Seeded): Promise<void> {
  for (let n = 0; n < DROPS_EACH; n += 1) {
    const seen = screen.version;
    const more = 1 + chance.below(4);
    await eventually(() => screen.version >= seen + more, { withinMs: 20_000 });
    screen.drop();
    await eventually(() => screen.dropped !== null);
    await reconnect(screen);
    const answer = await screen.watchWard(ward, { resume: true });
    expect(Object.keys(answer)).toContain('changes');
  }
}

async function board(api: SmallApi, ward: string): Promise<Board> {
  const admin = await api.as('admin');
  return (await admin.get<Board>(`/api/wards/${ward}/board`)).body;
}

const byStay = (rows: Iterable<Row>) => Object.fromEntries([...rows].map((row) => [row.stay, row]));

describe('the live feed under load', () => {
  let api: SmallApi;
  beforeAll(async () => {
    const wards = WARDS.map((code) => ({ code, patients: PATIENTS, authority }));
    api = await startSmallApi({ now: NOW, wards });
  });
  afterAll(() => api.close());

  it('gives sixteen writers and twenty dropping screens of eight wards every version once', async () => {
    const chance = seeded('writers and screens');
    const screens = await Promise.all(
      Array.from({ length: SCREENS }, async (_, n) => {
        const ward = WARDS[n % WARDS.length] ?? '';
        const screen = await api.screen('matron.uhl');
        await screen.watchWard(ward);
        return { ward, screen, first: screen.version };
      }),
    );
    const [escalations, system, council] = await Promise.all([
      api.screen('director.on-call'),
      api.screen('matron.uhl'),
      api.screen('la.leicester'),
    ]);
    await escalations.watchList('escalations');
    await system.watchList('system');
    await council.watchList('escalations');
    const matron = await api.as('matron.uhl');
    let dropping = true;
    const writing = Array.from({ length: WRITERS }, (_, n) =>
      write(matron, [WARDS[n % 8] ?? '', WARDS[(n + 3) % 8] ?? ''], chance, () => dropping),
    );
    const drops = screens.map(({ screen, ward }) => dropAndResume(screen, ward, chance));
    await Promise.all(drops).finally(() => (dropping = false));
    const accepted = (await Promise.all(writing)).reduce((a, b) => a + b, 0);
    let versions = 0;
    for (const ward of WARDS) versions += (await board(api, ward)).version - PATIENTS;
    expect(versions).toBe(accepted);
    for (const { screen, ward, first } of screens) {
      const now = await board(api, ward);
      await eventually(() => expect(screen.version).toBe(now.version));
      const every = Array.from({ length: now.version - first + 1 }, (_, n) => first + n);
      expect(screen.versions).toEqual(every);
      expect(screen.faults).toEqual([]);
      expect(byStay(screen.rows.values())).toEqual(byStay(now.rows));
    }
    await sameAsGet(api, 'director.on-call', '/api/escalations', escalations);
    await sameAsGet(api, 'matron.uhl', '/api/system', system);
    await sameAsGet(api, 'la.leicester', '/api/escalations', council);
  });
});

async function sameAsGet(api: SmallApi, person: string, path: string, screen: LiveScreen) {
  const client = await api.as(person);
  const { body } = await client.get<Escalations | SystemPicture>(path);
  await eventually(() => expect(screen.vector).toEqual(body.versions));
  const ids = Object.fromEntries(
    body.items.map((item) => ['id' in item ? item.id : item.ward, item]),
  );
  expect(ids).not.toEqual({});
  expect(Object.fromEntries(screen.items)).toEqual(ids);
  expect(screen.faults).toEqual([]);
}

describe('a council’s screen of a ward', () => {
  let api: SmallApi;
  let other: StandingHouse;
  beforeAll(async () => {
    api = await startSmallApi({ now: NOW, wards: [{ code: 'W1', patients: 6, authority }] });
    // Another process on the same database: what it writes comes by the relay.
    other = await standingHouse(api.database, startingAt(Temporal.Instant.from(NOW)));
  });
  afterAll(async () => {
    await other.close();
    await api.close();
  });

  const resides = (n: number, responsibleAuthority: string) =>
    assertFacts(other.house, {
      stay: stayId('W1', n),
      facts: [{ type: 'stay-updated', body: { responsibleAuthority } }],
    });

  it('shows its own residents and those nobody knows, and counts every version', async () => {
    const council = await api.screen('la.leicester');
    await council.watchWard('W1');
    const shown = [1, 2, 4, 5, 6].map((n) => stayId('W1', n));
    expect([...council.rows.keys()].sort()).toEqual(shown);
    const nurse = await api.as('nurse.W1');
    const first = council.version;
    expect((await nurse.mark(stayId('W1', 3), TODAY)).status).toBe(200);
    expect((await nurse.mark(stayId('W1', 1), TODAY, { note: 'A word' })).status).toBe(200);
    await eventually(() => expect(council.version).toBe(first + 2));
    const [hidden, seen] = council.changes;
    expect(hidden).toMatchObject({ rows: [], left: [] });
    expect(seen).toMatchObject({
      rows: [{ stay: stayId('W1', 1), day: { note: null } }],
      left: [],
    });
    expect(council.faults).toEqual([]);
  });

  it('is told of a row that passes out of its right, once, and of none that it never saw', async () => {
    const council = await api.screen('la.leicester');
    await council.watchWard('W1');
    const first = council.version;
    await resides(2, COUNTY);
    await resides(2, COUNTY);
    await resides(3, 'E06000017');
    await resides(6, COUNTY);
    await resides(2, CITY);
    await eventually(() => expect(council.version).toBe(first + 5));
    const left = council.changes.map((change) => change.left);
    expect(left).toEqual([[stayId('W1', 2)], [], [], [stayId('W1', 6)], []]);
    const rows = council.changes.flatMap((change) => (change.screen === 'ward' ? change.rows : []));
    expect(rows.map(({ stay }) => stay)).toEqual([stayId('W1', 2)]);
    for (const row of rows) expect([CITY, null]).toContain(row.responsibleAuthority);
  });

  it('gets a new picture and never another council’s row when it resumes', async () => {
    const council = await api.screen('la.leicester');
    await council.watchWard('W1');
    council.drop();
    await eventually(() => council.dropped !== null);
    await resides(4, COUNTY);
    await reconnect(council);
    const answer = await council.watchWard('W1', { resume: true });
    expect(Object.keys(answer)).toContain('snapshot');
    expect([...council.rows.keys()].sort()).toEqual([1, 2, 5].map((n) => stayId('W1', n)));
  });

  it('keeps the list of another council free of what is not put to it', async () => {
    const [city, county] = await Promise.all([
      api.screen('la.leicester'),
      api.screen('la.leicestershire'),
    ]);
    await Promise.all([city.watchList('escalations'), county.watchList('escalations')]);
    const nurse = await api.as('nurse.W1');
    const stay = stayId('W1', 5);
    expect((await nurse.mark(stay, TODAY)).status).toBe(200);
    await eventually(() => expect([...city.items.keys()]).toContain(`${stay}:red`));
    expect(county.changes.flatMap(({ left }) => left)).toEqual([]);
    expect(JSON.stringify([...county.items.values()])).not.toContain(stay);
    await resides(5, COUNTY);
    await eventually(() => expect([...county.items.keys()]).toContain(`${stay}:red`));
    await eventually(() => expect([...city.items.keys()]).not.toContain(`${stay}:red`));
    expect([...city.faults, ...county.faults]).toEqual([]);
  });
});
