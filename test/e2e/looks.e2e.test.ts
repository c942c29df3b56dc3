import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SIZES, axeViolations, sidewaysScroll } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

/** Half past midnight in London on the 10th; in New York it is still the evening of the 9th. */
const NOW = '2026-06-09T23:30:00.000Z';
const BOARD = '/wards/W1';

interface Finding {
  readonly state: string;
  readonly what: string;
}

/** Everything held against a page as it stands now: by axe, and sideways scroll at each size. */
async function findings(page: Page, state: string): Promise<Finding[]> {
  const found = (await axeViolations(page)).map((what) => ({ state, what }));
  const before = page.viewportSize() ?? SIZES.tablet;
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    const wider = await sidewaysScroll(page);
    if (wider > 0) found.push({ state, what: `${wider} px too wide on the ${name}` });
  }
  await page.setViewportSize(before);
  return found;
}

describe('the looks of every screen', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 28 },
        { code: 'W2', patients: 3 },
      ],
    });
    const matron = await house.as('matron.uhl');
    for (const n of [1, 2, 3]) await matron.mark(stayId('W1', n), '2026-06-10');
  });
  afterAll(() => house.close());

  it('holds for signing in, the first page, the lists and a refusal', async () => {
    const found: Finding[] = [];
    const nobody = await house.browser.open('/');
    await nobody.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    found.push(...(await findings(nobody, 'sign-in')));
    await nobody.context().close();

    const page = await house.browser.open('/', { person: 'nurse.W1' });
    await page.getByRole('heading', { name: /25 patients are not yet reviewed/ }).waitFor();
    found.push(...(await findings(page, 'start')));
    await page.goto('/wards');
    await page.getByRole('link', { name: 'Ward W1' }).waitFor();
    found.push(...(await findings(page, 'wards')));
    await page.goto('/wards/W2');
    await page.getByText('This is not yours to see').waitFor();
    found.push(...(await findings(page, 'refused')));
    await page.goto('/escalations');
    await page.getByRole('heading', { name: '3 waiting for someone to act' }).waitFor();
    found.push(...(await findings(page, 'waiting list')));
    await page.goto('/system');
    await page.getByRole('row', { name: /^Ward W1/ }).waitFor();
    found.push(...(await findings(page, 'system')));
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('holds for the ward board, its panel and every state of marking', async () => {
    const found: Finding[] = [];
    const page = await house.browser.open(BOARD, { person: 'nurse.W1', size: 'phone' });
    await markOf(page, 'B28').waitFor();
    found.push(...(await findings(page, 'board')));

    await markOf(page, 'B1').click();
    const panel = panelOf(page, 'B1');
    await panel.getByRole('button', { name: /^Other reason/ }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'With a partner' }).waitFor();
    found.push(...(await findings(page, 'all reasons')));
    await page.keyboard.press('Escape');
    await panel.getByRole('button', { name: /^Delays/ }).click();
    await panel.getByRole('button', { name: 'Add a delay' }).click();
    await panel.getByLabel('Who must act').waitFor();
    found.push(...(await findings(page, 'panel with the delay form')));

    await panel.getByLabel('Final for today').check();
    await panel.getByRole('button', { name: /^Green/ }).click();
    await panel.getByText('What did today give?').waitFor();
    await panel.getByRole('button', { name: 'History' }).click();
    await panel.getByRole('listitem').first().waitFor();
    found.push(...(await findings(page, 'panel asking for a value, with the history')));

    await panel
      .getByRole('group', { name: /What did today give/ })
      .getByRole('button')
      .first()
      .click();
    await untilMark(page, 'B1', 'Green final');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    found.push(...(await findings(page, 'final green with undo')));

    const matron = await house.as('matron.uhl');
    await page.route('**/days/*', async (route) => {
      await matron.mark(stayId('W1', 4), '2026-06-10');
      await route.continue();
    });
    await markOf(page, 'B4').click();
    await panelOf(page, 'B4')
      .getByRole('button', { name: /^Green/ })
      .click();
    await panelOf(page, 'B4').getByRole('alert').waitFor();
    found.push(...(await findings(page, 'conflict')));
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('shows twenty-eight beds on a wall screen without scrolling', async () => {
    const page = await house.browser.open(BOARD, { person: 'nurse.W1', size: 'wall' });
    await markOf(page, 'B28').waitFor();
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    expect(height).toBeLessThanOrEqual(SIZES.wall.height);
    await page.context().close();
  });

  it('shows where the keyboard is, on whatever it stands', async () => {
    const page = await house.browser.open(BOARD, { person: 'nurse.W1' });
    await markOf(page, 'B1').waitFor();
    const unseen: string[] = [];
    for (let tabs = 0; tabs < 15; tabs += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate<string | null>(`(() => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
        const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        return ring || boxShadow !== 'none' ? null : document.activeElement.outerHTML.slice(0, 120);
      })()`);
      if (name !== null) unseen.push(name);
    }
    expect(unseen).toEqual([]);
    await page.context().close();
  });

  it('is a table to who hears a wide board, whose rows are boxes to the eye', async () => {
    const page = await house.browser.open(BOARD, { person: 'nurse.W1', size: 'wall' });
    await page.getByText(/^Live \d/).waitFor();
    await markOf(page, 'B12').click();
    await panelOf(page, 'B12').getByRole('heading', { name: 'Actions' }).waitFor();
    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const heard = (role: string) =>
      nodes.filter((one) => !one.ignored && one.role?.value === role).length;
    // The head, twenty-eight beds and the row of the panel.
    expect([heard('table'), heard('row'), heard('rowheader')]).toEqual([1, 30, 28]);
    expect(heard('columnheader')).toBeGreaterThanOrEqual(11);
    expect(await findings(page, 'wide board')).toEqual([]);
    await page.context().close();
  });

  it('tells London time in a browser that is set to New York', async () => {
    const page = await house.browser.open(BOARD, {
      person: 'nurse.W1',
      timezone: 'America/New_York',
    });
    await page.getByText(/, Wednesday 10 June$/).waitFor();
    await page.getByText(/^Live 00:3\d$/).waitFor();
    await page.getByText(/Last mark 00:3\d\./).waitFor();
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
