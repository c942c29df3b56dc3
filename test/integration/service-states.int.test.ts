import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '#contracts';
import { openHouse } from '#flow';
import type { OpenedHouse } from '#flow';
import { createLogger, createMetrics, readConfig } from '#platform';
import { openDoor } from '../../apps/api/src/door.js';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import { freshDatabase, type TestDatabase } from '../harness/database.js';
import { eventually } from '../harness/eventually.js';
import { HttpClient } from '../harness/http-client.js';

/** The service as a hospital starts it, from its first moment to the loss of its database. */
describe('a service that is no demonstration', () => {
  let database: TestDatabase;
  let opened: OpenedHouse;
  let api: RunningApi;
  let nobody: HttpClient;
  const log = createLogger('silent');
  const configOf = (mode: 'off' | 'empty') =>
    readConfig({
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      PORT: '0',
      DEMO: mode,
    });

  beforeAll(async () => {
    database = await freshDatabase();
    const config = configOf('off');
    const door = await openDoor(config);
    nobody = HttpClient.nobody(`http://127.0.0.1:${door.port}`);
    // The house is not open yet: the port answers, and says so.
    expect(await nobody.get('/health/live')).toMatchObject({ status: 200, body: { live: true } });
    for (const path of ['/health/ready', '/api/session', '/wards/W1']) {
      const early = await nobody.get<ErrorBody>(path);
      expect(early).toMatchObject({ status: 503, body: { code: 'not-ready' } });
      expect(early.body.details).toEqual({ missing: ['house'] });
      expect(early.headers.get('retry-after')).toBe('1');
    }
    opened = await openHouse(config, { log, database });
    api = await startApi(config, opened, { log, metrics: createMetrics(), door });
  });
  afterAll(async () => {
    await api.close();
    await opened.close();
    await database.drop();
  });

  it('lets nobody sign in by a mere name', async () => {
    const answer = await nobody.post<ErrorBody>('/api/session', { person: 'admin' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'demonstration-only' } });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('keeps its mode: a start in another ends with a sentence', async () => {
    await expect(openHouse(configOf('empty'), { log, database })).rejects.toThrow(
      'This database was opened with DEMO=off and keeps that mode: start with DEMO=off, or use another database.',
    );
  });

  it('counts itself for Prometheus', async () => {
    const scrape = await nobody.get('/metrics');
    expect(scrape.status).toBe(200);
    expect(scrape.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(scrape.text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('is ready while its database answers, and says what is missing when it is gone', async () => {
    expect(await nobody.get('/health/ready')).toMatchObject({ status: 200, body: { ready: true } });
    await database.drop();
    await eventually(async () => {
      const answer = await nobody.get<ErrorBody>('/health/ready');
      expect(answer).toMatchObject({ status: 503, body: { code: 'not-ready' } });
      expect(answer.body.details['missing']).toContain('database');
    });
    expect((await nobody.get('/health/live')).status).toBe(200);
  });
});
