import { eventually } from '../harness/eventually.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpClient } from '../harness/http-client.js';
import { openE2eHouse } from './ward-window.js';
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

  it('is asked for anew each time, so that nobody looks at last month’s screens', async () => {
    const page = await HttpClient.nobody(house.url).get('/wards/W1');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });
});
