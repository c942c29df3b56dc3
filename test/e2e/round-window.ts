import type { Locator, Page } from 'playwright-core';

/** A round as somebody walks it. */

/** The heading of the patient who is shown. */
export function patientOf(page: Page, bed: string): Locator {
  return page.getByRole('heading', { level: 1, name: new RegExp(`^Bed ${bed},`) });
}

/** A bed in the strip of the round, as a reader hears it. */
export function stripOf(page: Page, bed: string): Locator {
  return page.getByRole('navigation', { name: 'Beds of this round' }).getByRole('button', {
    name: new RegExp(`^Bed ${bed}, |Bed ${bed}, `),
  });
}

/** Waits until the strip says something of a bed. */
export async function untilStrip(page: Page, bed: string, says: RegExp): Promise<void> {
  await stripOf(page, bed).filter({ hasText: says }).waitFor();
}

export function answer(page: Page, name: RegExp): Locator {
  return page.getByRole('group', { name: /of today|for today/ }).getByRole('button', { name });
}

export function reasons(page: Page): Locator {
  return page.getByRole('group', { name: /aiting for/ }).getByRole('button');
}

export function values(page: Page): Locator {
  return page.getByRole('group', { name: /did today give/ }).getByRole('button');
}

/** Moves the keyboard on until it stands on something, as a person without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    if (await target.evaluate((one) => one === one.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}

/** Begins the round that is offered, by touch. */
export async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start the/ }).tap();
  await page.getByRole('button', { name: 'Finish' }).waitFor();
}
