import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session, WallBoard, WallChange, WallListed } from '#contracts';
import { OPERATIONS } from '../../apps/api/src/documents/operations.js';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import { HttpClient } from '../harness/http-client.js';
import { openScreen } from '../harness/live-client.js';
import type { LiveScreen } from '../harness/live-client.js';
import { CITY, stayId, wordsOf } from '../harness/small-house.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';
const BEDS = 6;

/** What may not leave the service for a wall, of the first patient. */
function secretsOf(n: number): string[] {
  const { familyName, givenName, localId, nhsNumber, dateOfBirth } = wordsOf('W1', n, 'RWE');
  return [familyName, givenName, localId, nhsNumber, dateOfBirth, `ConsultantW1x${n}`].map(String);
}

describe('the wall of a ward', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  const screens: LiveScreen[] = [];
  beforeAll(async () => {
    api = await startSmallApi({
      now: NOW,
      wards: [
        { code: 'W1', patients: BEDS },
        { code: 'W2', patients: 2 },
      ],
    });
  });
  afterAll(async () => {
    for (const screen of screens) screen.close();
    await api.close();
  });

  /** A device that a nurse made the wall of ward W1. */
  async function hang(): Promise<HttpClient> {
    const nurse = await api.as('nurse.W1');
    const answer = await nurse.post<Session>('/api/wards/W1/walls', {});
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'wall', ward: 'W1', sees: 'wall', may: [] });
    expect((await nurse.get('/api/session')).status).toBe(401);
    return HttpClient.withCookie(api.url, answer.headers.get('set-cookie') ?? '');
  }

  async function screenOf(wall: HttpClient): Promise<LiveScreen> {
    const screen = await openScreen(api.url, wall.cookie);
    screens.push(screen);
    return screen;
  }

  it('is told beds and initials over HTTP and the socket, and of names, numbers and notes nothing', async () => {
    const wall = await hang();
    const read = await wall.get<WallBoard>('/api/wards/W1/wall');
    expect(read.body.rows).toHaveLength(BEDS);
    expect(read.body.rows[0]).toMatchObject({ bed: 'B1', initials: 'A P', mark: null });
    const screen = await screenOf(wall);
    const watched = await screen.ask('watch', { screen: 'wall', ward: 'W1' });
    expect(watched).toMatchObject({ ok: true, version: read.body.version });
    const nurse = await api.as('nurse.W1');
    const note = 'Plantednote about the daughter';
    const marked = await nurse.mark(stayId('W1', 1), TODAY, {
      constraint: 'E15',
      note,
      owner: CITY,
    });
    expect(marked.status).toBe(200);
    await eventually(() => expect(screen.changes).toHaveLength(1));
    const change = screen.changes[0] as WallChange;
    expect(change).toMatchObject({
      screen: 'wall',
      version: read.body.version + 1,
      rows: [{ bed: 'B1', mark: { colour: 'red', kind: 'planned' }, waitsFor: 'Next place' }],
    });
    const all = [read.text, JSON.stringify(watched), JSON.stringify(screen.changes)].join();
    for (let n = 1; n <= BEDS; n += 1)
      for (const secret of secretsOf(n)) expect(all).not.toContain(secret);
    expect(all).not.toMatch(/Plantednote|E15|E06000016|nurse\.W1/);
  });

  it('says the same to whoever may see the board, and nothing to those who may not', async () => {
    const [nurse, wall] = [await api.as('nurse.W1'), await hang()];
    const seen = (await nurse.get<WallBoard>('/api/wards/W1/wall')).body.rows;
    expect(seen).toEqual((await wall.get<WallBoard>('/api/wards/W1/wall')).body.rows);
    for (const who of ['la.leicester', 'analyst.llr', 'commissioner.llr', 'nurse.W2'])
      expect((await (await api.as(who)).get('/api/wards/W1/wall')).status).toBe(403);
  });

  it('opens nothing else: no board, no list, no other wall, and writes nothing', async () => {
    const wall = await hang();
    const may = [
      '/api/session',
      '/api/organisations',
      '/api/owners',
      '/api/wards',
      '/api/reason-lists',
      '/api/thresholds',
      '/api/checks',
      '/api/roles',
    ];
    for (const { method, path, open } of OPERATIONS) {
      if (open === true || may.includes(path) || path === '/api/wards/{ward}/wall') continue;
      const url = path
        .replace('{stay}', stayId('W1', 1))
        .replace('{ward}', 'W1')
        .replace('{date}', TODAY)
        .replace('{batch}', '00000000-0000-4000-8000-000000000000')
        .replace('{id}', '00000000-0000-4000-8000-000000000000')
        .replace(/\{\w+\}/g, 'RWE.none');
      const verb = method.toUpperCase();
      const answer = await wall.send(verb, url, verb === 'GET' ? undefined : '{}');
      expect(`${verb} ${path}: ${answer.status}`).toMatch(/: 4\d\d$/);
      for (const secret of secretsOf(1)) expect(answer.text).not.toContain(secret);
    }
    const marked = await wall.mark(stayId('W1', 3), TODAY);
    expect([403, 404]).toContain(marked.status);
    expect((await wall.get('/api/wards/W2/wall')).status).toBe(403);
    const screen = await screenOf(wall);
    for (const what of [
      { screen: 'ward', ward: 'W1' },
      { screen: 'wall', ward: 'W2' },
      { screen: 'escalations' },
      { screen: 'system' },
    ])
      expect(await screen.ask('watch', what)).toEqual({ ok: false, code: 'not-allowed' });
    expect(await screen.ask('watch', { screen: 'wall' })).toEqual({ ok: false, code: 'malformed' });
  });

  it('is hung by who marks there alone; nobody signs in as a wall by its name', async () => {
    for (const who of ['nurse.W2', 'director.on-call', 'analyst.llr']) {
      const person = await api.as(who);
      expect((await person.post('/api/wards/W1/walls', {})).status).toBe(403);
      expect((await person.get('/api/session')).status).toBe(200);
    }
    const nobody = HttpClient.nobody(api.url);
    expect((await nobody.post('/api/session', { person: 'wall.W1' })).status).toBe(404);
  });

  it('is listed, and signed out wherever it hangs when it is taken down', async () => {
    const wall = await hang();
    const nurse = await api.as('nurse.W1');
    const screen = await screenOf(wall);
    await screen.ask('watch', { screen: 'wall', ward: 'W1' });
    const listed = (await nurse.get<WallListed[]>('/api/wards/W1/walls')).body;
    expect(listed.map((one) => one.openedBy)).toContain('nurse.W1');
    expect(listed.every((one) => one.endsAt > '2026-06-01')).toBe(true);
    const other = await api.as('nurse.W2');
    expect((await other.delete(`/api/wards/W1/walls/${listed[0]?.wall}`)).status).toBe(403);
    for (const one of listed)
      expect((await nurse.delete(`/api/wards/W1/walls/${one.wall}`)).status).toBe(204);
    expect((await nurse.get<WallListed[]>('/api/wards/W1/walls')).body).toEqual([]);
    await eventually(async () => (await wall.get('/api/session')).status === 401);
    await eventually(() => screen.dropped !== null);
    expect((await nurse.get('/api/session')).status).toBe(200);
  });
});
