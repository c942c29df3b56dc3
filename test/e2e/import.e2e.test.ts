import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { censusFile, censusLine } from '../builders/census.js';
import type { CensusLine } from '../builders/census.js';
import { button, chooseCensus, lookFindings, openEmptyHouse } from './arrivals-window.js';
import type { EmptyHouse } from './arrivals-window.js';
import { markOf, untilMark } from './ward-window.js';

const NOW = '2026-06-09T09:30:00.000Z';
const BEDS = 28;
/** From the sign-in page to the first mark; a person who reads the screens needs seconds for each. */
const CLICKS_MAX = 10;
/** What a person with a file in hand is promised. */
const MINUTES_MAX = 5;

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const ward = (lines: readonly CensusLine[]) => censusFile(lines);
/** Without NHS numbers, so that nothing is said of those. */
const patient = (n: number, said: CensusLine = {}) => censusLine(n, { nhs_number: '', ...said });
const patients = (from: number, to: number) => numbers(from, to).map((n) => patient(n));

describe('bringing in a census file', () => {
  let house: EmptyHouse;
  const found: string[] = [];

  beforeAll(async () => {
    house = await openEmptyHouse(NOW);
  });
  afterAll(() => house.close());

  async function openImport(): Promise<Page> {
    const page = await house.browser.open('/import', { person: 'admin' });
    await page.getByRole('heading', { name: 'Bring in a census file' }).waitFor();
    return page;
  }

  async function check(page: Page, bytes: Uint8Array): Promise<void> {
    await chooseCensus(page, bytes);
    await page.getByLabel('Name of the source').fill('PAS list');
    await button(page, 'Check the file').click();
    await page.getByRole('heading', { name: 'Checked: nothing has changed yet' }).waitFor();
  }

  it('explains itself to whoever has no file yet', async () => {
    const page = await openImport();
    const link = page.getByRole('link', { name: 'Download a sample file' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('census-sample.csv');
    await button(page, 'Check the file').click();
    await page.getByRole('alert').getByText('Choose a file first').waitFor();
    found.push(...(await lookFindings(page, 'no file yet')));
    await page.context().close();
  });

  it('goes from an empty service to the first mark of a ward in a few clicks', async () => {
    const began = performance.now();
    let clicks = 0;
    const click = async (what: Locator) => {
      clicks += 1;
      await what.click();
    };
    const page = await house.browser.open('/');
    await click(button(page, /^Administrator/));
    await click(page.getByRole('link', { name: 'Bring in a census file', exact: true }));
    clicks += 1;
    await chooseCensus(page, ward(patients(1, BEDS)));
    await click(page.getByLabel('Name of the source'));
    await page.keyboard.type('PAS list');
    await click(button(page, 'Check the file'));
    await page.getByText(`${BEDS} in.`).waitFor();
    await click(button(page, 'Take it in'));
    await page.getByRole('heading', { name: 'Taken in', exact: true }).waitFor();
    await click(page.getByRole('link', { name: 'Open Ward 5' }));
    await markOf(page, `A${BEDS}`).waitFor();
    await click(markOf(page, 'A1'));
    await click(button(page, /^Green/));
    await untilMark(page, 'A1', 'Green planned');
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(
      `First mark of a ward of ${BEDS} beds: ${clicks} clicks, ${seconds.toFixed(1)} s by machine\n`,
    );
    expect(clicks).toBeLessThanOrEqual(CLICKS_MAX);
    expect(seconds).toBeLessThan(MINUTES_MAX * 60);
    await page.context().close();
  });

  it('says what a file would do before it does it, with what is wrong by line and column', async () => {
    const page = await openImport();
    const lines = [
      ...patients(1, 25),
      patient(26, { bed: 'A25' }),
      patient(27, { admitted_at: 'yesterday' }),
      patient(29),
    ];
    await check(page, ward(lines));
    await page.getByText(/1 in, .*bed A25 on Ward 5 holds two.*1 row not taken\./).waitFor();
    const row = page.getByRole('row', { name: /^28 admitted_at The time cannot be read/ });
    await row.waitFor();
    found.push(...(await lookFindings(page, 'checked')));
    await button(page, 'Leave it').click();
    await page.goto('/wards');
    await page.getByRole('link', { name: 'Ward 5' }).click();
    await markOf(page, 'A28').waitFor();
    expect(await markOf(page, 'A29').count()).toBe(0);
    await page.context().close();
  });

  it('tells a ward that nobody knows before the file is taken, whether it is made or not', async () => {
    const page = await openImport();
    const file = ward([...patients(1, BEDS), patient(40, { ward: 'Ward 9' })]);
    await check(page, file);
    await page.getByText('New ward: Ward 9, with 1 row. It is not made').waitFor();
    await page.getByRole('row', { name: /^30 ward No ward of this name/ }).waitFor();
    found.push(...(await lookFindings(page, 'a ward that is not known')));
    await button(page, 'Leave it').click();
    await page.getByLabel('Make wards that are not known yet').check();
    await button(page, 'Check the file').click();
    await page.getByText('New ward: Ward 9, with 1 row. It is made when').waitFor();
    await page.getByText('Wards it does not name stay as they are').last().waitFor();
    await page.context().close();
  });

  it('takes a file of half a ward only when a person says so, and takes it back', async () => {
    const page = await openImport();
    await check(page, ward(patients(1, 14)));
    await page.getByText('14 out').waitFor();
    expect(await button(page, 'Take it in').isDisabled()).toBe(true);
    found.push(...(await lookFindings(page, 'far more would leave')));
    await page.getByLabel('I have checked: these patients have left').check();
    await button(page, 'Take it in').click();
    await page.getByRole('heading', { name: 'Taken in', exact: true }).waitFor();

    await button(page, 'Take it back').first().click();
    await button(page, 'Yes, take it back').click();
    await page.getByText('14 stays are as they were.').waitFor();
    found.push(...(await lookFindings(page, 'taken in and taken back')));
    await page.goto('/wards');
    await page.getByRole('link', { name: 'Ward 5' }).click();
    await markOf(page, 'A28').waitFor();
    expect(await page.getByText('Gone? Confirm').count()).toBe(0);
    await page.context().close();
  });

  it('goes by keyboard alone once the file is chosen', async () => {
    const page = await openImport();
    await chooseCensus(page, ward(patients(1, BEDS)));
    await page.getByLabel('Name of the source').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('PAS list');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Checked: nothing has changed yet' }).waitFor();
    await page.getByText('28 as they were.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Taken in', exact: true }).waitFor();
    await page.context().close();
  });

  it('says in plain words why a file is none', async () => {
    const page = await openImport();
    await chooseCensus(page, Buffer.from('name,bed\r\nA,1\r\n'));
    await page.getByLabel('Name of the source').fill('PAS list');
    await button(page, 'Check the file').click();
    await page.getByText('A column that is needed is missing.').waitFor();
    await page.getByText('Nothing of the file was taken').waitFor();
    found.push(...(await lookFindings(page, 'file refused')));
    await page.context().close();
  });

  it('lists what was not taken, and how old the news of each source is', async () => {
    const page = await openImport();
    await check(page, ward([...patients(1, 27), patient(28, { admitted_at: 'yesterday' })]));
    await button(page, 'Take it in').click();
    await page.getByRole('heading', { name: 'Taken in', exact: true }).waitFor();
    const frame = 'MSH|^~\\&|NEWPAS|RWE|BR|RWE|20260609090000||ADT^A03|M1|P|2.4\rPID|1||N1\r';
    await page.request.post('/api/adt', { data: frame, headers: { 'content-type': 'text/plain' } });
    await page.getByRole('link', { name: 'What came in' }).click();
    await page.getByRole('row', { name: /PAS list.*The time cannot be read.*line 29/ }).waitFor();
    await page
      .getByText(/Last heard today/)
      .first()
      .waitFor();
    const message = page.getByRole('row', { name: /^NEWPAS/ });
    await message.getByRole('button', { name: 'Try again' }).click();
    await message.getByText('Still not taken').waitFor();
    found.push(...(await lookFindings(page, 'what came in')));
    await button(page, 'Taken in').click();
    await page
      .getByRole('row', { name: /PAS list.*Census file/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it('sets a ward, and its board has the new beds', async () => {
    const page = await house.browser.open('/administration', { person: 'admin' });
    await button(page, 'Ward 5').click();
    const beds = page.getByLabel('Beds in the order in which the round walks them');
    await beds.fill('A1-A30');
    await page.getByLabel('Beds open').fill('30');
    await page.getByLabel('Sun').uncheck();
    found.push(...(await lookFindings(page, 'ward form')));
    await button(page, 'Save').click();
    await page.getByText('Ward 5 is set from today on.').waitFor();
    await page.getByRole('row', { name: /^Ward 5 30 of 28 Acute .* Mon to Sat 08:30/ }).waitFor();
    found.push(...(await lookFindings(page, 'ward settings')));
    await page.goto('/wards/Ward%205');
    await page.getByRole('row', { name: /A ?30.*Empty bed/ }).waitFor();
    await page.context().close();
  });

  it('is nobody’s but an administrator’s', async () => {
    const page = await house.browser.open('/', { person: 'matron.uhl' });
    await page.getByRole('link', { name: 'Wards', exact: true }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Arrivals', exact: true }).count()).toBe(0);
    for (const path of ['/import', '/inbound', '/administration']) {
      await page.goto(path);
      await page.getByText('This is not yours to see, or it is not known').waitFor();
    }
    await page.context().close();
  });

  it('looks right in every state, at every size, and leaves no fault in any window', () => {
    expect(found).toEqual([]);
    expect(house.browser.faults).toEqual([]);
  });
});
