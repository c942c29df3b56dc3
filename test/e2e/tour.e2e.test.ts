import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { axeViolations, sidewaysScroll } from '../harness/browser.js';
import { CITY, COUNTY } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf, untilMark, type E2eHouse } from './ward-window.js';

const WARD = 'RWEAA-W23';
const NOW = '2026-03-10T09:00:00Z';

let house: E2eHouse;
beforeAll(async () => {
  house = await openE2eHouse({
    now: NOW,
    wards: [
      { code: WARD, patients: 8, authority: (n) => (n % 2 ? CITY : COUNTY) },
      { code: 'W1', patients: 4 },
    ],
  });
}, 60_000);
afterAll(() => house.close());

const tourOf = (page: Page): Locator => page.getByRole('region', { name: /^Tour,/ });
const button = (page: Page, name: string | RegExp) => tourOf(page).getByRole('button', { name });
const untilStep = (page: Page, title: string) =>
  tourOf(page).getByRole('heading', { name: title }).waitFor();
const untilSaid = (page: Page, words: string) =>
  tourOf(page).getByRole('status').filter({ hasText: words }).waitFor();

/** Nothing of the page hides behind the tour, and nothing is wrong with it for who cannot see it. */
async function isSound(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

describe('the tour', () => {
  it('goes from the first page to its end by keyboard alone, and notices each thing that was done', async () => {
    const page = await house.browser.open('/', { size: 'wall' });
    const press = async (what: Locator) => {
      await what.focus();
      await page.keyboard.press('Enter');
    };
    await press(page.getByRole('button', { name: 'Start the tour' }));
    await untilStep(page, 'Be the nurse in charge');
    await isSound(page);
    await press(button(page, 'Sign in as Nurse in charge'));
    await untilSaid(page, 'You are signed in');
    await press(button(page, 'Next'));

    await untilStep(page, 'Open your board');
    expect(await hasFocus(tourOf(page).getByRole('heading'))).toBe(true);
    await press(page.getByRole('link', { name: 'Open the board', exact: true }));
    await untilSaid(page, 'This is the board');
    await press(button(page, 'Next'));

    await untilStep(page, 'Mark a day red');
    await isSound(page);
    await markOf(page, 'B3').focus();
    await page.keyboard.press('g');
    await untilMark(page, 'B3', 'Green planned');
    // A green is not what this step asks for.
    expect(await button(page, 'Skip this step').count()).toBe(1);
    await markOf(page, 'B2').focus();
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await untilSaid(page, 'Kept');
    await press(button(page, 'Next'));

    await press(page.getByRole('link', { name: 'Waiting list', exact: true }));
    await untilSaid(page, 'Your patient is on the list');
    await page.getByRole('row', { name: /bed B2\b/ }).waitFor();
    await press(button(page, 'Next'));

    await press(button(page, 'Sign in as Director on call'));
    await untilSaid(page, 'all wards');
    await page.getByRole('row', { name: new RegExp(`^Ward ${WARD} `) }).waitFor();
    await press(button(page, 'Next'));

    await press(button(page, 'Sign in as Duty manager'));
    await untilSaid(page, 'The same ward');
    await page.getByText('PLANTEDNAMERWEAA-W23X1, Ada', { exact: true }).waitFor();
    expect(await page.getByText(/PLANTEDNAMERWEAA-W23X2,/).count()).toBe(0);
    await press(button(page, 'Next'));

    await press(button(page, 'Sign in as Analyst'));
    await untilSaid(page, 'Delayed days');
    await press(button(page, 'Next'));

    await untilStep(page, 'That was the tour');
    await isSound(page);
    await press(button(page, 'Close the tour'));
    await tourOf(page).waitFor({ state: 'detached' });
    await page.context().close();
  }, 120_000);

  it('goes by touch on a phone, and never covers what it asks for', async () => {
    const page = await house.browser.open('/', { size: 'phone', touch: true });
    await page.getByRole('button', { name: 'Start the tour' }).tap();
    await button(page, 'Sign in as Nurse in charge').tap();
    await untilSaid(page, 'You are signed in');
    await button(page, 'Next').tap();
    await page.getByRole('link', { name: 'Open the board', exact: true }).tap();
    await untilSaid(page, 'This is the board');
    await button(page, 'Next').tap();
    await isSound(page);
    // The last bed of the ward can be reached above the tour.
    await markOf(page, 'B8').tap();
    const panel = panelOf(page, 'B8');
    await panel.getByRole('button', { name: /^Red/ }).tap();
    await panel
      .getByRole('button', { name: /^Imaging/ })
      .first()
      .tap();
    await untilSaid(page, 'Kept');
    // What was kept, and undo, stand above the tour and not behind it.
    const undo = await page.getByRole('button', { name: 'Undo' }).boundingBox();
    const tour = await tourOf(page).boundingBox();
    expect((undo?.y ?? 0) + (undo?.height ?? 0)).toBeLessThanOrEqual(tour?.y ?? 0);
    await button(page, 'Next').tap();
    await page.getByRole('link', { name: 'Waiting list', exact: true }).tap();
    await untilSaid(page, 'Your patient is on the list');
    await button(page, 'Next').tap();
    await button(page, 'Sign in as Director on call').tap();
    await untilSaid(page, 'all wards');
    await button(page, 'Next').tap();
    await button(page, 'Sign in as Duty manager').tap();
    await untilSaid(page, 'The same ward');
    await button(page, 'Next').tap();
    await button(page, 'Sign in as Analyst').tap();
    await untilSaid(page, 'Delayed days');
    await button(page, 'Next').tap();
    await untilStep(page, 'That was the tour');
    await isSound(page);
    await button(page, 'Close the tour').tap();
    await tourOf(page).waitFor({ state: 'detached' });
    await page.context().close();
  }, 120_000);

  it('is left at any time and goes on where it was left, for whoever is signed in', async () => {
    const page = await house.browser.open('/');
    await page.getByRole('button', { name: 'Start the tour' }).click();
    await button(page, 'Skip this step').click();
    await button(page, 'Skip this step').click();
    await untilStep(page, 'Mark a day red');
    await button(page, 'Leave the tour').click();
    await tourOf(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('You left it at step 3').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await untilStep(page, 'Mark a day red');
    // Wherever one is, the tour brings one to where its step begins.
    await button(page, 'Go to the board').click();
    await markOf(page, 'B1').waitFor();
    await button(page, 'Leave the tour').click();
    await page.getByRole('link', { name: 'Boardround' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await isSound(page);
    await page.context().close();
  }, 60_000);

  it('is found at once by keyboard on a long board', async () => {
    const page = await house.browser.open('/', { size: 'tablet' });
    await page.getByRole('button', { name: 'Start the tour' }).click();
    await button(page, 'Sign in as Nurse in charge').click();
    await untilSaid(page, 'You are signed in');
    await page.getByRole('link', { name: 'Skip to the tour' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await hasFocus(button(page, 'Next'))).toBe(true);
    await page.context().close();
  });

  it('is not offered where there is no ward to try', async () => {
    const bare = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 2 }] });
    const page = await bare.browser.open('/');
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    expect(await page.getByRole('button', { name: 'Start the tour' }).count()).toBe(0);
    await bare.close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});

function hasFocus(what: Locator): Promise<boolean> {
  return what.evaluate((element) => element === element.ownerDocument.activeElement);
}
