import type { Page } from 'playwright-core';
import { sidewaysScroll } from '../harness/browser.js';
import { markOf } from './ward-window.js';

/** Windows that people have: phones, tablets, ward PCs, walls, and both sides of where the layout turns. */
const WIDTHS = [390, 768, 1024, 1280, 1366, 1440, 1600, 1879, 1880, 1920, 2560];

/** What of a board is cut off, or lies beside the window, at any width that people have. */
export async function faultsAtWidths(page: Page, height: number): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height });
    await markOf(page, 'B1').waitFor();
    const sideways = await sidewaysScroll(page);
    if (sideways > 0) faults.push(`${width}: ${sideways} px sideways`);
    for (const one of await cutCounts(page)) faults.push(`${width}: count ${one}`);
    for (const one of await cutNames(page)) faults.push(`${width}: name ${one}`);
    for (const one of await cutOff(page, '.app-counts, .app-count, .app-row .app-who'))
      faults.push(`${width}: ${one}`);
  }
  return faults;
}

/** Words of what is seen and has more in it than it shows. */
function cutOff(page: Page, what: string): Promise<string[]> {
  return page
    .locator(what)
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
        .map((one) => one.textContent),
    );
}

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
