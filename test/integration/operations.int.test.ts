import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../apps/api/src/documents/operations.js';
import { startTestApi, type TestApi } from '../harness/api.js';
import { freshDatabase, type TestDatabase } from '../harness/index.js';

describe('the operations of the surface', () => {
  let database: TestDatabase;
  let api: TestApi;
  beforeAll(async () => {
    database = await freshDatabase();
    api = await startTestApi(database, { now: '2026-03-10T09:00:00Z' });
  });
  afterAll(async () => {
    await api.close();
    await database.drop();
  });

  it('are all there: none of those described answers that it does not exist', async () => {
    for (const { method, path } of OPERATIONS) {
      const url = path
        .replace('{stay}', 'RWE.none')
        .replace('{delay}', 'RWE.none')
        .replace('{action}', 'RWE.none')
        .replace('{round}', 'RWE.none')
        .replace('{date}', '2026-01-01')
        .replace('{ward}', 'none')
        .replace('{source}', 'none')
        .replace('{batch}', '00000000-0000-4000-8000-000000000000')
        .replace('{id}', '00000000-0000-4000-8000-000000000000');
      const answer = await fetch(`${api.url}${url}`, { method: method.toUpperCase() });
      const described = `${method} ${path} answers ${answer.status}`;
      // Nobody is signed in: what exists says so (or serves everyone), what does not exist is 404.
      expect(described).not.toContain('answers 404');
      expect(described).not.toContain('answers 500');
    }
  });

  it('are all described: no route of the service is missing', () => {
    const described = new Set(
      OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = api.routes.filter((route) => / \/(api|health|metrics)(\/|$)/.test(route));
    expect(served.length).toBeGreaterThan(60);
    expect(served.filter((route) => !described.has(route))).toEqual([]);
  });

  it('are all described: a path that is not is unknown', async () => {
    const answer = await fetch(`${api.url}/api/no-such-operation`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });
});
