import type { Locator, Page } from 'playwright-core';
import { startApiPart } from '../harness/processes.js';
import type { ApiPart } from '../harness/processes.js';
import { openBrowser } from '../harness/browser.js';
import type { TestBrowser } from '../harness/browser.js';
import type { TestDatabase } from '../harness/database.js';
import { HttpClient } from '../harness/http-client.js';
import { hoursBefore, smallHouse } from '../harness/small-house.js';
import type { SmallHouse } from '../harness/small-house.js';

/** The built service with its screens, on a house of one's own, and a browser before it. */
export interface E2eHouse {
  readonly database: TestDatabase;
  readonly browser: TestBrowser;
  readonly url: string;
  /** Takes the service away as a power cut would. */
  cut(): Promise<void>;
  /** Brings it back at the same address, an hour later: clocks do not go back. */
  bringBack(): Promise<void>;
  as(person: string): Promise<HttpClient>;
  close(): Promise<void>;
}

export async function openE2eHouse(house: SmallHouse): Promise<E2eHouse> {
  const database = await smallHouse(house);
  const start = (now: string, port = 0): Promise<ApiPart> => startApiPart({ database, now, port });
  let api = await start(house.now);
  let absences = 0;
  const { url } = api;
  const browser = await openBrowser(url);
  return {
    database,
    browser,
    url,
    cut: () => api.kill(),
    bringBack: async () => {
      absences += 1;
      api = await start(hoursBefore(house.now, -absences), Number(new URL(url).port));
    },
    as: (person) => HttpClient.signIn(url, person),
    close: async () => {
      await browser.close();
      await api.kill();
      await database.drop();
    },
  };
}

/** The button with the day's mark of a bed, as a reader hears it: bed, name, mark. */
export function markOf(page: Page, bed: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^Bed ${bed},`) });
}

/** The row of a bed, with all that stands in it. */
export function rowOf(page: Page, bed: string): Locator {
  return page.getByRole('row').filter({ has: markOf(page, bed) });
}

/** Waits until the mark of a bed says something. */
export async function untilMark(page: Page, bed: string, says: string | RegExp): Promise<void> {
  await markOf(page, bed).filter({ hasText: says }).waitFor();
}

/** The panel of the patient that is open. */
export function panelOf(page: Page, bed: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^Bed ${bed},`) });
}
