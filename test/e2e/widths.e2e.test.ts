import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sidewaysScroll } from '../harness/browser.js';
import { markOf, openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const WIDTHS = [390, 768, 1024, 1280, 1366, 1440, 1600, 1920, 2560];
const WARDS = [
  { code: 'W1', patients: 28 },
  { code: 'VIRTUAL', patients: 12, kind: 'virtual' },
  { code: 'AMU', patients: 12, kind: 'assessment' },
  { code: 'MIND', patients: 10, kind: 'mental-health' },
] as const;

/** Counts that are wider than their room, or stand outside of the strip. */
function cutCounts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.app-count')]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const strip = one.closest('.app-counts').getBoundingClientRect();
      const { right, bottom } = one.getBoundingClientRect();
      return one.scrollWidth > one.clientWidth || right > strip.right + 0.5 || bottom > strip.bottom + 0.5;
    })
    .map((one) => one.textContent)`);
}

/** Names, with their ages, that reach past the cell that they stand in. */
function cutNames(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('td.app-who')]
    .filter((cell) => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      words.setEndBefore(cell.querySelector('.app-similar') ?? cell.querySelector('.app-second'));
      const name = words.getBoundingClientRect();
      const room = cell.getBoundingClientRect();
      return name.width === 0 || name.right > room.right + 0.5 || name.bottom > room.bottom + 1;
    })
    .map((cell) => cell.textContent)`);
}

describe('a board on a screen of any width', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({ now: '2026-03-10T11:30:00.000Z', wards: [...WARDS] });
  });
  afterAll(() => house.close());

  it.each(WARDS)(
    'shows every count and every name of $code whole, nothing sideways',
    async (ward) => {
      const page = await house.browser.open(`/wards/${ward.code}`, {
        person: `nurse.${ward.code}`,
        size: 'wall',
      });
      await markOf(page, 'B1').waitFor();
      await page.getByText(/^Live \d/).waitFor();
      expect(await page.locator('td.app-who').count()).toBe(ward.patients);
      const faults: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 1080 });
        const sideways = await sidewaysScroll(page);
        if (sideways > 0) faults.push(`${width}: ${sideways} px sideways`);
        for (const one of await cutCounts(page)) faults.push(`${width}: count ${one}`);
        for (const one of await cutNames(page)) faults.push(`${width}: name ${one}`);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
