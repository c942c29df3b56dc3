import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Board } from '#contracts';
import { eventually } from '../harness/eventually.js';
import { SIZES, sidewaysScroll } from '../harness/browser.js';
import type { HttpClient } from '../harness/http-client.js';
import { hoursBefore, stayId } from '../harness/small-house.js';
import { faultsAtWidths } from './board-widths.js';
import { answer, begin, patientOf } from './round-window.js';
import { markOf, openE2eHouse, panelOf, rowOf } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T11:30:00.000Z';
const TODAY = '2026-03-10';
/** DESIGN: two lines a row on a tablet, with a pixel for the rule. */
const TABLET_ROW_PX = 56;
const TARGET_PX = 44;

/** Whether all of something lies inside the window, and nothing is over its middle. */
async function isSeen(target: Locator): Promise<boolean> {
  const box = await target.boundingBox();
  const size = target.page().viewportSize();
  if (box === null || size === null) return false;
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width;
  const onTop = await target.evaluate((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    const over = one.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
    return over !== null && (one === over || one.contains(over) || over.contains(one));
  });
  return inside && box.y + box.height <= size.height && onTop;
}

/** What can be pressed and is too small for a thumb; links inside a sentence are text. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, a, select, summary, [role=checkbox]')]
    .filter((one) => one.checkVisibility() && one.closest('p') === null && !one.matches('.app-skip, .app-skip *'))
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < ${TARGET_PX} - 0.5 || box.width < 24))
    .map(({ one, box }) => one.textContent.trim().slice(0, 40) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height))`);
}

async function post(who: HttpClient, path: string, body: object): Promise<void> {
  const said = await who.post(path, { commandId: randomUUID(), ...body });
  if (said.status >= 300) throw new Error(`${path}: ${said.status} ${said.text}`);
}

/** A ward as it is on a bad day: long reasons, delays, actions that are late. */
async function busy(house: E2eHouse): Promise<void> {
  const matron = await house.as('matron.uhl');
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const stay = stayId('W1', n);
    await matron.mark(stay, TODAY, { constraint: n % 2 === 0 ? 'E02' : 'I04' });
    await post(matron, `/api/stays/${encodeURIComponent(stay)}/delays`, {
      list: 'acute-2024',
      reason: 'HP6',
      since: '2026-03-09',
      primary: true,
    });
    await post(matron, `/api/stays/${encodeURIComponent(stay)}/actions`, {
      what: 'Chase the community hospital about the bed that was promised',
      owner: 'UHL-MEDICAL',
      dueAt: hoursBefore(NOW, 1),
    });
  }
}

describe('every screen at the size that it is held in', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 12 },
        { code: 'W2', patients: 4 },
        { code: 'AMU', patients: 4, kind: 'assessment' },
        { code: 'PICU', patients: 4, redGreenFrom: null },
        { code: 'SOON', patients: 4, redGreenFrom: '2026-04-01' },
      ],
    });
    await busy(house);
  });
  afterAll(() => house.close());

  it('keeps bed and name in sight on a phone for as long as Green and Red can be pressed', async () => {
    const page = await house.browser.open('/wards/W1/round', {
      person: 'nurse.W1',
      size: 'phone',
      touch: true,
    });
    await page.getByRole('button', { name: /^Start the/ }).waitFor();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await begin(page);
    for (const bed of ['B7', 'B8', 'B9']) {
      await patientOf(page, bed).waitFor();
      expect(await isSeen(patientOf(page, bed))).toBe(true);
      expect(await isSeen(answer(page, /^Green/))).toBe(true);
      expect(await isSeen(answer(page, /^Red/))).toBe(true);
      // However far somebody reads on, the name stays.
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      expect(await isSeen(patientOf(page, bed))).toBe(true);
      await answer(page, /^Green/).tap();
      await page.getByRole('button', { name: /^Next: bed/ }).tap();
    }
    expect(await smallTargets(page)).toEqual([]);
    await page.context().close();
  });

  it('holds a busy board within a tablet, two lines a row, and its open panel too', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'matron.uhl', touch: true });
    await markOf(page, 'B1').waitFor();
    await rowOf(page, 'B1').getByText(/late/).waitFor();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    const heights = await page
      .locator('tr.app-row')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(TABLET_ROW_PX);
    expect(await smallTargets(page)).toEqual([]);
    await markOf(page, 'B1').tap();
    const panel = panelOf(page, 'B1');
    await panel.getByRole('button', { name: 'Close' }).waitFor();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    const box = await panel.getByRole('button', { name: 'Close' }).boundingBox();
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(SIZES.tablet.width);
    await page.context().close();
  });

  it('brings an opened row whole under the heads of a tablet, wherever it stood', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1', touch: true });
    await markOf(page, 'B3').waitFor();
    await page.getByText(/^Live \d/).waitFor();
    for (const bed of ['B3', 'B5']) {
      const row = rowOf(page, bed);
      const heads = page.locator('.app-board thead th').first();
      const bottomOfHeads = async () => {
        const box = await heads.boundingBox();
        return (box?.y ?? 0) + (box?.height ?? 0);
      };
      // Half of the row lies under the heads.
      await row.evaluate(`(row) => {
        const { top, height } = row.getBoundingClientRect();
        scrollBy(0, top + height / 2 - 78);
      }`);
      await markOf(page, bed).dispatchEvent('click');
      await panelOf(page, bed).getByRole('button', { name: 'Close' }).waitFor();
      await eventually(
        async () => ((await row.boundingBox())?.y ?? -1) >= (await bottomOfHeads()) - 1,
      );
      await panelOf(page, bed).getByRole('button', { name: 'Close' }).tap();
    }
    await page.context().close();
  });

  it('shows the hours of an assessment ward whole, and nothing of colours or rounds', async () => {
    const page = await house.browser.open('/wards/AMU', { person: 'matron.uhl', size: 'wall' });
    await markOf(page, 'B1').waitFor();
    await rowOf(page, 'B1')
      .locator('.app-stay-hours')
      .filter({ hasText: /^\d+ h$/ })
      .waitFor();
    const cut = await page
      .locator('.app-stay-hours')
      .evaluateAll((cells) => cells.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    expect(await page.getByRole('link', { name: 'Round', exact: true }).count()).toBe(0);
    expect(await page.getByRole('radio', { name: /^(Red|Not reviewed)/ }).count()).toBe(0);
    await page.getByText(/Hours are counted here, and no colour\.$/).waitFor();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it.each([
    ['PICU', 'This ward does not use red and green.'],
    ['SOON', 'This ward uses red and green from Wednesday 1 April.'],
  ])('says once that %s marks no colour, and asks no bed for one', async (ward, words) => {
    const page = await house.browser.open(`/wards/${ward}`, { person: 'matron.uhl' });
    await markOf(page, 'B1').waitFor();
    await page.getByText(words).waitFor();
    expect(await page.getByText(words).count()).toBe(1);
    expect(await markOf(page, 'B1').innerText()).toMatch(/Open$/);
    expect(await page.getByText(/Not due today|No round is due|[Nn]ot reviewed/).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Round', exact: true }).count()).toBe(0);
    await markOf(page, 'B1').focus();
    await page.keyboard.press('g');
    await page.getByRole('status').filter({ hasText: words }).waitFor();
    await page.keyboard.press('Enter');
    await panelOf(page, 'B1').getByRole('button', { name: 'History' }).waitFor();
    expect(
      await panelOf(page, 'B1')
        .getByRole('button', { name: /^Green/ })
        .count(),
    ).toBe(0);
    const { body } = await (await house.as('matron.uhl')).get<Board>(`/api/wards/${ward}/board`);
    expect(body.rows.map(({ day }) => day.reviewed)).not.toContain(true);
    await page.context().close();
  });

  it.each(['W1', 'AMU', 'PICU', 'SOON'])(
    'cuts no name and no count of %s, however wide the window',
    async (ward) => {
      const page = await house.browser.open(`/wards/${ward}`, {
        person: 'matron.uhl',
        size: 'wall',
      });
      await markOf(page, 'B1').waitFor();
      expect(await faultsAtWidths(page, 900)).toEqual([]);
      await page.context().close();
    },
  );

  it('goes to the first mark with an arrow from anywhere on the page', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1', size: 'wall' });
    await markOf(page, 'B1').waitFor();
    await page.getByText(/^Live \d/).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await markOf(page, 'B1').evaluate((one) => one === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('shows the jobs of the round that was just finished, though another began later', async () => {
    const nurse = await house.as('nurse.W2');
    await nurse.post('/api/wards/W2/rounds', {
      commandId: randomUUID(),
      kind: 'morning',
      attended: [],
    });
    const huddle = await nurse.post<{ round: { round: string } }>('/api/wards/W2/rounds', {
      commandId: randomUUID(),
      kind: 'huddle',
      attended: [],
    });
    await post(nurse, `/api/rounds/${encodeURIComponent(huddle.body.round.round)}/finish`, {});
    const page = await house.browser.open('/wards/W2/round', { person: 'nurse.W2', touch: true });
    await page.getByRole('button', { name: 'Finish' }).tap();
    await page.getByText('A day that nobody marks counts as red.').waitFor();
    await page.getByRole('button', { name: 'Finish and show the jobs' }).tap();
    await page.getByText(/^Morning round, finished/).waitFor();
    await page.goto('/wards/W2/jobs');
    await page.getByText(/^Morning round, finished/).waitFor();
    await page.getByText('Not yet reviewed today: B1, B2, B3, B4.').waitFor();
    expect(await smallTargets(page)).toEqual([]);
    await page.context().close();
  });

  it('gives a thumb room on every list, on a tablet and on a phone', async () => {
    const small: string[] = [];
    for (const size of ['tablet', 'phone'] as const) {
      const page = await house.browser.open('/', { person: 'matron.uhl', size, touch: true });
      for (const [path, ready] of [
        ['/', 'heading'],
        ['/wards', 'link'],
        ['/escalations', 'heading'],
        ['/system', 'heading'],
        ['/weekly', 'heading'],
        ['/wards/W1', 'row'],
      ] as const) {
        await page.goto(path);
        await page.locator('main').getByRole(ready).first().waitFor();
        for (const one of await smallTargets(page)) small.push(`${size} ${path}: ${one}`);
      }
      await page.context().close();
    }
    expect(small).toEqual([]);
  });

  it('prints a board across A4, with its checks and without ways to elsewhere', async () => {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1', size: 'wall' });
    await markOf(page, 'B1').waitFor();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width = '0', height = '0'] = /MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(width)).toBeGreaterThan(Number(height));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1047, height: 720 });
    expect(await page.getByRole('link', { name: 'Round', exact: true }).isVisible()).toBe(false);
    expect(await page.getByRole('columnheader', { name: 'Meds' }).isVisible()).toBe(true);
    const behind = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map((one) => getComputedStyle(one, '::after').content)`,
    );
    expect(behind.filter((words) => words !== 'none' && words !== 'normal')).toEqual([]);
    await page.context().close();
  });

  it('asks about a round that was left open for hours, and ends it to begin anew', async () => {
    const nurse = await house.as('nurse.W1');
    const begun = await nurse.get<{ rounds: { finishedAt: string | null }[] }>(
      '/api/wards/W1/round-help',
    );
    expect(begun.body.rounds.filter(({ finishedAt }) => finishedAt === null)).toHaveLength(1);
    for (let hours = 0; hours < 4; hours += 1) {
      await house.cut();
      await house.bringBack();
    }
    const page = await house.browser.open('/wards/W1/round', {
      person: 'nurse.W1',
      size: 'phone',
      touch: true,
    });
    await page
      .getByRole('heading', { name: /^The morning round that began at .* is still open$/ })
      .waitFor();
    await page.getByText('9 of 12 reviewed.').waitFor();
    await page.getByRole('button', { name: 'End it and begin anew' }).tap();
    await page.getByRole('heading', { name: '12 patients on Ward W1' }).waitFor();
    await page.getByText(/^Morning round finished .*: 9 of 12 reviewed\./).waitFor();
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
