import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CensusAnswer, CensusList } from '#contracts';
import { censusFile, censusLine } from '../builders/census.js';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { holdingWard } from '../harness/holding.js';
import { HttpClient } from '../harness/http-client.js';
import { behindTheBack } from '../harness/open-house.js';
import { startApiPart, type ApiPart } from '../harness/processes.js';
import { smallHouseActs } from '../harness/small-house.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-06-10T09:00:00.000Z';
const LATER = '2026-06-10T09:10:00.000Z';
/** Nine wards of eighty patients are more than one part: six are written first, then three. */
const WARDS = Array.from({ length: 9 }, (_, n) => `C${n + 1}`);
const EACH = 80;
const PATH = '/api/census?source=PAS&takenAt=2026-06-10T09:55:00%2B01:00';

const FILE = Buffer.from(
  censusFile(
    Array.from({ length: WARDS.length * EACH }, (_, n) =>
      censusLine(3 * n, {
        ward: WARDS[Math.floor(n / EACH)] ?? '',
        local_id: `BIG${n}`,
        bed: `B${n}`,
        admitted_at: '2026-06-09T10:00:00+01:00',
      }),
    ),
  ),
).toString();

describe('a large census whose process dies in the middle', () => {
  let database: DurableDatabase;
  let api: ApiPart;
  beforeAll(async () => {
    const wards = WARDS.map((code) => ({ code, patients: 0 }));
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    api = await startApiPart({ database, now: NOW });
  }, 60_000);
  afterAll(async () => {
    await api.kill();
    await database.drop();
  });

  const send = (client: HttpClient) =>
    client.send<CensusAnswer>('POST', PATH, FILE, 'text/csv; charset=utf-8');
  const latest = async (client: HttpClient) =>
    (await client.get<CensusList>('/api/census')).body.items[0];
  const boards = (client: HttpClient) =>
    Promise.all(
      WARDS.map(async (ward) => (await client.get<Board>(`/api/wards/${ward}/board`)).body),
    );

  it('tells how far it is, keeps what is written, and goes on from there when it is sent again', async () => {
    const admin = await HttpClient.signIn(api.url, 'admin');
    const held = await holdingWard(database, 'C9');
    const cut = send(admin).then(
      () => 'answered',
      () => 'cut off',
    );
    const progress = await eventually(async () => {
      const one = await latest(admin);
      expect(one?.progress ?? null).not.toBeNull();
      return one;
    });
    expect(progress).toMatchObject({
      state: 'received',
      answer: null,
      progress: {
        wards: { done: 6, total: 9 },
        stays: { done: 6 * EACH, total: 9 * EACH },
      },
    });
    expect((await boards(admin)).map(({ rows }) => rows.length)).toEqual(
      WARDS.map((_, n) => (n < 6 ? EACH : 0)),
    );

    // The machine dies whole: the process, and what it had the database do.
    await api.kill();
    await behindTheBack(database, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'boardround_app'`,
      ),
    );
    await held.release();
    expect(await cut).toBe('cut off');

    api = await startApiPart({ database, now: LATER });
    const again = await HttpClient.signIn(api.url, 'admin');
    expect(await latest(again)).toEqual(progress);
    const before = await boards(again);
    const answer = await send(again);
    expect(answer).toMatchObject({ status: 200, body: { rows: 9 * EACH, admitted: 9 * EACH } });
    expect(answer.body.batch).toBe(progress?.batch);
    const after = await boards(again);
    expect(after.map(({ rows }) => rows.length)).toEqual(WARDS.map(() => EACH));
    // Each ward was written once: those before the cut are as they were, stay for stay.
    expect(after.map(({ version }) => version)).toEqual(WARDS.map(() => 1));
    const stays = (all: readonly Board[]) =>
      all.slice(0, 6).map(({ rows }) => rows.map((row) => row.stay));
    expect(stays(after)).toEqual(stays(before));
    expect(await latest(again)).toMatchObject({ state: 'applied', progress: null });
    expect((await send(again)).text).toBe(answer.text);
    expect(await ledgerFaults(database)).toEqual([]);
  }, 120_000);
});
