import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CITY, COUNTY } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
/** Of the four on W2: a city resident, a county resident, one whose residence nobody knows, a city resident. */
const RESIDENCE = [CITY, COUNTY, null, CITY];
const NAME = /plantedname/i;

const notYours = (page: Page) => page.getByText('This is not yours to see, or it is not known');
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

describe('who sees what in a browser', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 9 },
        { code: 'W2', patients: 4, authority: (n) => RESIDENCE[n - 1] ?? null },
        { code: 'M1', patients: 5, organisation: 'RT5' },
      ],
    });
  });
  afterAll(() => house.close());

  it('a nurse finds herself by her ward, signs in, and the next step is her board', async () => {
    const page = await house.browser.open('/');
    await page.getByLabel('Search by name, ward or role').fill('ward w1');
    await page.getByRole('button', { name: /Nurse in charge, Ward W1/ }).click();
    await page.getByRole('heading', { name: /Ward W1: 9 patients are not yet reviewed/ }).waitFor();
    await link(page, 'Open the board').click();
    await markOf(page, 'B9').waitFor();
    expect(await page.getByRole('complementary', { name: 'Demonstration' }).innerText()).toContain(
      'Demonstration: no real patients',
    );

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(NAME);
    await page.context().close();
  });

  it('a nurse of another ward is offered her own alone, and the address opens nothing', async () => {
    const page = await house.browser.open('/wards', { person: 'nurse.W2' });
    await link(page, 'Ward W2').waitFor();
    expect(await link(page, 'Ward W1').count()).toBe(0);
    await page.goto('/wards/W1');
    await notYours(page).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(NAME);
    await page.context().close();
  });

  it('a council sees its residents and those of unknown residence, and marks nothing', async () => {
    const page = await house.browser.open('/wards/W2', { person: 'la.leicester' });
    await markOf(page, 'B1').waitFor();
    expect(await markOf(page, 'B2').count()).toBe(0);
    expect(await markOf(page, 'B3').count()).toBe(1);
    expect(await markOf(page, 'B4').count()).toBe(1);
    await markOf(page, 'B1').focus();
    await page.keyboard.press('g');
    await markOf(page, 'B1').click();
    const panel = panelOf(page, 'B1');
    await panel.getByRole('button', { name: 'History' }).waitFor();
    expect(await panel.getByRole('button', { name: /^(Green|Red)|delay$/ }).count()).toBe(0);
    expect(await markOf(page, 'B1').innerText()).toContain('Not reviewed');
    expect(await link(page, 'System').count()).toBe(0);
    await page.goto('/system');
    await notYours(page).waitFor();
    await page.context().close();
  });

  it('an analyst opens any board and finds no name on it', async () => {
    const page = await house.browser.open('/wards/M1', { person: 'analyst.llr' });
    await markOf(page, 'B1').waitFor();
    await page.getByText('Name not shown').first().waitFor();
    await markOf(page, 'B1').click();
    await panelOf(page, 'B1').getByRole('button', { name: 'History' }).click();
    await panelOf(page, 'B1')
      .getByText('Came in')
      .or(panelOf(page, 'B1').locator('li'))
      .first()
      .waitFor();
    expect(await page.content()).not.toMatch(NAME);
    await page.context().close();
  });

  it('a commissioner sees small numbers hidden, and neither boards nor the waiting list', async () => {
    const page = await house.browser.open('/system', { person: 'commissioner.llr' });
    const row = page.getByRole('row', { name: /^Ward W2/ });
    await row.waitFor();
    expect(await row.getByRole('cell').first().innerText()).toMatch(/^1–7 of \d/);
    expect(await page.getByRole('link', { name: /^Ward / }).count()).toBe(0);
    expect(await link(page, 'Waiting list').count()).toBe(0);
    for (const path of ['/wards/W1', '/escalations']) {
      await page.goto(path);
      await notYours(page).waitFor();
    }
    expect(await page.content()).not.toMatch(NAME);
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
