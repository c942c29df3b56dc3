import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startApiPart } from '../harness/processes.js';
import type { ApiPart } from '../harness/processes.js';
import { behindTheBack } from '../harness/open-house.js';
import type { TestDatabase } from '../harness/database.js';
import { HttpClient } from '../harness/http-client.js';
import { CITY, COUNTY, smallHouse } from '../harness/small-house.js';

const NOW = '2026-03-10T09:30:00.000Z';
const RESIDENCE = [CITY, COUNTY, null];

/** The names that stand in a page, drawn or as data. */
const namesIn = (page: string) => new Set(page.match(/PLANTEDNAME\w+/g) ?? []);

describe('a ward’s first look', () => {
  let database: TestDatabase;
  let api: ApiPart;

  beforeAll(async () => {
    database = await smallHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 3, authority: (n) => RESIDENCE[n - 1] ?? null },
        { code: 'W2', patients: 1 },
      ],
    });
    api = await startApiPart({ database, now: NOW });
  });
  afterAll(async () => {
    await api.kill();
    await database.drop();
  });

  async function pageOf(person: string | null, path: string) {
    const client =
      person === null ? HttpClient.nobody(api.url) : await HttpClient.signIn(api.url, person);
    return client.get(path);
  }

  const openings = () =>
    behindTheBack(database, async (client) => {
      const { rows } = await client.query<{ person: string }>(
        `SELECT person FROM opened WHERE what = 'board' AND subject = 'W1' ORDER BY at`,
      );
      return rows.map(({ person }) => person);
    });

  it('brings the board in the page itself, and writes down who opened it', async () => {
    const before = await openings();
    const { text } = await pageOf('nurse.W1', '/wards/W1');
    expect(text).toContain('<h1>Ward W1</h1>');
    expect(namesIn(text)).toEqual(
      new Set(['PLANTEDNAMEW1X1', 'PLANTEDNAMEW1X2', 'PLANTEDNAMEW1X3']),
    );
    expect(await openings()).toEqual([...before, 'nurse.W1']);
  });

  it('is kept nowhere on its way', async () => {
    const { headers } = await pageOf('nurse.W1', '/wards/W1');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('vary')).toContain('cookie');
  });

  it('lets no script and no style run but the two that it brings within itself', async () => {
    const { text, headers } = await pageOf('nurse.W1', '/wards/W1');
    const policy = headers.get('content-security-policy') ?? '';
    const [, digest] = /script-src 'self' 'sha256-([^']+)';/.exec(policy) ?? [];
    expect(policy).toMatch(/style-src 'self' 'sha256-[^']+';/);
    const inline = [...text.matchAll(/<script(?![^>]* src=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline).toEqual(['<script>', '<script type="application/json" id="page-seed">']);
    const [, early = ''] = /<script>([\s\S]*?)<\/script>/.exec(text) ?? [];
    expect(createHash('sha256').update(early).digest('base64')).toBe(digest);
    expect(namesIn(early).size).toBe(0);
  });

  it('shows a council its residents and those of unknown residence, and names no other', async () => {
    const { text } = await pageOf('la.leicester', '/wards/W1');
    expect(namesIn(text)).toEqual(new Set(['PLANTEDNAMEW1X1', 'PLANTEDNAMEW1X3']));
  });

  it('shows an analyst the board without a name', async () => {
    const { text } = await pageOf('analyst.llr', '/wards/W1');
    expect(text).toContain('Name not shown');
    expect(namesIn(text).size).toBe(0);
  });

  it.each([
    ['nobody', null, '/wards/W1'],
    ['a nurse of another ward', 'nurse.W2', '/wards/W1'],
    ['whoever asks for a ward that is not known', 'nurse.W1', '/wards/W9'],
  ])('gives %s the bare page, which is the same for everybody', async (_who, person, path) => {
    const { text, headers, status } = await pageOf(person, path);
    expect(status).toBe(200);
    expect(text).toContain('<div id="app"></div>');
    expect(namesIn(text).size).toBe(0);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).not.toContain('sha256');
  });

  it('comes packed as the browser can unpack it', async () => {
    const { cookie } = await HttpClient.signIn(api.url, 'nurse.W1');
    for (const packing of ['br', 'gzip']) {
      const answer = await fetch(`${api.url}/wards/W1`, {
        headers: { cookie, 'accept-encoding': packing },
      });
      expect(answer.headers.get('content-encoding')).toBe(packing);
      expect(namesIn(await answer.text()).size).toBe(3);
    }
  });
});
