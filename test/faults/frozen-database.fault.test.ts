import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, ErrorBody } from '#contracts';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { HttpClient } from '../harness/http-client.js';
import { brokenWards, notDoneOnce } from '../harness/ledger-facts.js';
import { openScreen } from '../harness/live-client.js';
import { startApiPart, type ApiPart } from '../harness/processes.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARD = 'W1';
/** More than the connections of a process: some wait for their turn, some for an answer. */
const PATIENTS = 24;
/** Longer than everything that is waited for, and shorter than anybody would wait. */
const BOUNDED_MS = 18_000;
/** Who asks whether the service is ready is answered long before. */
const HEALTH_MS = 5_000;

/** Nobody waits longer than so: what is not answered by then is told as such. */
function inTime<T>(answer: Promise<T>, ms: number): Promise<T | 'no answer'> {
  const signal = AbortSignal.timeout(ms);
  const late = new Promise<'no answer'>((resolve) =>
    signal.addEventListener('abort', () => resolve('no answer')),
  );
  return Promise.race([answer, late]);
}

describe('a database that stands still', () => {
  let database: DurableDatabase;
  let api: ApiPart;
  beforeAll(async () => {
    const wards = [{ code: WARD, patients: PATIENTS }];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    api = await startApiPart({ database, now: NOW });
  }, 60_000);
  afterAll(async () => {
    database.thaw();
    await api.kill();
    await database.drop();
  });

  it('is told as not ready in bounded time, and everything goes on once it moves again, each mark done once', async () => {
    const client = await HttpClient.signIn(api.url, 'nurse.W1');
    const screen = await openScreen(api.url, client.cookie);
    await screen.watchWard(WARD);
    const marks = Array.from({ length: PATIENTS }, (_, n) => ({
      stay: stayId(WARD, n + 1),
      commandId: randomUUID(),
    }));
    const give = () =>
      Promise.all(
        marks.map(({ stay, commandId }) =>
          inTime(client.mark<ErrorBody>(stay, TODAY, { commandId }), BOUNDED_MS),
        ),
      );
    // Connections are open by now, and prepared.
    expect((await client.get<Board>(`/api/wards/${WARD}/board`)).status).toBe(200);
    database.freeze();
    const health = inTime(client.get<ErrorBody>('/health/ready'), HEALTH_MS);
    const board = inTime(client.get<ErrorBody>(`/api/wards/${WARD}/board`), BOUNDED_MS);
    const given = await give();
    expect(
      new Set(given.map((one) => (one === 'no answer' ? one : `${one.status} ${one.body.code}`))),
    ).toEqual(new Set(['503 not-ready']));
    expect(await health).toMatchObject({
      status: 503,
      body: { details: { missing: ['database'] } },
    });
    expect(await board).toMatchObject({ status: 503, body: { code: 'not-ready' } });

    database.thaw();
    const again = await eventually(async () => {
      const answers = await give();
      expect(answers.every((one) => one !== 'no answer' && one.status === 200)).toBe(true);
      return answers;
    });
    expect(again).toHaveLength(PATIENTS);
    const commands = marks.map(({ commandId }) => commandId);
    expect(await notDoneOnce(database, commands)).toEqual([]);
    expect(await brokenWards(database)).toEqual([]);
    await eventually(async () => expect((await client.get('/health/ready')).status).toBe(200));
    const shown = (await client.get<Board>(`/api/wards/${WARD}/board`)).body;
    await eventually(() => expect(screen.version).toBe(shown.version));
    expect(screen.faults).toEqual([]);
    screen.close();
    expect(await api.stop()).toBe(0);
    expect(api.said()).not.toContain('stopped badly');
  }, 90_000);
});
