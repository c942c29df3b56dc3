import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../harness/browser.js';
import type { HttpClient } from '../harness/http-client.js';
import { CITY, COUNTY, stayId } from '../harness/small-house.js';
import { openE2eHouse } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';

describe('the list of who must act', () => {
  let house: E2eHouse;
  let matron: HttpClient;
  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 4, authority: (n) => (n % 2 ? CITY : COUNTY) },
        { code: 'W2', patients: 2 },
      ],
    });
    matron = await house.as('matron.uhl');
    await red('W1', 1, 'I02');
    await red('W1', 2, 'I02');
    await red('W2', 1, 'I03');
  });
  afterAll(() => house.close());

  async function red(ward: string, n: number, constraint: string): Promise<void> {
    const answer = await matron.put(`/api/stays/${stayId(ward, n)}/days/${TODAY}`, {
      commandId: randomUUID(),
      ifVersion: 0,
      kind: 'planned',
      colour: 'red',
      constraint,
    });
    expect(answer.status).toBe(200);
  }

  const untilCount = (page: Page, count: number) =>
    page.getByRole('heading', { name: `${count} waiting for someone to act` }).waitFor();

  it('is narrowed by council, ward and words, and says how many fit each', async () => {
    const page = await house.browser.open('/escalations', { person: 'idt.uhl', size: 'wall' });
    await untilCount(page, 3);
    await page.getByLabel('Ward', { exact: true }).selectOption({ label: 'Ward W1 (2)' });
    await untilCount(page, 2);
    await page.getByLabel('Council').selectOption(COUNTY);
    await untilCount(page, 1);
    await page.getByRole('row', { name: /bed B2\b/ }).waitFor();
    // The choices stand in the address: who comes back, or sends it on, finds the same list.
    await page.reload();
    await untilCount(page, 1);
    await page.getByRole('button', { name: 'Show all' }).click();
    await untilCount(page, 3);
    await page.getByLabel('Name, ward or wait').fill('PLANTEDNAMEW2X1');
    await untilCount(page, 1);
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });

  it('says what is new since this person last looked, until it is seen', async () => {
    const page = await house.browser.open('/escalations', { person: 'idt.uhl' });
    await untilCount(page, 3);
    const since = page.getByRole('status').filter({ hasText: 'Since you last looked here' });
    await since.getByText('nothing changed').waitFor();
    await red('W1', 3, 'I02');
    await since.getByText('1 new').waitFor();
    await untilCount(page, 4);
    await page.getByRole('button', { name: 'Show only these' }).click();
    await untilCount(page, 1);
    await page.getByRole('row', { name: /bed B3\b/ }).waitFor();
    await page.reload();
    await since.getByText('1 new').waitFor();
    await page.getByRole('button', { name: 'Mark as seen' }).click();
    await since.getByText('nothing changed').waitFor();
    await untilCount(page, 4);
    await page.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});
