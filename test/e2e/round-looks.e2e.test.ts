import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SIZES, axeViolations, sidewaysScroll } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { answer, begin, patientOf, reasons, untilStrip } from './round-window.js';
import { markOf, openE2eHouse, panelOf } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T08:00:00.000Z';
const TODAY = '2026-03-10';

interface Finding {
  readonly state: string;
  readonly what: string;
}

/** Words smaller than this are not read by tired eyes. */
const LETTERS_PX_MIN = 14;

const SMALLEST = `Math.min(...[...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== ''))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))`;

/** Everything held against a page as it stands: by axe, sideways scroll and letters at each size. */
async function findings(page: Page, state: string): Promise<Finding[]> {
  const found: Finding[] = [];
  const before = page.viewportSize() ?? SIZES.tablet;
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    // What lies half under the head of a scrolled board is no smaller for it, nor what lies half under a phone's foot.
    await page.evaluate('scrollTo(0, 0)');
    const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
    if (name === 'phone') await page.setViewportSize({ ...size, height: whole });
    found.push(...(await axeViolations(page)).map((what) => ({ state, what: `${name}: ${what}` })));
    await page.setViewportSize(size);
    const wider = await sidewaysScroll(page);
    if (wider > 0) found.push({ state, what: `${wider} px too wide on the ${name}` });
    const letters = await page.evaluate<number>(SMALLEST);
    if (letters < LETTERS_PX_MIN) found.push({ state, what: `letters of ${letters} px` });
  }
  await page.setViewportSize(before);
  return found;
}

describe('the looks of the round and of its jobs', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 28 }] });
  });
  afterAll(() => house.close());

  it('holds from the start of a round to its jobs', async () => {
    const found: Finding[] = [];
    const page = await house.browser.open('/wards/W1/round', { person: 'nurse.W1', touch: true });
    await page.getByRole('heading', { name: '28 patients on Ward W1' }).waitFor();
    found.push(...(await findings(page, 'start')));
    await begin(page);
    found.push(...(await findings(page, 'asking')));
    // The guide's prompt stands in a landmark of its own.
    await page.getByRole('complementary', { name: 'News and prompts' }).waitFor();

    await answer(page, /^Red/).tap();
    await reasons(page).nth(2).tap();
    await untilStrip(page, 'B1', /red planned/);
    await page.getByRole('button', { name: 'Definite' }).tap();
    await page.getByLabel('Home today, at what time').selectOption('14:00');
    const medicines = page.getByRole('button', { name: /Medicines to take home: to do/ });
    await medicines.tap();
    await page.getByRole('button', { name: 'Add', exact: true }).tap();
    await page.getByRole('button', { name: /^Chase/ }).waitFor();
    found.push(...(await findings(page, 'answered, with an action')));

    const matron = await house.as('matron.uhl');
    await page.route('**/days/*', async (route) => {
      await matron.mark(stayId('W1', 2), TODAY);
      await route.continue();
    });
    await page.getByRole('button', { name: /^Next: bed/ }).tap();
    await patientOf(page, 'B2').waitFor();
    await answer(page, /^Green/).tap();
    await page.getByText(/Which one stands\?/).waitFor();
    found.push(...(await findings(page, 'conflict')));
    await page.unroute('**/days/*');
    await page.getByRole('button', { name: 'Keep what stands' }).tap();

    for (const [name, state] of [
      ['Plan', 'plan'],
      ['Note', 'note'],
      ['Take back', 'withdraw'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`^${name}( M)?$`) }).tap();
      await page.getByRole('dialog').waitFor();
      found.push(...(await findings(page, state)));
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: /^Other reason/ }).tap();
    await page.getByLabel(/Search all/).waitFor();
    found.push(...(await findings(page, 'all reasons')));
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    found.push(...(await findings(page, 'help')));
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Finish' }).tap();
    await page.getByRole('dialog', { name: 'Finish the round' }).waitFor();
    // The red that the other window made: nobody was asked to do anything about it.
    const prompt = page.getByRole('dialog').locator('.app-notice');
    await prompt.getByText('1 red has no next action: nobody gets a job for it.').waitFor();
    await prompt.getByRole('button', { name: 'Bed B2', exact: true }).waitFor();
    found.push(...(await findings(page, 'finish')));
    await page.getByRole('button', { name: 'Finish and show the jobs' }).tap();
    await page.getByRole('heading', { name: /^2 of 28 reviewed in/ }).waitFor();
    await page.getByRole('checkbox', { name: /Medicines to take home/ }).waitFor();
    await page.getByText('1 red has no next action: nobody gets a job for it. B2.').waitFor();
    found.push(...(await findings(page, 'jobs')));
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('brings a tick from the phone back to every screen, and prints beds alone', async () => {
    const phone = await house.browser.open('/wards/W1/jobs', {
      person: 'nurse.W1',
      size: 'phone',
      touch: true,
    });
    const desk = await house.browser.open('/wards/W1/jobs', { person: 'matron.uhl' });
    const job = (page: Page) => page.getByRole('checkbox', { name: /Medicines to take home/ });
    await job(desk).waitFor();
    await phone.getByLabel('Show on this phone').selectOption({ index: 0 });
    await job(phone).tap();
    await desk.getByRole('checkbox', { name: /Medicines to take home/, checked: true }).waitFor();
    await phone.getByRole('button', { name: 'Undo' }).tap();
    await desk.getByRole('checkbox', { name: /Medicines to take home/, checked: false }).waitFor();

    await desk.emulateMedia({ media: 'print' });
    const sheet = await desk.locator('body').innerText();
    expect(sheet).toMatch(/Ward W1: jobs from the morning round/);
    expect(sheet).toMatch(/Beds only, no names/);
    expect(sheet).toMatch(/Home today: definite B1 \(14:00\)/);
    expect(sheet).not.toMatch(/plantedname/i);
    const pdf = (await desk.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await phone.context().close();
    await desk.context().close();
  });

  it('shows and changes the plan in the row of the board', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1' });
    await markOf(page, 'B5').click();
    const panel = panelOf(page, 'B5');
    await panel.getByRole('button', { name: 'Potential' }).click();
    await panel.getByRole('button', { name: /Discharge letter: to do/ }).click();
    await panel.getByRole('button', { name: /Discharge letter: asked/ }).click();
    await panel.getByRole('button', { name: /Discharge letter: done/ }).waitFor();
    const found = await findings(page, 'plan in the panel');
    await page.reload();
    await markOf(page, 'B5').click();
    await panelOf(page, 'B5')
      .getByRole('button', { name: /Discharge letter: done/ })
      .waitFor();
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('keeps answers on the device while the line is down, and sends them when it is back', async () => {
    const page = await house.browser.open('/wards/W1/round', { person: 'nurse.W1' });
    await page.getByRole('radio', { name: /^Morning/ }).check();
    await page.getByRole('button', { name: /^Start the/ }).click();
    await patientOf(page, 'B3').waitFor();
    await house.cut();
    await page
      .getByText(/Not live since/)
      .first()
      .waitFor({ timeout: 60_000 });
    await answer(page, /^Green/).click();
    await page.getByText('Kept on this device.').waitFor();
    await untilStrip(page, 'B3', /green planned, waiting to be sent/);
    const found = await findings(page, 'not live');
    await house.bringBack();
    await page.getByText(/^Live \d/).waitFor({ timeout: 60_000 });
    await untilStrip(page, 'B3', /green planned$/);
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
