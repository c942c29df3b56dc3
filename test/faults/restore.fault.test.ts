import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { freePort } from '../harness/free-port.js';
import { HttpClient } from '../harness/http-client.js';
import { openScreen, reconnect } from '../harness/live-client.js';
import { startApiPart, type ApiPart } from '../harness/processes.js';
import { smallHouseActs, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

describe('a database that is put back to an earlier copy', () => {
  let database: DurableDatabase;
  let api: ApiPart;
  beforeAll(async () => {
    const wards = [{ code: 'W1', patients: 3 }];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
  }, 60_000);
  afterAll(async () => {
    await api.kill();
    await database.drop();
  });

  it('ends the service that ran on it, and gives every screen a snapshot of what is there now', async () => {
    const port = await freePort();
    api = await startApiPart({ database, now: NOW, port });
    const nurse = await HttpClient.signIn(api.url, 'nurse.W1');
    const screen = await openScreen(api.url, nurse.cookie);
    await screen.watchWard('W1');
    const first = screen.epoch;
    expect((await nurse.mark(stayId('W1', 1), TODAY)).status).toBe(200);
    await database.whileStopped((folder) => cp(folder, `${folder}.copy`, { recursive: true }));
    // What is marked from here on is lost with the machine.
    expect((await marked(nurse, stayId('W1', 2))).status).toBe(200);
    const lost = await openScreen(api.url, nurse.cookie);
    await lost.watchWard('W1');
    const version = lost.version;

    const ended = once(api.child, 'exit');
    await database.whileStopped(async (folder) => {
      await rm(folder, { recursive: true });
      await cp(`${folder}.copy`, folder, { recursive: true });
    });
    expect(await ended).toEqual([1, null]);
    expect(api.said()).toContain('The database was put back to an earlier state');

    api = await startApiPart({ database, now: NOW, port });
    expect((await marked(nurse, stayId('W1', 3))).status).toBe(200);
    await reconnect(lost);
    expect(await lost.watchWard('W1', { resume: true })).toMatchObject({ ok: true, version });
    const { rows } = (await nurse.get<Board>('/api/wards/W1/board')).body;
    expect([...lost.rows.values()]).toEqual(rows);
    expect(lost.epoch).not.toBe(first);
    for (const one of [screen, lost]) one.close();
  }, 60_000);

  it('is told by its epoch, which a restart of the service alone leaves as it is', async () => {
    const epochs: (string | null)[] = [];
    for (let start = 0; start < 2; start += 1) {
      const nurse = await HttpClient.signIn(api.url, 'nurse.W1');
      const screen = await openScreen(api.url, nurse.cookie);
      await screen.watchWard('W1');
      epochs.push(screen.epoch);
      screen.close();
      expect(await api.stop()).toBe(0);
      api = await startApiPart({ database, now: NOW });
    }
    expect(epochs[1]).toBe(epochs[0]);
  }, 60_000);
});

/** A mark of somebody who tries again while the database comes back. */
async function marked(client: HttpClient, stay: string) {
  for (;;) {
    const answer = await client.mark(stay, TODAY);
    if (answer.status !== 503) return answer;
  }
}
