import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations, markAlive } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';

const bedOf = (page: Page, bed: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(bed, { exact: true }) });

describe('the wall of a ward', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 28 }] });
  });
  afterAll(() => house.close());

  it('turns with a mark, says kind words, and knows initials and beds alone', async () => {
    const page = await house.browser.open('/wall/W1', { person: 'nurse.W1', size: 'wall' });
    await bedOf(page, 'B28').getByText('To review').waitFor();
    const alive = await markAlive(page);
    const nurse = await house.as('nurse.W1');
    await nurse.mark(stayId('W1', 1), TODAY, { constraint: 'E15' });
    await nurse.mark(stayId('W1', 2), TODAY, { constraint: 'E16' });
    await bedOf(page, 'B1').getByText('Next place').waitFor();
    await bedOf(page, 'B2').getByText('Planning').waitFor();
    await page.getByText('2 of 28 reviewed').waitFor();
    expect(await bedOf(page, 'B1').innerText()).toContain('A P');
    expect(await page.locator('body').innerText()).not.toMatch(/plantedname|ada|choice|family/i);
    expect(await alive()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });

  it('shows every bed at once, lying and upright, in letters to be read from afar', async () => {
    const page = await house.browser.open('/wall/W1', { person: 'nurse.W1', size: 'wall' });
    await bedOf(page, 'B28').waitFor();
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
    ] as const) {
      await page.setViewportSize({ width, height });
      const last = await bedOf(page, 'B28').boundingBox();
      expect((last?.y ?? height) + (last?.height ?? 0)).toBeLessThanOrEqual(height);
      for (const text of [/Live \d/, 'Demonstration: no real patients']) {
        const box = await page.getByText(text).boundingBox();
        expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      const smallest = await page.evaluate<number>(
        `Math.min(...[...document.querySelectorAll('ol span')]
          .filter((one) => one.childNodes.length > 0 && !one.querySelector('*'))
          .map((one) => parseFloat(getComputedStyle(one).fontSize)))`,
      );
      expect(smallest).toBeGreaterThanOrEqual(28);
    }
    await page.context().close();
  });

  it('says over its whole bar that it is not live when the line drops', async () => {
    const page = await house.browser.open('/wall/W1', { person: 'nurse.W1', size: 'wall' });
    await page.getByText('2 of 28 reviewed').waitFor();
    await house.cut();
    await page.getByText(/Not live since \d/).waitFor();
    await page.getByText('What you see may be old').waitFor();
    expect(await page.getByText('28 reviewed').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(house.browser.faults).toEqual([]);
  });
});
