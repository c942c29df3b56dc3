/** What a hospital sets before its patients come: sources, names, questions, wards from a file. */

const HEADINGS = 'organisation,ward,local_id,admitted_at,bed,family_name,given_name,date_of_birth';

/** Two names that are not ours, a bed that no ward lists, and two stays that may be one patient. */
const STRANGE = [
  HEADINGS,
  'RWE,LRI ACORN,N000001,2026-03-08T10:00,1,Sampleford,Ada,1941-02-03',
  'RWE,LRI ACORN,N000002,2026-03-08T11:00,2,Placeholt,Ben,1938-11-30',
  'RWE,Ward 24,N000003,2026-03-09T10:00,Side room,Doubleday,Ivy,1947-05-08',
  'RWE,Ward 24,N000004,2026-03-09T10:00,Day room,Doubleday,Ivy,1947-05-08',
  '',
].join('\r\n');

const messageOf = (n) =>
  [
    `MSH|^~\\&|NEWPAS|NOWHERE|BOARDROUND|LLR|20260310110${n}00||ADT^A01|SET${n}|P|2.4`,
    `EVN|A01|20260310110${n}00`,
    `PID|1||SET${n}^^^NEW^MR||Mockridge^Dev||19470508|M`,
    `PV1|1|I|ACORN^1^${n}^NOWHERE|||||||||||||||SET${n}`,
    '',
  ].join('\r');

const WARDS = [
  'ward,name,organisation,site,beds,round_at',
  'ACORN,Acorn ward,RWE,RWEAA,A1-A14 B15-B28,08:30',
  'OAK,Oak ward,RWE,RWEAA,1-20,25:00',
].join('\n');

/** Brings in, once for all sizes, what the screens then speak of. */
export async function bringInStrangers(request, today) {
  const query = `source=Bed+list&takenAt=${today}T11:10:00Z&complete=list`;
  const file = { headers: { 'content-type': 'text/csv' }, data: STRANGE };
  const taken = await request.post(`/api/census?${query}`, file);
  if (!taken.ok()) throw new Error(`The census of strange names was not taken: ${taken.status()}`);
  for (const n of [1, 2, 3])
    await request.post('/api/adt', {
      headers: { 'content-type': 'text/plain' },
      data: messageOf(n),
    });
}

/** Takes each of them on a page of the administrator's. */
export async function takeArrivalsSetup(page, size, picture) {
  const show = async (name, address, what) => {
    await page.goto(address);
    await what.waitFor();
    await page.waitForLoadState('networkidle');
    await picture(page, name, size);
  };
  const heading = (name) => page.getByRole('heading', { name });
  await show('sources', '/sources', heading('Waiting to be accepted'));
  await show('names', '/names?source=Bed%20list', page.getByText('2 rows of a file wait'));
  const both = page.getByRole('button', { name: 'Show both' }).first();
  await show('questions', '/questions', both);
  await page.goto('/administration');
  await page.getByRole('button', { name: 'Load wards from a file' }).click();
  await page.getByLabel('Or paste the table here').fill(WARDS);
  await page.getByRole('button', { name: 'Check the wards' }).click();
  await heading('Checked: nothing has changed yet').waitFor();
  await picture(page, 'wards-file', size);
  await show('assessment-ward', '/wards/RWEAA-AMU', page.getByText(/^longest \d/));
}
