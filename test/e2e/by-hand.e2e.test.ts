import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { syntheticNhsNumber } from '../builders/hl7.js';
import { censusFile, censusLine } from '../builders/census.js';
import { HttpClient } from '../harness/http-client.js';
import { button, lookFindings, openEmptyHouse } from './arrivals-window.js';
import type { EmptyHouse } from './arrivals-window.js';
import { markOf, panelOf, rowOf } from './ward-window.js';

const NOW = '2026-06-09T09:30:00.000Z';
const TAKEN = '2026-06-09T07:00:00.000Z';
const LATER = '2026-06-09T08:00:00.000Z';
const AGAIN = '2026-06-09T09:00:00.000Z';
const BOARD = '/wards/Ward%205';
const NURSE = 'nurse.Ward 5';

describe('what a ward says by hand', () => {
  let house: EmptyHouse;
  const found: string[] = [];

  async function census(count: number, takenAt: string): Promise<void> {
    const admin = await HttpClient.signIn(house.url, 'admin');
    const lines = [
      ...Array.from({ length: count }, (_, index) => censusLine(index + 1)),
      censusLine(100, { ward: 'Ward 6' }),
    ];
    const path = `/api/census?source=PAS&takenAt=${takenAt}&createWards=true`;
    const file = Buffer.from(censusFile(lines)).toString();
    const answer = await admin.send('POST', path, file, 'text/csv');
    expect(answer.status).toBe(200);
  }

  beforeAll(async () => {
    house = await openEmptyHouse(NOW);
    await census(8, TAKEN);
  });
  afterAll(() => house.close());

  it('lets a patient leave, and the bed is empty in every window', async () => {
    const nurse = await house.browser.open(BOARD, { person: NURSE });
    const matron = await house.browser.open(BOARD, { person: 'matron.uhl', size: 'wall' });
    await markOf(matron, 'A2').waitFor();
    await markOf(nurse, 'A2').click();
    const panel = panelOf(nurse, 'A2');
    await panel.getByRole('button', { name: 'Move or leave' }).click();
    await panel.getByRole('button', { name: 'Has left' }).click();
    await panel.getByLabel('Where to').selectOption('care-home');
    found.push(...(await lookFindings(nurse, 'leaving')));
    await panel.getByRole('button', { name: 'The patient has left' }).click();
    for (const page of [nurse, matron]) {
      await page.getByRole('row', { name: /A ?2.*Empty bed/ }).waitFor();
      await page.context().close();
    }
  });

  it('puts a patient into the empty bed, by keyboard alone', async () => {
    const page = await house.browser.open(BOARD, { person: NURSE });
    await button(page, 'Add a patient to bed A2').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Family name').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Give the family name').waitFor();
    await page.keyboard.type('Hartwell');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Grace');
    await page.getByLabel('NHS number').fill(syntheticNhsNumber(77));
    found.push(...(await lookFindings(page, 'adding a patient')));
    await page.keyboard.press('Enter');
    await markOf(page, 'A2').filter({ hasText: 'HARTWELL, Grace' }).waitFor();
    await page.context().close();
  });

  it('says where a patient is who is on another ward already', async () => {
    const page = await house.browser.open(BOARD, { person: NURSE, size: 'phone' });
    await button(page, 'Add a patient in another bed').click();
    await page.getByLabel('Family name').fill('Elsewhere');
    await page.getByLabel('NHS number').fill(syntheticNhsNumber(100));
    await button(page, 'Add the patient').click();
    await page.getByText('A patient of this number is on Ward 6 already').waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Add a patient in another bed').waitFor();
    await page.context().close();
  });

  it('sends a patient on leave and has them back', async () => {
    const page = await house.browser.open(BOARD, { person: NURSE, size: 'phone', touch: true });
    await markOf(page, 'A3').tap();
    const panel = panelOf(page, 'A3');
    await panel.getByRole('button', { name: 'Move or leave' }).tap();
    await panel.getByRole('button', { name: 'Goes on leave' }).tap();
    await panel.getByText(/On leave since today/).waitFor();
    await rowOf(page, 'A3').getByText('On leave', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Is back' }).tap();
    await panel.getByRole('button', { name: 'Goes on leave' }).waitFor();
    await page.context().close();
  });

  it('moves a patient to another ward, whose board has them at once', async () => {
    const page = await house.browser.open(BOARD, { person: 'matron.uhl' });
    const other = await house.browser.open('/wards/Ward%206', { person: 'matron.uhl' });
    await markOf(other, 'A100').waitFor();
    await markOf(page, 'A4').click();
    const panel = panelOf(page, 'A4');
    await panel.getByRole('button', { name: 'Move or leave' }).click();
    await panel.getByRole('button', { name: 'Move', exact: true }).click();
    await panel.getByLabel('To ward').selectOption({ label: 'Ward 6' });
    await panel.getByLabel('Bed').fill('C1');
    await panel.getByRole('button', { name: 'Move the patient' }).click();
    await markOf(other, 'C1').waitFor();
    await page.getByRole('row', { name: /A ?4.*Empty bed/ }).waitFor();
    await page.context().close();
    await other.context().close();
  });

  it('asks whether who is missing from a census is gone, and takes either answer', async () => {
    const page = await house.browser.open(BOARD, { person: NURSE });
    await markOf(page, 'A8').waitFor();
    await census(6, LATER);
    await rowOf(page, 'A7').getByText('Gone? Confirm').waitFor();
    await markOf(page, 'A7').click();
    await panelOf(page, 'A7')
      .getByText(/missing from the census of today/)
      .waitFor();
    found.push(...(await lookFindings(page, 'gone')));
    await panelOf(page, 'A7').getByRole('button', { name: 'Still here' }).click();
    await rowOf(page, 'A7').getByText('Gone? Confirm').waitFor({ state: 'detached' });

    await markOf(page, 'A8').click();
    await panelOf(page, 'A8').getByRole('button', { name: 'Went home' }).click();
    await page.getByRole('row', { name: /A ?8.*Empty bed/ }).waitFor();
    await page.context().close();
  });

  it('takes an answer back for ten seconds, by a press or a key, and asks again', async () => {
    const page = await house.browser.open(BOARD, { person: NURSE });
    await census(5, AGAIN);
    for (const [answer, words] of [
      ['Went home', /Kept: Bed A6, .*: went home/],
      ['Still here', /Kept: Bed A6, .*: still here/],
    ] as const) {
      await rowOf(page, 'A6').getByText('Gone? Confirm').waitFor();
      if ((await panelOf(page, 'A6').count()) === 0) await markOf(page, 'A6').click();
      await panelOf(page, 'A6').getByRole('button', { name: answer }).click();
      await page.getByText(words).waitFor();
      await rowOf(page, 'A6').getByText('Gone? Confirm').waitFor({ state: 'detached' });
      found.push(...(await lookFindings(page, `kept: ${answer}`)));
      if (answer === 'Went home') await button(page, /^Undo/).click();
      else await page.keyboard.press('u');
      await page.getByText('Taken back. It is asked again.').waitFor();
      await rowOf(page, 'A6').getByText('Gone? Confirm').waitFor();
      await page.waitForFunction('document.activeElement?.hasAttribute("data-stay")');
    }
    await page.context().close();
  });

  it('offers nothing of it to who may only look', async () => {
    const page = await house.browser.open(BOARD, { person: 'director.on-call' });
    await markOf(page, 'A1').click();
    await panelOf(page, 'A1').getByRole('button', { name: 'History' }).waitFor();
    expect(await button(page, /Add a patient|Move or leave/).count()).toBe(0);
    await page.context().close();
  });

  it('looks right in every state, at every size, and leaves no fault in any window', () => {
    expect(found).toEqual([]);
    expect(house.browser.faults).toEqual([]);
  });
});
