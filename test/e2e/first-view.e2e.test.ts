import { eventually } from '../harness/eventually.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { HttpClient } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
/** What a hospital's network would notice; the first view of a board brings far less. */
const JAVASCRIPT_BYTES_MAX = 250_000;

interface Sent {
  readonly url: string;
  readonly encoding: string | null;
  readonly cache: string | null;
  readonly bytes: number;
}

describe('the first view of a board', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 28 }] });
  });
  afterAll(() => house.close());

  /** Every file of the page as it lies on the wire, by what the page asked for. */
  async function filesOf(path: string): Promise<Sent[]> {
    const page = await house.browser.open(path, { person: 'nurse.W1', size: 'wall' });
    await page.getByRole('table').waitFor();
    // What follows when the page rests counts too: all of it is fetched in the end.
    const urls = await eventually(async () => {
      const asked = await page.evaluate<string[]>(
        `performance.getEntriesByType('resource').map((one) => one.name)`,
      );
      expect(asked.some((url) => url.includes('arrivals-screens'))).toBe(true);
      return asked;
    });
    await page.context().close();
    const files = [...new Set(urls)].filter((url) => url.includes('/assets/'));
    return Promise.all(
      files.map(async (url) => {
        const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
        const { headers } = answer;
        await answer.arrayBuffer();
        return {
          url,
          encoding: headers.get('content-encoding'),
          cache: headers.get('cache-control'),
          bytes: Number(headers.get('content-length')),
        };
      }),
    );
  }

  it('brings less than 250 kB of script, all of it compressed and kept for good', async () => {
    const files = await filesOf('/wards/W1');
    const scripts = files.filter(({ url }) => url.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(5);
    for (const { encoding, cache, bytes } of scripts) {
      expect(bytes).toBeGreaterThan(0);
      expect(encoding).toBe('gzip');
      expect(cache).toContain('immutable');
    }
    const sum = scripts.reduce((bytes, one) => bytes + one.bytes, 0);
    expect(sum).toBeLessThan(JAVASCRIPT_BYTES_MAX);
  });

  it('stands in the page before any script has come, and is taken over as it stands', async () => {
    const page = await house.browser.open('/favicon.svg', { person: 'nurse.W1', size: 'wall' });
    const faults: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    let letThrough = () => undefined as void;
    const scripts = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/assets/*.js', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto('/wards/W1', { waitUntil: 'commit' });
    await markOf(page, 'B28').waitFor();
    await page.evaluate(`window.drawnRow = document.querySelector('[data-stay]')`);
    letThrough();
    await page.getByText(/^Live \d/).waitFor();
    expect(await page.evaluate('window.drawnRow.isConnected')).toBe(true);
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
    expect(faults).toEqual([]);

    const matron = await house.as('matron.uhl');
    const stay = stayId('W1', 4);
    const mark = await matron.put(`/api/stays/${stay}/days/2026-03-10`, {
      commandId: randomUUID(),
      ifVersion: 0,
      kind: 'planned',
      colour: 'green',
    });
    expect(mark.status).toBe(200);
    await untilMark(page, 'B4', 'Green');
    await page.context().close();
  });

  it('says by itself that it is not live where its scripts do not come', async () => {
    const page = await house.browser.open('/favicon.svg', { person: 'nurse.W1', size: 'wall' });
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('/wards/W1');
    const still = page.getByText('Not live: this is the board as it was');
    expect(await still.isVisible()).toBe(false);
    await still.waitFor({ timeout: 20_000 });
    await page.context().close();
  });

  it('asks again when it is opened a second time in the same window', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1', size: 'wall' });
    await page.getByText(/^Live \d/).waitFor();
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('heading', { name: /Jobs/ }).waitFor();
    const matron = await house.as('matron.uhl');
    await matron.put(`/api/stays/${stayId('W1', 5)}/days/2026-03-10`, {
      commandId: randomUUID(),
      ifVersion: 0,
      kind: 'planned',
      colour: 'green',
    });
    await page.getByRole('link', { name: 'Board', exact: true }).click();
    await untilMark(page, 'B5', 'Green');
    await page.context().close();
  });

  it('is asked for anew each time, so that nobody looks at last month’s screens', async () => {
    const page = await HttpClient.nobody(house.url).get('/wards/W1');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });
});
