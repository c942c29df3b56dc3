import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations, sidewaysScroll } from '../harness/browser.js';
import { markOf, openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';

describe('an upright screen on a ward of thirty-six beds', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 36 }] });
  });
  afterAll(() => house.close());

  it('shows every bed at once, with nothing to scroll either way', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1', size: 'wall' });
    await page.setViewportSize({ width: 1080, height: 1920 });
    await markOf(page, 'B36').waitFor();
    await page.getByText(/^Live \d/).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    const below = await page.evaluate<number>(
      'document.documentElement.scrollHeight - window.innerHeight',
    );
    expect(below).toBeLessThanOrEqual(0);
    const height = await page.evaluate<number>(
      `Math.min(...[...document.querySelectorAll('.app-mark-button')].map((one) => one.offsetHeight))`,
    );
    expect(height).toBeGreaterThanOrEqual(44);
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });
});
