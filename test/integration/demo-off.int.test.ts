import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import type { OpenedHouse } from '#flow';
import {
  HouseIndex,
  board,
  escalations,
  listInbound,
  loadWards,
  longStays,
  openHouse,
  retryInbound,
  setSource,
  system,
  wall,
} from '#flow';
import { createLogger, readConfig } from '#platform';
import { Writable } from 'node:stream';
import type { RunningWorker } from '../../apps/worker/src/start-worker.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { adtMessage } from '../builders/hl7.js';
import { freshDatabase, type TestDatabase } from '../harness/database.js';
import { mllpSender, type MllpSender } from '../harness/mllp-sender.js';

const ADMIN: Person = {
  person: 'admin',
  name: 'Administrator',
  role: 'administrator',
  organisation: 'QK1',
  organisations: ['RWE', 'RT5'],
};

const MATRON: Person = { ...ADMIN, person: 'matron', name: 'Matron', role: 'matron' };

/** The service as a hospital starts it, with its own database and `DEMO=off`. */
describe('a message to a service that is no demonstration', () => {
  let database: TestDatabase;
  let opened: OpenedHouse;
  let worker: RunningWorker;
  let sender: MllpSender;
  const logged: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    const config = readConfig({
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      MLLP_PORT: '0',
      DEMO: 'off',
    });
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        logged.push(String(chunk));
        done();
      },
    });
    const log = createLogger('info', sink);
    const { appUrl, ownerUrl } = database;
    opened = await openHouse(config, { log, database: { appUrl, ownerUrl } });
    worker = await startWorker(config, opened, { log, ownerUrl });
    sender = await mllpSender(worker.mllp.port);
  });
  afterAll(async () => {
    sender.close();
    await worker.close();
    await opened.close();
    await database.drop();
  });

  const parked = async () => {
    const listed = await listInbound(opened.house, ADMIN, { state: 'refused' });
    return listed.ok ? listed.value.items : [];
  };
  const rows = async () => {
    const read = await board(opened.house, MATRON, 'W31');
    return read.ok ? read.value.rows : [];
  };

  it('is kept for a person until its source is accepted and its ward is set, then taken', async () => {
    const bytes = Buffer.from(adtMessage());
    expect(await sender.send(bytes)).toMatchObject({ code: 'AE', answeredId: 'MSG-1' });
    expect(await parked()).toMatchObject([
      { kind: 'adt', source: 'PAS/RWE', code: 'source-unknown' },
    ]);

    const accepted = { commandId: randomUUID(), organisation: 'RWE', accepted: true };
    expect(await setSource(opened.house, ADMIN, 'PAS/RWE', accepted, 'set')).toMatchObject({
      ok: true,
    });
    const [waits] = await parked();
    expect(waits).toMatchObject({ source: 'PAS/RWE', code: 'ward-unknown' });

    const wards = Buffer.from('ward,organisation,site,beds\nW31,RWE,RWEAA,01-28\n');
    expect(await loadWards(opened.house, ADMIN, wards)).toMatchObject({ value: { set: ['W31'] } });
    if (waits !== undefined && (await parked()).length > 0)
      expect(await retryInbound(opened.house, ADMIN, waits.id)).toMatchObject({
        value: { state: 'applied' },
      });
    expect(await parked()).toEqual([]);
    expect(await rows()).toMatchObject([{ bed: '07', patient: { localId: 'S1000001' } }]);
    expect(logged.join('')).not.toMatch(/Testcase|S1000001/);
  });

  it('shows its administrator no patient and no count: they keep the reference data', async () => {
    const refused = { ok: false, refusal: { code: 'not-allowed' } };
    const index = new HouseIndex(opened.house);
    expect(await board(opened.house, ADMIN, 'W31')).toMatchObject(refused);
    expect(await wall(opened.house, ADMIN, 'W31')).toMatchObject(refused);
    expect(await longStays(opened.house, ADMIN, { over: 0 })).toMatchObject(refused);
    expect(await escalations(opened.house, index, ADMIN)).toMatchObject(refused);
    expect(await system(opened.house, index, ADMIN)).toMatchObject(refused);
  });

  it('is answered for what it is when it comes again', async () => {
    expect(await sender.send(Buffer.from(adtMessage()))).toMatchObject({ code: 'AA' });
    expect(await rows()).toHaveLength(1);
  });
});
