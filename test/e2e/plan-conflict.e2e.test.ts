import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Board } from '#contracts';
import { axeViolations } from '../harness/browser.js';
import { eventually } from '../harness/eventually.js';
import type { HttpClient } from '../harness/http-client.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';

describe('two people who change one plan', () => {
  let house: E2eHouse;
  let matron: HttpClient;
  beforeAll(async () => {
    house = await openE2eHouse({ now: NOW, wards: [{ code: 'W1', patients: 4 }] });
    matron = await house.as('matron.uhl');
  });
  afterAll(() => house.close());

  const rowOf = async (n: number) => {
    const { body } = await matron.get<Board>('/api/wards/W1/board');
    const row = body.rows.find(({ stay }) => stay === stayId('W1', n));
    if (row === undefined) throw new Error(`no patient ${n}`);
    return row;
  };

  const matronSays = async (n: number, change: object) => {
    const { planVersion } = await rowOf(n);
    const answer = await matron.put(`/api/stays/${stayId('W1', n)}/plan`, {
      commandId: randomUUID(),
      ifVersion: planVersion,
      ...change,
    });
    expect(answer.status).toBe(200);
  };

  /** Opens a patient and says "Definite"; the matron changes the plan while that is on its way. */
  async function meanwhile(n: number, change: object): Promise<Page> {
    const page = await house.browser.open('/wards/W1', { person: 'nurse.W1' });
    await page.getByText(/^Live \d/).waitFor();
    await page.route(
      '**/plan',
      async (route) => {
        await matronSays(n, change);
        await route.continue();
      },
      { times: 1 },
    );
    await markOf(page, `B${n}`).click();
    await panelOf(page, `B${n}`)
      .getByRole('button', { name: /^Definite/ })
      .click();
    return page;
  }

  async function clash(n: number): Promise<Page> {
    const page = await meanwhile(n, { today: { discharge: 'potential', expectedAt: '16:00' } });
    const alert = page.getByRole('alert');
    await alert.getByText('Which one stands?').waitFor();
    expect(await alert.innerText()).toMatch(
      /Home today: Potential 16:00[\s\S]*Yours, not kept yet[\s\S]*Home today: Definite/,
    );
    expect(await axeViolations(page)).toEqual([]);
    return page;
  }

  it('see both side by side, and what stands is kept when they say so', async () => {
    const page = await clash(1);
    await page.getByRole('button', { name: 'Keep what stands' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect((await rowOf(1)).today).toMatchObject({ discharge: 'potential' });
    await page.context().close();
  });

  it('may say theirs again, over what stands and nothing later', async () => {
    const page = await clash(2);
    await page.getByRole('button', { name: 'Use mine instead' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await eventually(async () => {
      const { today, planVersion } = await rowOf(2);
      expect([today?.discharge, planVersion]).toEqual(['definite', 2]);
    });
    expect(house.browser.faults).toEqual([]);
    await page.context().close();
  });

  it('are both kept when they changed different things, and who came second is told', async () => {
    const page = await meanwhile(3, { expectedDischargeDate: '2026-03-12' });
    const told = panelOf(page, 'B3').getByRole('status');
    await told.getByText('Somebody else changed this plan at the same time.').waitFor();
    expect(await told.innerText()).toMatch(/Expected Thu 12\. Your change is kept beside it\./);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await eventually(async () => {
      const { today, expectedDischargeDate, planVersion } = await rowOf(3);
      expect([today?.discharge, expectedDischargeDate, planVersion]).toEqual([
        'definite',
        '2026-03-12',
        2,
      ]);
    });
    await page.getByRole('button', { name: 'Close this message' }).click();
    await told.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('are asked for the part that both changed and for no other', async () => {
    const page = await meanwhile(4, {
      expectedDischargeDate: '2026-03-12',
      today: { discharge: 'potential', expectedAt: '16:00' },
    });
    const alert = page.getByRole('alert');
    await alert.getByText('Which one stands?').waitFor();
    expect(await alert.innerText()).not.toContain('Expected');
    const told = panelOf(page, 'B4').getByRole('status');
    expect(await told.innerText()).toContain('Expected Thu 12');
    await alert.getByRole('button', { name: 'Use mine instead' }).click();
    await alert.waitFor({ state: 'detached' });
    await eventually(async () => {
      const { today, expectedDischargeDate } = await rowOf(4);
      expect([today?.discharge, expectedDischargeDate]).toEqual(['definite', '2026-03-12']);
    });
    expect(house.browser.faults).toEqual([]);
    await page.context().close();
  });
});
