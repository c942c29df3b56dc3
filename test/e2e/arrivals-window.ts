import type { Locator, Page } from 'playwright-core';
import { SIZES, axeViolations, openBrowser, sidewaysScroll } from '../harness/browser.js';
import type { TestBrowser } from '../harness/browser.js';
import { freshDatabase } from '../harness/database.js';
import { startApiPart } from '../harness/processes.js';

/** The built service as a hospital starts it: no ward, no patient. */
export interface EmptyHouse {
  readonly browser: TestBrowser;
  readonly url: string;
  close(): Promise<void>;
}

export async function openEmptyHouse(now: string): Promise<EmptyHouse> {
  const database = await freshDatabase();
  const api = await startApiPart({ database, now });
  const browser = await openBrowser(api.url);
  return {
    browser,
    url: api.url,
    close: async () => {
      await browser.close();
      await api.kill();
      await database.drop();
    },
  };
}

/** Puts a census file into the form of the import page. */
export async function chooseCensus(page: Page, bytes: Uint8Array): Promise<void> {
  const buffer = Buffer.from(bytes);
  await page
    .getByLabel('Census file')
    .setInputFiles({ name: 'census.csv', mimeType: 'text/csv', buffer });
}

/** A button by the words that stand on it. */
export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

/** Everything held against a page as it stands: by axe, and sideways scroll at each size. */
export async function lookFindings(page: Page, state: string): Promise<string[]> {
  const found = (await axeViolations(page)).map((what) => `${state}: ${what}`);
  const before = page.viewportSize() ?? SIZES.tablet;
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    const wider = await sidewaysScroll(page);
    if (wider > 0) found.push(`${state}: ${wider} px too wide on the ${name}`);
  }
  await page.setViewportSize(before);
  return found;
}
