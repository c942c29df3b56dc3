import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsAtWidths } from './board-widths.js';
import { markOf, openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const WARDS = [
  { code: 'W1', patients: 28 },
  { code: 'VIRTUAL', patients: 12, kind: 'virtual' },
  { code: 'AMU', patients: 12, kind: 'assessment' },
  { code: 'MIND', patients: 10, kind: 'mental-health' },
] as const;

describe('a board on a screen of any width', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({ now: '2026-03-10T11:30:00.000Z', wards: [...WARDS] });
  });
  afterAll(() => house.close());

  it.each(WARDS)(
    'shows every count and every name of $code whole, nothing sideways',
    async (ward) => {
      const page = await house.browser.open(`/wards/${ward.code}`, {
        person: `nurse.${ward.code}`,
        size: 'wall',
      });
      await markOf(page, 'B1').waitFor();
      await page.getByText(/^Live \d/).waitFor();
      expect(await page.locator('td.app-who').count()).toBe(ward.patients);
      expect(await faultsAtWidths(page, 1080)).toEqual([]);
      await page.context().close();
    },
  );
});
