import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { eventually } from '../harness/eventually.js';
import { axeViolations, markAlive } from '../harness/browser.js';
import { behindTheBack } from '../harness/open-house.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';

/** Whether something is seen whole where it stands: nothing lies over it. */
const TOPMOST_AT_MIDDLE_OF = (where: string) => `(() => {
  const one = document.querySelector('${where}');
  const { left, top, width, height } = one.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  return top >= 0 && one.contains(over) ? 'said' : 'hidden at ' + top;
})()`;

/** Whether what has the focus lies under something, as WCAG 2.4.11 asks. */
const FOCUS_UNDER = (where: string) => `(() => {
  const focused = document.activeElement;
  const over = document.querySelector('${where}');
  if (focused === document.body || over.contains(focused)) return 'free';
  const a = focused.getBoundingClientRect();
  const b = over.getBoundingClientRect();
  const covered = a.top < b.bottom && a.bottom > b.top && a.bottom <= b.bottom;
  return covered ? 'covered: ' + focused.textContent : 'free';
})()`;

describe('a ward whose line drops', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 6 }] });
  });
  afterAll(() => house.close());

  const marksKept = (stay: string) =>
    behindTheBack(house.database, async (client) => {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM fact WHERE stream = $1 AND type LIKE 'day-%'`,
        [`stay:${stay}`],
      );
      return rows[0]?.n ?? -1;
    });

  it('is told so, carries on marking, and has each mark once when the line is back', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1' });
    const counts = page.getByRole('group', { name: 'Counts of this board' });
    const banner = page.getByRole('status').filter({ hasText: 'Not live' });
    await counts.waitFor();
    const alive = await markAlive(page);

    // A drawn board is not yet a live one.
    await page.getByText(/^Live \d/).waitFor();
    await house.cut();
    await banner.waitFor();
    await counts.waitFor({ state: 'detached' });
    await markOf(page, 'B2').focus();
    await page.keyboard.press('g');
    await markOf(page, 'B3').focus();
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await rowOf(page, 'B2').getByText('Waiting to send: green, planned').waitFor();
    await rowOf(page, 'B3').getByText('Waiting to send: red').waitFor();
    await banner.getByText('2 marks wait').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await house.bringBack();
    // The line may find back by itself in the moment in which the hand does.
    const back = banner.waitFor({ state: 'detached' });
    await Promise.race([banner.getByRole('button', { name: 'Try now' }).click(), back]);
    await back;
    // Two came through: none of them is undone as if it had been alone.
    await page.getByText('2 marks that waited are kept now.').waitFor();
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    await counts.waitFor();
    await untilMark(page, 'B2', 'Green planned');
    await untilMark(page, 'B3', 'Red planned');
    await eventually(async () => (await page.getByText('Waiting to send').count()) === 0);
    expect(await alive()).toBe(true);

    expect(await marksKept(stayId('W1', 2))).toBe(1);
    expect(await marksKept(stayId('W1', 3))).toBe(1);
    const board = await (await house.as('nurse.W1')).get<Board>('/api/wards/W1/board');
    const days = board.body.rows.map(({ day }) => [day.colour, day.reviewed, day.version]);
    expect(days.slice(0, 4)).toEqual([
      ['red', false, 0],
      ['green', true, 1],
      ['red', true, 1],
      ['red', false, 0],
    ]);
    expect(house.browser.faults).toEqual([]);
  });

  it('loses no mark when the page is closed before the line is back', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1' });
    await markOf(page, 'B5').waitFor();
    // A drawn board is not yet a live one.
    await page.getByText(/^Live \d/).waitFor();
    await house.cut();
    await page.getByRole('status').filter({ hasText: 'Not live' }).waitFor();
    await markOf(page, 'B5').focus();
    await page.keyboard.press('g');
    await markOf(page, 'B6').focus();
    await page.keyboard.press('g');
    await rowOf(page, 'B6').getByText('Waiting to send: green, planned').waitFor();
    await page.close();

    await house.bringBack();
    const matron = await house.as('matron.uhl');
    const date = '2026-03-10';
    await matron.mark(stayId('W1', 6), date);
    const later = await page.context().newPage();
    await later.goto('/wards/W1');
    await untilMark(later, 'B5', 'Green planned');
    expect(await marksKept(stayId('W1', 5))).toBe(1);
    const refusal = later.getByRole('alert').filter({ hasText: 'was not kept' });
    await refusal.getByText('Ward W1, bed B6: green, planned was not kept.').waitFor();
    expect(await axeViolations(later)).toEqual([]);
    await refusal.getByRole('button', { name: 'Close this message' }).click();
    await untilMark(later, 'B6', 'Red planned');
    await later.reload();
    await untilMark(later, 'B6', 'Red planned');
    expect(await later.getByRole('alert').count()).toBe(0);
  });

  it('says so on a phone however far somebody scrolls, and covers nothing that has the focus', async () => {
    const phone = { person: 'nurse.W1', size: 'phone', touch: true } as const;
    const board = await house.browser.open('/wards/W1', phone);
    const round = await house.browser.open('/wards/W1/round', phone);
    await round.getByRole('button', { name: /^Start the/ }).tap();
    await round.getByRole('button', { name: 'Finish' }).waitFor();
    await markOf(board, 'B1').waitFor();
    await board
      .locator('.app-live')
      .filter({ hasText: /Live \d/ })
      .waitFor({ state: 'attached' });
    await house.cut();
    for (const [page, where] of [
      [board, '.app-banner'],
      [round, '.app-slot--not-live'],
    ] as const) {
      const said = page.locator(where);
      await said.waitFor();
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      expect(await page.evaluate<string>(TOPMOST_AT_MIDDLE_OF(where))).toBe('said');
      // Backwards through the page: what takes the focus comes up from under it.
      for (let tabs = 0; tabs < 12; tabs += 1) {
        await page.keyboard.press('Shift+Tab');
        expect(await page.evaluate<string>(FOCUS_UNDER(where))).toBe('free');
      }
    }
    await house.bringBack();
    await board.context().close();
    await round.context().close();
  });
});
