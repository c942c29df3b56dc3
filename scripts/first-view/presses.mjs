import { setTimeout as pause } from 'node:timers/promises';
import { openWindow, work } from './ward-pc.mjs';

const QUIET_MS = 700;
/** A hand rests on what it is about to press; a finger was never over anything else. */
const RESTS_MS = 150;
/** What is quicker than the browser tells apart counts as this. */
const SHORTEST_MS = 16;

/** Presses something and answers the milliseconds until the frame that shows what came of it. */
async function timed({ page, devtools }, press) {
  await page.evaluate('window.firstViewProbe.presses.length = 0');
  const before = await work(devtools);
  await press();
  await pause(QUIET_MS);
  const presses = await page.evaluate('window.firstViewProbe.presses');
  const after = await work(devtools);
  return {
    ms: Math.max(SHORTEST_MS, ...presses.map(({ duration }) => duration)),
    script: after.script - before.script,
  };
}

/** A press as a hand makes it: nothing is asked of the page from then on. */
async function pressAt({ page }, what) {
  await what.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await what.boundingBox();
  const at = [x + width / 2, y + height / 2];
  await page.mouse.move(...at);
  await pause(RESTS_MS);
  return () => page.mouse.click(...at);
}

/** What a press costs on a page with one button and nothing else: less cannot be had here just now. */
export async function pressOnNothing(context, times) {
  const window = await openWindow(context, { slow: true });
  const { page } = window;
  await page.goto('about:blank');
  await page.setContent('<button onclick="this.textContent += 1">Press</button>');
  await pause(QUIET_MS);
  const kinds = { 'an empty page': [] };
  for (let n = 0; n < times; n += 1)
    kinds['an empty page'].push(await timed(window, await pressAt(window, page.locator('button'))));
  await page.close();
  return kinds;
}

/** Opens rows of a board, marks each green, closes them. */
export async function pressOnBoard(context, address, times) {
  const window = await openWindow(context, { slow: true });
  const { page } = window;
  await page.goto(address);
  await page.getByText(/^Live \d/).waitFor();
  await pause(8_000);
  const kinds = { open: [], mark: [], close: [] };
  const marks = page.locator('.app-mark-button');
  for (let n = 0; n < times; n += 1) {
    const mark = marks.nth(2 * n);
    kinds.open.push(await timed(window, await pressAt(window, mark)));
    const green = page.locator('.app-panel .app-answer--green');
    await green.waitFor();
    kinds.mark.push(await timed(window, await pressAt(window, green)));
    kinds.close.push(await timed(window, () => page.keyboard.press('Escape')));
  }
  await page.close();
  return kinds;
}

/** Begins a round and goes from patient to patient. */
export async function pressInRound(context, address, times) {
  const window = await openWindow(context, { slow: true });
  const { page } = window;
  await page.goto(address);
  const start = page.getByRole('button', { name: /^Start the/ });
  const next = page.getByRole('button', { name: /^(Next|Skip to bed|To the end)/ });
  await start.or(next).waitFor();
  if (await start.isVisible()) {
    await page.getByRole('radio', { name: /^Morning/ }).check();
    await start.click();
  }
  await next.waitFor();
  await pause(6_000);
  const kinds = { answer: [], next: [] };
  for (let n = 0; n < times; n += 1) {
    const green = page.locator('.app-answer--green');
    kinds.answer.push(await timed(window, await pressAt(window, green)));
    kinds.next.push(await timed(window, await pressAt(window, next)));
  }
  await page.close();
  return kinds;
}
