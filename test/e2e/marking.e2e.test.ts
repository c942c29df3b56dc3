import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { markAlive } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';
const BOARD = '/wards/W1';

/** The nth of the reasons that are offered in fixed places. */
function reasonAt(page: Page, bed: string, n: number): Locator {
  const grid = panelOf(page, bed).getByRole('group', { name: /Waiting for/ });
  return grid.getByRole('button').nth(n - 1);
}

/** The words of a reason, without its digit. */
async function wordsOf(reason: Locator): Promise<string> {
  return (await reason.innerText()).replace(/\s*\d$/, '').trim();
}

describe('marking on the ward board', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 28 },
        { code: 'W2', patients: 3 },
      ],
    });
  });
  afterAll(() => house.close());

  it('goes by keyboard alone: red with its reason in two keys, green in one', async () => {
    const page = await house.browser.open(BOARD, { person: 'nurse.W1' });
    await markOf(page, 'B1').waitFor();
    for (let tabs = 0; tabs < 20 && !(await isFocused(page, 'B1')); tabs += 1)
      await page.keyboard.press('Tab');
    expect(await isFocused(page, 'B1')).toBe(true);

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('r');
    await panelOf(page, 'B2').getByText('Red needs a reason').waitFor();
    const reason = await wordsOf(reasonAt(page, 'B2', 2));
    await page.keyboard.press('2');
    await untilMark(page, 'B2', 'Red planned');
    await rowOf(page, 'B2').getByText(reason).first().waitFor();

    await page.keyboard.press('Escape');
    expect(await isFocused(page, 'B2')).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('g');
    await untilMark(page, 'B3', 'Green planned');
    await page.getByText(/Kept: Bed B3, .* green, planned/).waitFor();
    await page.context().close();
  });

  it('goes by touch alone, on a phone', async () => {
    const page = await house.browser.open(BOARD, {
      person: 'nurse.W1',
      size: 'phone',
      touch: true,
    });
    await markOf(page, 'B4').tap();
    await panelOf(page, 'B4')
      .getByRole('button', { name: /^Green/ })
      .tap();
    await untilMark(page, 'B4', 'Green planned');
    await panelOf(page, 'B4').getByRole('button', { name: 'Close' }).tap();

    await markOf(page, 'B5').tap();
    const reason = await wordsOf(reasonAt(page, 'B5', 1));
    await reasonAt(page, 'B5', 1).tap();
    await untilMark(page, 'B5', 'Red planned');
    await rowOf(page, 'B5').getByText(reason).first().waitFor();
    await page.context().close();
  });

  it('shows in every open window without a reload, and so does taking it back', async () => {
    const nurse = await house.browser.open(BOARD, { person: 'nurse.W1' });
    const matron = await house.browser.open(BOARD, { person: 'matron.uhl', size: 'wall' });
    const system = await house.browser.open('/system', { person: 'director.on-call' });
    const waiting = await house.browser.open('/escalations', { person: 'idt.uhl' });
    const windows = [matron, system, waiting];
    const ward = system.getByRole('row', { name: /^Ward W1 / });
    await Promise.all([
      markOf(nurse, 'B6').waitFor(),
      markOf(matron, 'B6').waitFor(),
      ward.waitFor(),
      waiting.getByRole('heading', { level: 1 }).waitFor(),
    ]);
    const alive = await Promise.all(windows.map(markAlive));
    // Patients of beds, red, green, not reviewed.
    const redsOf = async () => Number(await ward.getByRole('cell').nth(1).innerText());
    const reds = await redsOf();
    const mine = waiting.getByRole('row', { name: /bed B6\b/ });
    expect(await mine.count()).toBe(0);

    await markOf(nurse, 'B6').focus();
    await nurse.keyboard.press('r');
    await nurse.keyboard.press('1');
    await untilMark(matron, 'B6', 'Red planned');
    await rowOf(matron, 'B6').getByText('Changed').waitFor();
    await ward
      .getByRole('cell')
      .nth(1)
      .filter({ hasText: String(reds + 1) })
      .waitFor();
    await mine.waitFor();

    await nurse.getByRole('button', { name: 'Undo' }).click();
    await untilMark(nurse, 'B6', 'Not reviewed');
    await untilMark(matron, 'B6', 'Not reviewed');
    await ward
      .getByRole('cell')
      .nth(1)
      .filter({ hasText: String(reds) })
      .waitFor();
    await mine.waitFor({ state: 'detached' });
    expect(await Promise.all(alive.map((still) => still()))).toEqual([true, true, true]);
    await Promise.all([nurse, ...windows].map((page) => page.context().close()));
  });

  it('shows two marks side by side when somebody else was first, and keeps what is chosen', async () => {
    const nurse = await house.browser.open(BOARD, { person: 'nurse.W1' });
    const matron = await house.as('matron.uhl');
    const bothMark = async (bed: number) => {
      await markOf(nurse, `B${bed}`).waitFor();
      await nurse.route('**/days/*', async (route) => {
        await matron.mark(stayId('W1', bed), TODAY, { constraint: 'I02' });
        await route.continue();
      });
      await markOf(nurse, `B${bed}`).click();
      await panelOf(nurse, `B${bed}`)
        .getByRole('button', { name: /^Green/ })
        .click();
      await panelOf(nurse, `B${bed}`)
        .getByText(/Changed by .*Which one stands\?/)
        .waitFor();
      await nurse.unroute('**/days/*');
    };

    await bothMark(7);
    const box = panelOf(nurse, 'B7').getByRole('alert');
    expect(await box.innerText()).toMatch(/Matron[^]*Red[^]*Waits for[^]*Yours[^]*Green/);
    await box.getByRole('button', { name: 'Keep what stands' }).click();
    await untilMark(nurse, 'B7', 'Red planned');
    await panelOf(nurse, 'B7').getByRole('button', { name: 'Close' }).click();

    await bothMark(8);
    await panelOf(nurse, 'B8').getByRole('button', { name: 'Use mine instead' }).click();
    await untilMark(nurse, 'B8', 'Green planned');
    await nurse.getByText(/Kept: Bed B8/).waitFor();
    await nurse.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});

async function isFocused(page: Page, bed: string): Promise<boolean> {
  return markOf(page, bed).evaluate((button) => button.matches(':focus'));
}
