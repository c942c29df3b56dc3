import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { censusFile, censusLine } from '../builders/census.js';
import type { CensusLine } from '../builders/census.js';
import { adtMessage } from '../builders/hl7.js';
import { HttpClient } from '../harness/http-client.js';
import { button, lookFindings, openEmptyHouse } from './arrivals-window.js';
import type { EmptyHouse } from './arrivals-window.js';
import { markOf } from './ward-window.js';

const NOW = '2026-06-09T09:30:00.000Z';
const TAKEN = '2026-06-09T08:00:00.000Z';
const WARDS = [
  'ward,name,organisation,beds,round at,colour',
  'W5,Ward 5,RWE,A1-A28,08:15,red',
  'W6,Ward 6,RWE,1-10,25:00,red',
  'W7,Ward 7,RWE,B1-B6,08:30,red',
].join('\n');
/** What a table leaves out is as on an ordinary acute ward, so this one has its own. */
const ASSESSMENT = 'ward,name,organisation,kind,beds\nAMU,Acute medical unit,RWE,assessment,1-4\n';

describe('setting a hospital up to receive its patients', () => {
  let house: EmptyHouse;
  const found: string[] = [];

  beforeAll(async () => {
    house = await openEmptyHouse(NOW);
  });
  afterAll(() => house.close());

  async function open(path: string, heading: string): Promise<Page> {
    const page = await house.browser.open(path, { person: 'admin' });
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    return page;
  }

  async function census(lines: readonly CensusLine[], takenAt = TAKEN): Promise<number> {
    const admin = await HttpClient.signIn(house.url, 'admin');
    const file = Buffer.from(censusFile(lines)).toString();
    const path = `/api/census?source=PAS&takenAt=${takenAt}`;
    return (await admin.send('POST', path, file, 'text/csv')).status;
  }

  it('says on every empty screen what the next step is', async () => {
    const page = await open('/sources', 'Sources');
    await page.getByRole('link', { name: 'Bring in a census file' }).waitFor();
    found.push(...(await lookFindings(page, 'no sources')));
    await page.getByRole('link', { name: 'Names', exact: true }).click();
    await page.getByText('No source uses names of its own').waitFor();
    found.push(...(await lookFindings(page, 'no names')));
    await page.getByRole('link', { name: 'Questions', exact: true }).click();
    await page.getByText('Nothing to settle').waitFor();
    found.push(...(await lookFindings(page, 'no questions')));
    await page.context().close();
  });

  it('loads wards from a pasted table, and says which line it does not take and why', async () => {
    const page = await open('/administration', 'Ward settings');
    await button(page, 'Load wards from a file').click();
    await button(page, 'Check the wards').click();
    await page.getByRole('alert').getByText('Choose a file, or paste the table.').waitFor();
    await page.getByLabel('Or paste the table here').fill(WARDS);
    found.push(...(await lookFindings(page, 'a table of wards')));
    await button(page, 'Check the wards').click();
    await page.getByText('2 new wards; 1 line not taken.').waitFor();
    await page.getByRole('row', { name: /^3 round_at/ }).waitFor();
    await page.getByText('leave out: colour').waitFor();
    found.push(...(await lookFindings(page, 'wards checked')));
    await button(page, 'Put it right first').click();
    await page.getByLabel('Or paste the table here').fill(WARDS.replace('25:00', '09:00'));
    await button(page, 'Check the wards').click();
    await button(page, 'Set 3 wards').click();
    await page.getByText('3 new wards.').waitFor();
    await button(page, 'Ward 6').waitFor();
    await page.getByRole('row', { name: /^Ward 5 W5 28 of 28/ }).waitFor();
    await page.context().close();
  });

  it('gives a name of the feed a ward, and the file that was sent again is taken in', async () => {
    const named = [1, 2, 3].map((n) => censusLine(n, { ward: 'LRI WD FIVE' }));
    const strange = censusLine(4, { ward: 'Ward 7', bed: 'Side room' });
    expect(await census([...named, strange])).toBe(200);
    const page = await open('/names', 'Names of wards and beds');
    const row = page.getByRole('row', { name: /^LRI WD FIVE/ });
    await row.getByText('3 rows of a file wait').waitFor();
    await page.getByText('1 name has no ward here yet').waitFor();
    await page.getByRole('row', { name: /^Side room/ }).waitFor();
    found.push(...(await lookFindings(page, 'names')));
    await page.getByLabel('Our ward for LRI WD FIVE').selectOption({ label: 'Ward 5' });
    await page.getByLabel('Our bed for Side room on Ward 7').selectOption('B6');
    await button(page, 'Save 2 names').click();
    await page.getByRole('heading', { name: 'The names are kept' }).waitFor();
    found.push(...(await lookFindings(page, 'names kept')));
    expect(await census([...named, strange], '2026-06-09T08:30:00.000Z')).toBe(200);
    await page.goto('/wards/W5');
    await markOf(page, 'A3').waitFor();
    await page.goto('/wards/W7');
    await markOf(page, 'B6').waitFor();
    await page.context().close();
  });

  it('accepts a sender whose messages waited, and its patient is on the board', async () => {
    const message = adtMessage({
      application: 'NEWPAS',
      facility: 'NOWHERE',
      site: 'NOWHERE',
      ward: 'W6',
      bed: '4',
      localId: 'NEW1',
      nhsNumber: null,
    });
    const admin = await HttpClient.signIn(house.url, 'admin');
    expect((await admin.send('POST', '/api/adt', message, 'text/plain')).status).toBe(422);
    const page = await open('/sources', 'Sources');
    const stranger = page.getByRole('form', { name: 'NEWPAS/NOWHERE' });
    await stranger.getByText('1 message waits since today').waitFor();
    await stranger.getByRole('button', { name: 'Accept' }).click();
    await stranger.getByRole('alert').getByText('Say whose patients').waitFor();
    found.push(...(await lookFindings(page, 'a sender to accept')));
    await stranger
      .getByLabel('Whose patients it speaks of')
      .selectOption({ label: 'University Hospitals of Leicester NHS Trust' });
    await stranger.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('NEWPAS/NOWHERE is accepted. Its message is taken up.').waitFor();
    await page.getByRole('button', { name: 'Change NEWPAS/NOWHERE' }).click();
    await page.getByLabel('Quiet after so many minutes').fill('soon');
    await button(page, 'Save').click();
    await page.getByRole('alert').getByText('Minutes are a whole number').waitFor();
    found.push(...(await lookFindings(page, 'a source changed')));
    await page.getByLabel('Quiet after so many minutes').fill('30');
    await button(page, 'Save').click();
    await page.getByText('NEWPAS/NOWHERE is set.').waitFor();
    await page.goto('/wards/W6');
    await markOf(page, '4').waitFor();
    await page.context().close();
  });

  it('lists two stays that may be one patient, side by side, to the ward too', async () => {
    const twin = { family_name: 'Doubleday', given_name: 'Ivy', nhs_number: '' };
    const lines = [
      ...[1, 2, 3].map((n) => censusLine(n, { ward: 'W5' })),
      censusLine(11, { ward: 'W5', bed: 'A11', ...twin }),
      censusLine(12, { ward: 'W5', bed: 'A12', ...twin }),
    ];
    expect(await census(lines, '2026-06-09T09:00:00.000Z')).toBe(200);
    const page = await house.browser.open('/', { person: 'nurse.W5', size: 'phone' });
    await page.getByRole('link', { name: /^Questions about arrivals/ }).click();
    await page.getByRole('heading', { name: 'Two stays that may be one patient' }).waitFor();
    await button(page, 'Show both').click();
    for (const number of ['T000011', 'T000012'])
      await page.getByText(`Hospital number ${number}`).waitFor();
    found.push(...(await lookFindings(page, 'lookalikes')));
    await page.getByText('What differs: hospital number, bed.').waitFor();
    await button(page, 'Two people').click();
    await page.getByText('Kept: two people.').waitFor();
    await page.getByText('Nothing to settle').waitFor();
    found.push(...(await lookFindings(page, 'a question answered')));
    await button(page, 'Undo').click();
    await button(page, 'Show both').click();
    await button(page, 'Same person').click();
    await button(page, 'Yes, one person').click();
    await page.getByText('Kept: one person, one stay.').waitFor();
    found.push(...(await lookFindings(page, 'two stays joined')));
    await button(page, 'Undo').click();
    await button(page, 'Show both').click();
    await button(page, 'Same person').click();
    await button(page, 'Yes, one person').click();
    await page.getByText('Kept: one person, one stay.').waitFor();
    await page.goto('/wards/W5');
    await markOf(page, 'A1').waitFor();
    const either = [await markOf(page, 'A11').count(), await markOf(page, 'A12').count()];
    expect(either.sort()).toEqual([0, 1]);
    await page.context().close();
  });

  it('takes back that a missing patient is gone, and asks again', async () => {
    const lines = [1, 2].map((n) => censusLine(n, { ward: 'W5' }));
    const own = { ward: 'W5', family_name: 'Doubleday', given_name: 'Ivy', nhs_number: '' };
    const twin = censusLine(11, { ...own, bed: 'A11' });
    expect(await census([...lines, twin], '2026-06-09T09:10:00.000Z')).toBe(200);
    const page = await house.browser.open('/questions', { person: 'nurse.W5', size: 'tablet' });
    await button(page, 'Gone, to …').first().click();
    await button(page, /^Home$/).click();
    await page.getByText(/^Kept: .* is gone: home\./).waitFor();
    await button(page, 'Undo').click();
    await button(page, 'Gone, to …').first().waitFor();
    await page.goto('/wards/W5');
    await markOf(page, 'A3').waitFor();
    await page.context().close();
  });

  it('counts hours on an assessment ward, and no colour', async () => {
    const admin = await HttpClient.signIn(house.url, 'admin');
    expect((await admin.send('POST', '/api/wards', ASSESSMENT, 'text/csv')).status).toBe(200);
    const lying = { ward: 'AMU', bed: '2', admitted_at: '2026-06-08T19:10:00+01:00' };
    expect(await census([censusLine(21, lying)])).toBe(200);
    const page = await house.browser.open('/wards/AMU', { person: 'nurse.AMU', size: 'phone' });
    await page.getByText('longest 15 h').waitFor();
    await markOf(page, '2').click();
    await page.getByRole('button', { name: 'Move or leave' }).click();
    await page.getByRole('button', { name: 'Goes on leave' }).waitFor();
    expect(await button(page, /^(Green|Red)/).count()).toBe(0);
    found.push(...(await lookFindings(page, 'assessment ward')));
    await page.goto('/wall/AMU');
    await page.getByText('1 patient, hours since arrival').waitFor();
    await page.getByText('15 h').waitFor();
    await page.context().close();
  });

  it('is no ward’s to set', async () => {
    const page = await house.browser.open('/sources', { person: 'nurse.W5' });
    for (const path of ['/sources', '/names', '/administration']) {
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
