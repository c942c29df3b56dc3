import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, ErrorBody, SystemPicture } from '#contracts';
import { ERRORS } from '#contracts';
import { startSmallApi } from '../harness/api.js';
import { HttpClient, type Answer } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { CITY, COUNTY, stayId, wordsOf } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const NOTE = 'Plantedword about the family';

type SmallApi = Awaited<ReturnType<typeof startSmallApi>>;

/** Every word of the patients of a test that names or numbers them. */
const WORDS = /plantedname|plantedword|visitnumber|consultantw|1941-02-03/i;
const localId = (ward: string, n: number) => wordsOf(ward, n, 'RWE').localId ?? '';
const nhsNumber = (ward: string, n: number) => wordsOf(ward, n, 'RWE').nhsNumber ?? '';

function refused(answer: Answer<unknown>, code: keyof typeof ERRORS): void {
  const body = answer.body as ErrorBody;
  expect([answer.status, body.code]).toEqual([ERRORS[code].status, code]);
  expect(Object.keys(body).sort()).toEqual(['code', 'details', 'message']);
  expect(body.message).toBe(ERRORS[code].message);
  expect(answer.text).not.toMatch(WORDS);
}

async function started(): Promise<SmallApi> {
  const api = await startSmallApi({
    now: NOW,
    wards: [
      { code: 'W1', patients: 6, authority: (n) => (n % 2 === 0 ? CITY : COUNTY) },
      { code: 'W2', patients: 13 },
      { code: 'L1', patients: 2, organisation: 'RT5' },
    ],
  });
  const nurse = await api.as('nurse.W1');
  const marked = await nurse.mark(stayId('W1', 2), TODAY, { note: NOTE });
  expect(marked.status).toBe(200);
  return api;
}

describe('what cannot be read', () => {
  let api: SmallApi;
  let nurse: HttpClient;
  beforeAll(async () => {
    api = await started();
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());
  const day = (date: string) => `/api/stays/${stayId('W1', 1)}/days/${date}`;
  const good = { commandId: randomUUID(), ifVersion: 0, kind: 'planned', colour: 'green' };

  it('is an unknown field, so that a typing error is never half obeyed', async () => {
    refused(await nurse.put(day(TODAY), { ...good, color: 'red' }), 'unknown-field');
    refused(await nurse.post('/api/session', { person: 'admin', role: 'admin' }), 'unknown-field');
    refused(await nurse.get('/api/wards/W1/board?asof=2026-06-10T08:00:00Z'), 'unknown-field');
    refused(await nurse.get('/api/stays?ower=3'), 'unknown-field');
    refused(await nurse.get('/api/escalations?wards=W1'), 'unknown-field');
    expect((await nurse.get<Board>('/api/wards/W1/board')).body.rows[0]?.day.version).toBe(0);
  });

  it.each([
    ['no body', undefined],
    ['no JSON', '{"commandId":'],
    ['a list', '[]'],
    ['a text', '"red"'],
    ['a poisoned object', '{"__proto__":{"colour":"red"}}'],
    ['a command id that is none', JSON.stringify({ ...good, commandId: 'one' })],
    ['a version below nothing', JSON.stringify({ ...good, ifVersion: -1 })],
    ['a version that is no whole number', JSON.stringify({ ...good, ifVersion: 0.5 })],
    ['a colour nobody knows', JSON.stringify({ ...good, colour: 'amber' })],
    ['an instant without an offset', JSON.stringify({ ...good, at: '2026-06-10T08:00:00' })],
    ['a note that never ends', JSON.stringify({ ...good, note: 'x'.repeat(2_001) })],
  ])('is %s', async (_what, body) => {
    refused(await nurse.send('PUT', day(TODAY), body), 'malformed');
  });

  it.each(['yesterday', '2026-02-30', '2026-6-1', '10-06-2026'])('is the date %s', async (date) => {
    refused(await nurse.put(day(date), good), 'malformed');
  });

  it('is a path that is no text', async () => {
    refused(await nurse.get('/api/wards/%zz/board'), 'malformed');
    refused(await nurse.get(`/api/wards/${'w'.repeat(41)}/board`), 'malformed');
    refused(await nurse.get('/api/wards/%00/board'), 'malformed');
  });

  it('is larger than a command can be', async () => {
    refused(await nurse.put(day(TODAY), { ...good, note: 'x'.repeat(1_100_000) }), 'too-large');
  });

  it('is a path that nobody knows, however it is asked', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])
      refused(await nurse.send(method, '/api/nothing'), 'not-found');
    refused(await nurse.send('GET', '/api/stays/x/days/y/z'), 'not-found');
  });
});

describe('rights over HTTP', () => {
  let api: SmallApi;
  beforeAll(async () => {
    api = await started();
  });
  afterAll(() => api.close());
  const resident = stayId('W1', 2);
  const stranger = stayId('W1', 1);

  it('begin with a session', async () => {
    const nobody = HttpClient.nobody(api.url);
    for (const path of [
      '/session',
      '/wards',
      '/wards/W1/board',
      '/escalations',
      '/system',
      '/stays',
    ])
      refused(await nobody.get(`/api${path}`), 'not-signed-in');
    refused(await nobody.mark(resident, TODAY), 'not-signed-in');
    refused(await nobody.post('/api/session', { person: 'nobody.at-all' }), 'not-found');
    refused(await nobody.post('/api/session', { person: 'nurse.W99' }), 'not-found');
  });

  it('end for a nurse at the door of the ward', async () => {
    const nurse = await api.as('nurse.W2');
    refused(await nurse.get('/api/wards/W1/board'), 'not-allowed');
    refused(await nurse.mark(resident, TODAY, { ifVersion: 1 }), 'not-found');
    refused(await nurse.get(`/api/stays/${resident}/history`), 'not-found');
    refused(await nurse.get('/api/wards/W99/board'), 'not-found');
    refused(await nurse.mark('RWE.NOBODY', TODAY), 'not-found');
    refused(await nurse.mark('RX1.NOBODY', TODAY), 'not-found');
    refused(await nurse.mark('nodot', TODAY), 'not-found');
    const { text } = await nurse.get('/api/escalations');
    expect(text).not.toContain(localId('W1', 2));
    const long = await nurse.get('/api/stays?over=0');
    expect(long.text).not.toContain('W1');
    const counts = await nurse.get<SystemPicture>('/api/system');
    expect(counts.body.items.map(({ ward }) => ward)).toEqual(['L1', 'W1', 'W2']);
  });

  it('end at the organisation for its matron and its bed manager', async () => {
    const manager = await api.as('bed-manager.lpt');
    refused(await manager.get('/api/wards/W1/board'), 'not-allowed');
    refused(await manager.mark(resident, TODAY, { ifVersion: 1 }), 'not-found');
    expect((await manager.mark(stayId('L1', 1, 'RT5'), TODAY)).status).toBe(200);
    const matron = await api.as('matron.uhl');
    expect((await matron.mark(stayId('W2', 1), TODAY)).status).toBe(200);
    refused(await matron.mark(stayId('L1', 2, 'RT5'), TODAY), 'not-found');
  });

  it('give a council its own residents to see and none to mark', async () => {
    const council = await api.as('la.leicester');
    const board = await council.get<Board>('/api/wards/W1/board');
    expect(board.body.rows.map(({ stay }) => stay)).toEqual([2, 4, 6].map((n) => stayId('W1', n)));
    refused(await council.mark(resident, TODAY, { ifVersion: 1 }), 'not-allowed');
    refused(await council.mark(stranger, TODAY), 'not-found');
    refused(await council.get(`/api/stays/${stranger}/history`), 'not-found');
    const history = await council.get(`/api/stays/${resident}/history`);
    expect(history.status).toBe(200);
    refused(await council.get('/api/system'), 'not-allowed');
    const lists = await Promise.all(
      [`/api/stays?over=0`, '/api/escalations', '/api/wards/W1/board'].map((path) =>
        council.get(path),
      ),
    );
    for (const { text, status } of [...lists, history]) {
      expect(status).toBe(200);
      expect(text).not.toContain('Plantedword');
      for (const n of [1, 3, 5]) expect(text).not.toContain(localId('W1', n));
    }
  });

  it('let the director see all and mark nothing', async () => {
    const director = await api.as('director.on-call');
    for (const ward of ['W1', 'W2', 'L1'])
      expect((await director.get(`/api/wards/${ward}/board`)).status).toBe(200);
    refused(await director.mark(stranger, TODAY), 'not-allowed');
  });

  it('show an analyst rows and no identity anywhere', async () => {
    const analyst = await api.as('analyst.llr');
    const paths = [
      '/wards/W1/board',
      `/wards/W1/board?asOf=${NOW}`,
      '/escalations',
      '/stays?over=0',
      '/system',
      `/stays/${resident}/history`,
    ];
    for (const path of paths) {
      const answer = await analyst.get(`/api${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.text).not.toMatch(WORDS);
      expect(answer.text).not.toMatch(/"Ada"|, Ada/);
      expect(answer.text).not.toContain(nhsNumber('W1', 2));
      expect(answer.text).not.toContain(`"${localId('W1', 2)}"`);
    }
    const screen = await api.screen('analyst.llr');
    const watched = await screen.ask('watch', { screen: 'ward', ward: 'W1' });
    expect(watched.ok).toBe(true);
    expect(JSON.stringify(watched)).not.toMatch(WORDS);
    refused(await analyst.mark(stranger, TODAY), 'not-allowed');
  });

  it('show a commissioner suppressed counts and nothing else', async () => {
    const commissioner = await api.as('commissioner.llr');
    const { body, text } = await commissioner.get<SystemPicture>('/api/system');
    const of = (ward: string) => body.items.find((item) => item.ward === ward);
    expect(of('W1')).toMatchObject({ occupied: null, red: null, green: 0, lastMarkAt: null });
    expect(of('W2')).toMatchObject({ occupied: 15, over6: 0 });
    expect(text).not.toMatch(WORDS);
    for (const path of ['/wards/W1/board', '/escalations', '/stays'])
      refused(await commissioner.get(`/api${path}`), 'not-allowed');
    refused(await commissioner.get(`/api/stays/${resident}/history`), 'not-found');
    refused(await commissioner.mark(resident, TODAY), 'not-found');
  });

  it('write down who opened which board, list and history', async () => {
    const matron = await api.as('matron.uhl');
    const screen = await api.screen('matron.uhl');
    await matron.get('/api/wards/W1/board');
    await matron.get(`/api/wards/W1/board?asOf=${NOW}`);
    await matron.get('/api/stays?over=3');
    await matron.get('/api/escalations');
    await matron.get(`/api/stays/${resident}/history`);
    await screen.watchWard('W2');
    await matron.get('/api/wards/W1/wall');
    // Two screens that are shown one drawing are two openings.
    for (const one of [screen, await api.screen('matron.uhl')])
      await one.ask('watch', { screen: 'wall', ward: 'W2' });
    await matron.get('/api/wards/W1/rounds');
    await matron.get('/api/wards/W1/round-help');
    await matron.get(`/api/wards/W1/jobs?date=${TODAY}`);
    await matron.get('/api/actions?ward=W1');
    await matron.get('/api/arrival-questions');
    const opened = await behindTheBack(api.database, async (client) => {
      const { rows } = await client.query<{ what: string; subject: string }>(
        `SELECT what, subject FROM opened WHERE person = 'matron.uhl' ORDER BY id`,
      );
      return rows.map(({ what, subject }) => `${what} ${subject}`);
    });
    expect(opened).toEqual([
      'board W1',
      'board W1',
      'stays over 3',
      'escalations *',
      `history ${resident}`,
      'board W2',
      'wall W1',
      'wall W2',
      'wall W2',
      'rounds W1',
      'rounds W1',
      'jobs W1',
      'actions W1',
      'arrival-questions *',
    ]);
  });
});

describe('the rules over HTTP', () => {
  let api: SmallApi;
  let nurse: HttpClient;
  beforeAll(async () => {
    api = await started();
    nurse = await api.as('nurse.W1');
  });
  afterAll(() => api.close());

  it.each([
    ['constraint-required', { constraint: undefined }],
    ['reason-not-in-list', { constraint: 'Z99' }],
    ['value-required', { kind: 'final', colour: 'green', constraint: undefined }],
    ['value-not-in-list', { kind: 'final', colour: 'green', constraint: undefined, value: 'Z99' }],
    ['owner-unknown', { owner: 'NOBODY' }],
    ['at-in-future', { at: '2026-06-10T23:00:00Z' }],
    ['at-too-old', { at: '2026-06-08T08:00:00Z' }],
    ['day-changed', { ifVersion: 1 }],
  ] as const)('refuse with %s', async (code, own) => {
    refused(await nurse.mark(stayId('W1', 1), TODAY, own), code);
  });

  it('refuse a day outside the stay and a locked day without a reason', async () => {
    const stay = stayId('W1', 1);
    refused(await nurse.mark(stay, '2026-06-08'), 'day-not-in-stay');
    refused(await nurse.mark(stay, '2026-06-11'), 'day-not-in-stay');
  });
});

describe('when something breaks', () => {
  let api: SmallApi;
  beforeAll(async () => {
    api = await started();
  });
  afterAll(() => api.close());

  it('neither the answer nor the log has a word of a patient in it', async () => {
    const nurse = await api.as('nurse.W1');
    const sql = (text: string) => behindTheBack(api.database, (client) => client.query(text));
    await sql(
      `ALTER TABLE note ADD CONSTRAINT planted CHECK (words NOT LIKE '%Plantedword%') NOT VALID`,
    );
    refused(await nurse.mark(stayId('W1', 3), TODAY, { note: NOTE }), 'internal');
    await sql('ALTER TABLE note DROP CONSTRAINT planted');
    await sql('ALTER TABLE patient RENAME TO patient_away');
    refused(await nurse.get('/api/wards/W1/board'), 'internal');
    await sql('ALTER TABLE patient_away RENAME TO patient');
    await nurse.send(
      'PUT',
      `/api/stays/Plantedname${'x'.repeat(80)}/days/${TODAY}`,
      '{"Plantedname',
    );
    await nurse.get('/api/stays/Plantedname/history');
    await nurse.put(`/api/stays/${stayId('W1', 3)}/days/${TODAY}`, { Plantedname: 1 });
    expect((await nurse.mark(stayId('W1', 3), TODAY, { note: NOTE })).status).toBe(200);
    const logged = api.logged.join('');
    expect(logged).toContain('a request failed');
    expect(logged).not.toMatch(WORDS);
    for (const n of [1, 2, 3]) {
      expect(logged).not.toContain(nhsNumber('W1', n));
      expect(logged).not.toContain(localId('W1', n));
    }
  });

  it('nobody waits for ever: a ward that is held answers 503, and the same command later 200', async () => {
    const nurse = await api.as('nurse.W2');
    const own = { commandId: randomUUID() };
    await behindTheBack(api.database, async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT 1 FROM ward_head WHERE ward = 'W2' FOR UPDATE`);
      const held = await nurse.mark(stayId('W2', 2), TODAY, own);
      refused(held, 'not-ready');
      expect(held.headers.get('retry-after')).toMatch(/^\d+$/);
      await client.query('COMMIT');
    });
    expect((await nurse.mark(stayId('W2', 2), TODAY, own)).status).toBe(200);
  });

  it('answers 503 with the time to try again while the database is away, and then again 200', async () => {
    const nurse = await api.as('nurse.W1');
    const sql = (text: string) => behindTheBack(api.database, (client) => client.query(text));
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await sql(end);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => nurse.get('/api/wards/W1/board')),
    );
    for (const { status } of answers) expect([200, 503]).toContain(status);
    for (const answer of answers.filter(({ status }) => status === 503)) {
      refused(answer, 'not-ready');
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect((await nurse.get('/api/wards/W1/board')).status).toBe(200);
    expect((await nurse.get('/health/ready')).status).toBe(200);
  });
});
