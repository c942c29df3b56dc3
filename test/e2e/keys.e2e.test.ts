import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Board } from '#contracts';
import { keptDays, untilKept } from './kept-days.js';
import { markOf, openE2eHouse, panelOf, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';
import { answer, patientOf, untilStrip } from './round-window.js';

const NOW = '2026-03-10T09:30:00.000Z';

/** What has the keyboard, as a reader hears it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

async function openBoard(house: E2eHouse, ward: string): Promise<Page> {
  const page = await house.browser.open(`/wards/${ward}`, { person: `nurse.${ward}` });
  await markOf(page, 'B1').waitFor();
  return page;
}

async function openHuddle(house: E2eHouse, ward: string): Promise<Page> {
  const page = await house.browser.open(`/wards/${ward}/round`, { person: `nurse.${ward}` });
  await page.getByRole('radio', { name: /^Huddle/ }).check();
  await page.getByRole('button', { name: /^Start the/ }).click();
  await patientOf(page, 'B1').waitFor();
  return page;
}

describe('keys mean what the eye is on', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    const wards = ['W1', 'W2', 'W3', 'W4', 'W5'].map((code) => ({ code, patients: 6 }));
    house = await openE2eHouse({ now: NOW, wards });
  });
  afterAll(() => house.close());

  it('writes a note that is typed after M, and marks nobody with its letters', async () => {
    const page = await openHuddle(house, 'W1');
    for (const open of [
      () => page.keyboard.press('m'),
      () => page.getByRole('button', { name: /^Note/ }).click(),
    ]) {
      await open();
      await page.keyboard.type('no relative reached');
      const note = page.getByRole('dialog').getByLabel('Note for today');
      expect(await note.inputValue()).toBe('no relative reached');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect((await keptDays(house, 'W1')).get('B1')).toMatchObject({ version: 0, final: null });
    await page.context().close();
  });

  it('finds a reason by its words in the round, and Escape gives the focus back', async () => {
    const page = await openHuddle(house, 'W5');
    const before = await focused(page);
    await page.keyboard.press('/');
    await page.keyboard.type('imag');
    const box = page.getByRole('dialog').getByRole('searchbox');
    expect(await box.inputValue()).toBe('imag');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe(before);
    await page.keyboard.press('/');
    await page.keyboard.type('imag');
    await page.keyboard.press('Enter');
    await untilStrip(page, 'B1', /red final/);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await untilKept(house, 'W5', 'B1', { constraint: 'I04' });
    await page.context().close();
  });

  it('finds a reason by its words on the board in the same way', async () => {
    const page = await openBoard(house, 'W2');
    await markOf(page, 'B2').focus();
    await page.keyboard.press('r');
    await panelOf(page, 'B2').getByText('Red needs a reason').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('imag');
    expect(await page.getByRole('dialog').getByRole('searchbox').inputValue()).toBe('imag');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The panel still stands, and its keys are its own again.
    await page.keyboard.press('/');
    await page.keyboard.type('imag');
    await page.keyboard.press('Enter');
    await untilMark(page, 'B2', 'Red planned');
    await untilKept(house, 'W2', 'B2', { constraint: 'I04' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.context().close();
  });

  it('walks on from an open panel: what is pressed next is of the bed that was walked to', async () => {
    const page = await openBoard(house, 'W3');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('r');
    await panelOf(page, 'B1').getByText('Red needs a reason').waitFor();
    await page.keyboard.press('3');
    await untilMark(page, 'B1', 'Red planned');
    await page.keyboard.press('ArrowDown');
    await panelOf(page, 'B1').waitFor({ state: 'detached' });
    expect(await focused(page)).toMatch(/^Bed B2,/);
    await page.keyboard.press('g');
    await untilMark(page, 'B2', 'Green planned');
    await untilKept(house, 'W3', 'B2', { colour: 'green' });
    await untilKept(house, 'W3', 'B1', { colour: 'red', version: 1 });

    // From a button of the panel too, and when what was pressed there has gone.
    await markOf(page, 'B4').click();
    await panelOf(page, 'B4').getByLabel('Final for today').check();
    await panelOf(page, 'B4')
      .getByRole('button', { name: /^Green/ })
      .click();
    const values = panelOf(page, 'B4').getByRole('group', { name: /did today give/ });
    await values.getByRole('button').first().click();
    await untilMark(page, 'B4', 'Green final');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatch(/^Bed B3,/);
    await page.context().close();
  });

  it('has one place for a reason on the board and in the round, whatever is marked meanwhile', async () => {
    const namesIn = async (page: Page, group: RegExp) => {
      const buttons = page.getByRole('group', { name: group }).getByRole('button');
      await buttons.nth(6).waitFor();
      const words = await buttons.allInnerTexts();
      return words.slice(0, 7).map((one) => one.replace(/\s*\d\s*$/, '').trim());
    };
    const first = await openBoard(house, 'W4');
    await markOf(first, 'B1').click();
    const before = await namesIn(first, /Waiting for/);
    const nurse = await house.as('nurse.W4');
    const { body } = await nurse.get<Board>('/api/wards/W4/board');
    for (const row of body.rows.slice(1, 5))
      await nurse.mark(row.stay, '2026-03-10', { constraint: 'I09' });
    await untilMark(first, 'B5', 'Red planned');
    await first.context().close();

    const later = await openBoard(house, 'W4');
    await markOf(later, 'B1').click();
    expect(await namesIn(later, /Waiting for/)).toEqual(before);
    await later.context().close();
    const round = await house.browser.open('/wards/W4/round', { person: 'nurse.W4' });
    await round.getByRole('button', { name: /^Start the/ }).click();
    expect(await namesIn(round, /aiting for/)).toEqual(before);
    await answer(round, /^Red/).waitFor();
    await round.context().close();
  });

  it('tells somebody whose role does not mark that it does not', async () => {
    const page = await house.browser.open('/wards/W3', { person: 'director.on-call' });
    await markOf(page, 'B6').focus();
    await page.keyboard.press('g');
    await page.getByText('Your role does not mark').waitFor();
    expect((await rowOf(page, 'B6').innerText()).includes('Green')).toBe(false);
    await page.context().close();
  });
});
