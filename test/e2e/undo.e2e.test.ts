import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { stayId } from '../harness/small-house.js';
import { untilKept } from './kept-days.js';
import { markOf, openE2eHouse, panelOf, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';
import { answer, patientOf, untilStrip, values } from './round-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';

describe('undo gives back what stood', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    const wards = ['W1', 'W2', 'W3'].map((code) => ({ code, patients: 4 }));
    house = await openE2eHouse({ now: NOW, wards });
  });
  afterAll(() => house.close());

  it('on the board: the red, its reason and its note come back, and a first mark is taken back', async () => {
    const nurse = await house.as('nurse.W1');
    const said = { constraint: 'I02', note: 'asked twice', owner: 'UHL-IMAGING' };
    expect((await nurse.mark(stayId('W1', 1), TODAY, said)).status).toBe(200);
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1' });
    await untilMark(page, 'B1', 'Red planned');
    const waits = await rowOf(page, 'B1').locator('.app-waits').innerText();
    await markOf(page, 'B1').focus();
    await page.keyboard.press('g');
    await untilMark(page, 'B1', 'Green planned');
    await page.getByRole('button', { name: 'Undo' }).click();
    await untilMark(page, 'B1', 'Red planned');
    expect(await rowOf(page, 'B1').locator('.app-waits').innerText()).toBe(waits);
    await page.getByText(/Kept: Bed B1, .*, as before/).waitFor();
    await untilKept(house, 'W1', 'B1', { planned: { colour: 'red', ...said } });

    // The same key as in the round.
    await markOf(page, 'B2').focus();
    await page.keyboard.press('g');
    await untilMark(page, 'B2', 'Green planned');
    await page.getByText(/Kept: Bed B2/).waitFor();
    await page.keyboard.press('u');
    await untilMark(page, 'B2', 'Not reviewed');
    await markOf(page, 'B2').click();
    await panelOf(page, 'B2').getByRole('button', { name: 'History' }).click();
    await panelOf(page, 'B2').getByText('Planned mark undone').waitFor();
    await page.context().close();
  });

  it('at the huddle: the final red comes back, and not the plan under it', async () => {
    const page = await house.browser.open('/wards/W2/round', { person: 'nurse.W2' });
    await page.getByRole('radio', { name: /^Huddle/ }).check();
    await page.getByRole('button', { name: /^Start the/ }).click();
    await patientOf(page, 'B1').waitFor();
    await page.keyboard.press('2');
    await untilStrip(page, 'B1', /red final/);
    const before = (await untilKept(house, 'W2', 'B1', { final: { colour: 'red' } })).get('B1');
    await page.keyboard.press('g');
    await values(page).first().waitFor();
    await page.keyboard.press('1');
    await untilStrip(page, 'B1', /green final/);
    await page.getByText(/Final: green – /).waitFor();
    // Offered once the mark is kept, which may be after it is shown.
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await page.keyboard.press('u');
    await untilStrip(page, 'B1', /red final/);
    const constraint = before?.final?.constraint;
    expect(constraint).toBeTruthy();
    await untilKept(house, 'W2', 'B1', { final: { colour: 'red', constraint } });
    await page.context().close();
  });

  /** Holds what is said of days on its way until it is let go. */
  async function heldBack(page: Page): Promise<() => void> {
    let go = () => undefined as void;
    const gone = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/api/stays/*/days/*', async (route) => {
      await gone;
      await route.continue();
    });
    return go;
  }

  it('pressed before the mark is kept says so, takes back nothing older, and works a moment later', async () => {
    const page = await house.browser.open('/wards/W3', { person: 'nurse.W3' });
    await markOf(page, 'B1').focus();
    await page.keyboard.press('g');
    await page.getByText(/Kept: Bed B1/).waitFor();
    const letGo = await heldBack(page);
    await markOf(page, 'B2').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('status').filter({ hasText: 'Not kept yet: undo in a moment.' }).waitFor();
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    letGo();
    await page.getByText(/Kept: Bed B2/).waitFor();
    expect(await markOf(page, 'B1').innerText()).toMatch('Green');
    await page.keyboard.press('u');
    await untilMark(page, 'B2', 'Not reviewed');
    expect(await markOf(page, 'B1').innerText()).toMatch('Green');
    await page.context().close();
  });

  it('says the same in a round', async () => {
    const page = await house.browser.open('/wards/W3/round', { person: 'nurse.W3' });
    await page.getByRole('button', { name: /^Start the/ }).click();
    await answer(page, /^Green/).waitFor();
    const letGo = await heldBack(page);
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('status').filter({ hasText: 'Not kept yet: undo in a moment.' }).waitFor();
    letGo();
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^Undo/ }).waitFor({ state: 'detached' });
    expect(house.browser.faults).toEqual([]);
    await page.context().close();
  });
});
