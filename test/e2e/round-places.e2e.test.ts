import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../harness/eventually.js';
import { markOf, openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';
import { begin, patientOf, stripOf } from './round-window.js';

const NOW = '2026-03-10T07:30:00.000Z';
/** What a finger hits. */
const FINGER_PX = 44;

describe('the places of a round on a tablet', () => {
  let house: E2eHouse;
  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 36 }] });
  });
  afterAll(() => house.close());

  const open = (path: string) => house.browser.open(path, { person: 'nurse.W1', touch: true });

  it('are wide enough for a finger, and the bed that is walked is always in sight', async () => {
    const page = await open('/wards/W1/round');
    await begin(page);
    for (const bed of ['B1', 'B20', 'B36']) {
      await stripOf(page, bed).tap();
      await patientOf(page, bed).waitFor();
      const box = await stripOf(page, bed).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(FINGER_PX);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1024);
    }
    await page.context().close();
  });

  it('stay under the finger when an action is added', async () => {
    const page = await open('/wards/W1/round');
    await stripOf(page, 'B2').tap();
    await patientOf(page, 'B2').waitFor();
    const add = page.getByRole('button', { name: 'Add', exact: true });
    const before = await add.boundingBox();
    for (const what of ['Ring the pharmacy', 'Ask the daughter']) {
      await page.getByLabel('Action').fill(what);
      await page.getByLabel('Who acts').selectOption({ index: 1 });
      await add.tap();
      await page.getByRole('button', { name: new RegExp(`^${what}`) }).waitFor();
      expect(await add.boundingBox()).toEqual(before);
    }
    await page.context().close();
  });

  it('say what to do when a round is to begin or to end while the line is down', async () => {
    const walking = await open('/wards/W1/round');
    await walking.getByRole('button', { name: 'Finish', exact: true }).waitFor();
    await walking.getByText(/^Live \d/).waitFor();
    await house.cut();
    await walking
      .getByText(/Not live/)
      .first()
      .waitFor();
    await walking.getByRole('button', { name: 'Finish', exact: true }).tap();
    await walking.getByRole('button', { name: 'Finish and show the jobs' }).tap();
    await walking.getByRole('dialog').getByText('Kept on this device.').waitFor();
    await house.bringBack();
    await walking.getByRole('heading', { name: /reviewed in/ }).waitFor({ timeout: 30_000 });

    // The round is over: another would begin here, and cannot while the line is down.
    await walking.goto('/wards/W1/round');
    await walking.getByRole('button', { name: /^Start the/ }).waitFor();
    await walking
      .getByText(/Live \d/)
      .first()
      .waitFor();
    // The board's own file follows when the page rests.
    await eventually(async () => {
      const files = await walking.evaluate<string[]>(
        `performance.getEntriesByType('resource').map((one) => one.name)`,
      );
      expect(files.some((file) => file.includes('ward-board'))).toBe(true);
    });
    await house.cut();
    await walking.getByText('A round cannot begin while the line is down').waitFor();
    await walking.getByRole('link', { name: 'the board', exact: true }).tap();
    await markOf(walking, 'B1').waitFor();
    expect(house.browser.faults).toEqual([]);
  });
});
