import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Board } from '#contracts';
import { eventually } from '../harness/eventually.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';

/** A board that is drawn and whose scripts are still on their way. */
interface DrawnBoard {
  readonly page: Page;
  readonly letScriptsCome: () => Promise<void>;
}

describe('a press that comes before the scripts', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 8 },
        { code: 'W2', patients: 12 },
      ],
    });
  });
  afterAll(() => house.close());

  async function drawn(touch = false, ward = 'W1'): Promise<DrawnBoard> {
    const page = await house.browser.open('/favicon.svg', { person: `nurse.${ward}`, touch });
    let come = () => undefined as void;
    const scripts = new Promise<void>((resolve) => (come = resolve));
    await page.route('**/assets/*.js', async (route) => {
      await scripts;
      await route.continue();
    });
    await page.goto(`/wards/${ward}`, { waitUntil: 'commit' });
    await markOf(page, 'B8').waitFor();
    return {
      page,
      letScriptsCome: async () => {
        come();
        await page.getByText(/^Live \d/).waitFor();
      },
    };
  }

  const felt = (page: Page) => page.locator('tr[aria-busy="true"]').allInnerTexts();
  const openPanels = (page: Page) => page.getByRole('region', { name: /^Bed / });

  it('is felt at once and opens that patient when they have come', async () => {
    const { page, letScriptsCome } = await drawn(true);
    await markOf(page, 'B3').tap();
    expect(await felt(page)).toHaveLength(1);
    expect(await rowOf(page, 'B3').getAttribute('aria-busy')).toBe('true');
    await letScriptsCome();
    await panelOf(page, 'B3')
      .getByRole('button', { name: /^Green/ })
      .waitFor();
    expect(await openPanels(page).count()).toBe(1);
    expect(await felt(page)).toEqual([]);
    await page.context().close();
  });

  it('is forgotten for a later one', async () => {
    const { page, letScriptsCome } = await drawn(true);
    await markOf(page, 'B3').tap();
    await markOf(page, 'B5').tap();
    expect(await rowOf(page, 'B3').getAttribute('aria-busy')).toBeNull();
    await letScriptsCome();
    await panelOf(page, 'B5').waitFor();
    expect(await openPanels(page).count()).toBe(1);
    await page.context().close();
  });

  it('by keys walks at once, and marks the bed that was walked to and no other', async () => {
    const { page, letScriptsCome } = await drawn();
    await markOf(page, 'B5').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('g');
    await letScriptsCome();
    await untilMark(page, 'B6', 'Green planned');
    expect(await markOf(page, 'B5').innerText()).toMatch('Not reviewed');
    await page.context().close();
  });

  it('by a letter and a digit is red with that reason, though no reason was to be seen yet', async () => {
    const { page, letScriptsCome } = await drawn();
    await markOf(page, 'B7').focus();
    await page.keyboard.press('r');
    await page.keyboard.press('2');
    await letScriptsCome();
    await untilMark(page, 'B7', 'Red planned');
    const [, second = ''] = await panelOf(page, 'B7')
      .getByRole('group', { name: /^Waiting for/ })
      .getByRole('button')
      .allInnerTexts();
    const [reason = ''] = second.split('\n');
    await rowOf(page, 'B7').getByText(reason).first().waitFor();
    await page.context().close();
  });

  it('is one of many by keys, each kept and done in its turn, reasons too', async () => {
    const { page, letScriptsCome } = await drawn(false, 'W2');
    await markOf(page, 'B1').focus();
    for (let bed = 1; bed <= 12; bed += 1) {
      if (bed > 1) await page.keyboard.press('ArrowDown');
      if (bed % 3 === 0) {
        await page.keyboard.press('r');
        await page.keyboard.press(String(bed / 3));
      } else await page.keyboard.press('g');
    }
    expect(await felt(page)).toHaveLength(12);
    await page.getByText(/^One moment\. 12 presses wait, the last: Bed B12,/).waitFor();
    await letScriptsCome();
    for (let bed = 1; bed <= 12; bed += 1)
      await untilMark(page, `B${bed}`, bed % 3 === 0 ? 'Red planned' : 'Green planned');
    expect(await felt(page)).toEqual([]);
    const nurse = await house.as('nurse.W2');
    const reasonsOf = async () => {
      const { body } = await nurse.get<Board>('/api/wards/W2/board');
      return body.rows.flatMap(({ day }) => (day.reviewed ? (day.constraint ?? []) : []));
    };
    // Four digits, four reasons.
    await eventually(async () => new Set(await reasonsOf()).size === 4);
    await page.context().close();
  });

  it('stays with the patient who was pressed when somebody else lies in that bed by then', async () => {
    const nurse = await house.as('nurse.W1');
    const { body } = await nurse.get<Board>('/api/wards/W1/board');
    const versionOf = (n: number) =>
      body.rows.find(({ stay }) => stay === stayId('W1', n))?.version ?? -1;
    const move = async (n: number, bed: string) => {
      const answer = await nurse.post(`/api/stays/${stayId('W1', n)}/move`, {
        commandId: randomUUID(),
        ifVersion: versionOf(n),
        ward: 'W1',
        bed,
        at: NOW,
      });
      expect(answer.status).toBe(200);
    };
    const { page, letScriptsCome } = await drawn();
    await markOf(page, 'B1').focus();
    await page.keyboard.press('g');
    await move(1, 'B20');
    await move(2, 'B1');
    await letScriptsCome();
    await untilMark(page, 'B20', 'Green planned');
    expect(await markOf(page, 'B1').innerText()).toMatch('Not reviewed');
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
