/** Pictures of a round, of its end, and of the jobs it leaves, on a ward of their own for each size. */

const BEDS_WALKED = 9;

/** Walks the first beds of a ward's round as a nurse would, and stops with a patient half answered. */
export async function takeRound(page, ward, shot) {
  await page.goto(`/wards/${ward}/round`);
  const start = page.getByRole('button', { name: /^Start the/ });
  await start.waitFor();
  await page.getByRole('radio', { name: /^Morning/ }).check();
  for (const role of ['Consultant', 'Pharmacist', 'Discharge team'])
    await page.getByLabel(role, { exact: true }).check();
  await shot('round-start');
  await start.click();
  const next = page.getByRole('button', { name: /^(Next|Skip to bed|To the end)/ });
  await next.waitFor();
  await page.waitForLoadState('networkidle');
  await shot('round-ask');
  for (let n = 1; n <= BEDS_WALKED; n += 1) {
    if (n !== 4) await page.keyboard.press(n % 3 === 0 ? '2' : 'g');
    if (n !== 4) await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await next.click();
    await page.waitForLoadState('networkidle');
  }
  await page.keyboard.press('3');
  await page.getByText('Chosen').waitFor();
  await page.getByRole('button', { name: 'Potential' }).click();
  await page.getByLabel('Home today, at what time').selectOption('16:00');
  // What is asked for already stays as it is.
  for (const name of ['Discharge letter', 'Book transport']) {
    const check = page.getByRole('button', { name: `${name}: to do` });
    if ((await check.count()) > 0) await check.click();
  }
  // Who has an action already is offered an empty form.
  const what = page.locator('input[name="what"]');
  if ((await what.inputValue()) === '') await what.fill('Chase the reason that stands');
  const owner = page.locator('select[name="owner"]');
  if ((await owner.inputValue()) === '') await owner.selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page
    .getByRole('button', { name: /^Chase/ })
    .first()
    .waitFor();
  await page.evaluate('window.scrollTo(0, 0)');
  await shot('round');
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await shot('round-finish');
  await page.getByRole('button', { name: 'Finish and show the jobs' }).click();
  await page.getByRole('heading', { name: /reviewed in/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await shot('jobs');
}
