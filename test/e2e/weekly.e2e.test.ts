import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays } from '#domain';
import { insertClosedDays } from '../builders/bed-days.js';
import type { ClosedDay } from '../builders/bed-days.js';
import { SIZES, axeViolations, sidewaysScroll } from '../harness/browser.js';
import { behindTheBack } from '../harness/open-house.js';
import { CITY, stayId } from '../harness/small-house.js';
import { openE2eHouse, type E2eHouse } from './ward-window.js';

/** A Tuesday: the week before it is over, closed and locked. */
const NOW = '2026-06-30T12:30:00.000Z';
const WEEK = '2026-06-22';
const PATIENTS = 10;

/** Two weeks of ten patients: every second one delayed, red on two days of three. */
function closedDays(): ClosedDay[] {
  return Array.from({ length: PATIENTS * 14 }, (_, index): ClosedDay => {
    const n = (index % PATIENTS) + 1;
    const day = Math.floor(index / PATIENTS);
    const delayed = n % 2 === 0;
    const red = day % 3 !== 0;
    return {
      organisation: 'RWE',
      ward: 'W1',
      date: addDays(WEEK, day - 7),
      stay: stayId('W1', n),
      revision: 1,
      superseded: false,
      atMidnight: true,
      due: true,
      reviewed: true,
      plannedOnly: false,
      colour: red ? 'red' : 'green',
      constraint: red ? 'I01' : null,
      delayed,
      reason: delayed ? 'E' : null,
      attribution: delayed ? 'la' : null,
      owner: delayed ? CITY : null,
      state: delayed ? (n === 2 ? 'agreed' : 'proposed') : null,
      authority: CITY,
    };
  });
}

let house: E2eHouse;
beforeAll(async () => {
  house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: PATIENTS }] });
  await behindTheBack(house.database, (client) => insertClosedDays(client, closedDays()));
}, 60_000);
afterAll(() => house.close());

async function looks(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    found.push(...(await axeViolations(page)).map((what) => `${state}, ${name}: ${what}`));
    const wider = await sidewaysScroll(page);
    if (wider > 0) found.push(`${state}, ${name}: ${wider} px too wide`);
  }
  return found;
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });

describe('the weekly page', () => {
  it('begins with its finding, and is sound at every size', async () => {
    const page = await house.browser.open(`/weekly?week=${WEEK}`, { person: 'analyst.llr' });
    await title(page).filter({ hasText: '35 delayed bed days in the week' }).waitFor();
    await page.getByRole('link', { name: '35' }).first().waitFor();
    expect(await looks(page, 'the week')).toEqual([]);
    await page.context().close();
  });

  it('opens a number to its stays, by name on the ward and without one for the analyst', async () => {
    for (const [person, shown] of [
      ['nurse.W1', /PLANTEDNAMEW1X2/],
      ['analyst.llr', /^Stay RWE\.S-W1-/],
    ] as const) {
      const page = await house.browser.open(`/weekly?week=${WEEK}`, { person });
      await page.getByRole('link', { name: '35' }).first().click();
      await title(page).filter({ hasText: '5 stays, 35 delayed days' }).waitFor();
      await page.getByRole('rowheader', { name: shown }).first().waitFor();
      expect(await looks(page, `stays as ${person}`)).toEqual([]);
      await page.getByRole('link', { name: 'Back to the week' }).click();
      await title(page).filter({ hasText: '35 delayed bed days' }).waitFor();
      await page.context().close();
    }
  });

  it('opens the days that are not agreed to their stays, and none of a week without any', async () => {
    const page = await house.browser.open(`/weekly?week=${WEEK}`, { person: 'nurse.W1' });
    await page.getByRole('link', { name: /^28, not agreed, week of 22 Jun/ }).click();
    await title(page).filter({ hasText: '4 stays, 28 delayed days' }).waitFor();
    await page.getByText('Only not agreed by the partners.').waitFor();
    await page.getByRole('link', { name: 'Back to the week' }).click();
    await title(page).filter({ hasText: '35 delayed bed days' }).waitFor();
    expect(await page.getByRole('link', { name: /^0, not agreed/ }).count()).toBe(0);
    await page.context().close();
  });

  it('hides from a commissioner what rests on few patients, and says so', async () => {
    const page = await house.browser.open(`/weekly?week=${WEEK}`, { person: 'commissioner.llr' });
    await title(page).waitFor();
    await page.getByRole('table').first().waitFor();
    const body = await page.locator('main').innerText();
    expect(body).not.toMatch(/\b35\b/);
    expect(body).not.toMatch(/plantedname/i);
    expect(await looks(page, 'the week without small numbers')).toEqual([]);
    await page.context().close();
  });

  it('gives its numbers as a table for a spreadsheet', async () => {
    const analyst = await house.as('analyst.llr');
    const query = `from=${WEEK}&to=${addDays(WEEK, 6)}&bucket=week&by=attribution&format=csv`;
    const told = await analyst.send('GET', `/api/trends/delayed-days?${query}`);
    expect(told.status).toBe(200);
    expect(told.text).toMatch(/^bucket,/);
    expect(told.text).toContain('35');
  });

  it('says of a week without closed days that there are none', async () => {
    const page = await house.browser.open('/weekly?week=2020-01-06', { person: 'analyst.llr' });
    await page
      .getByText(/No day of these weeks is closed/)
      .first()
      .waitFor();
    expect(await looks(page, 'an empty week')).toEqual([]);
    await page.context().close();
  });
});
