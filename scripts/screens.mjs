import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CENSUS, CUT_CENSUS, UNKNOWN_MESSAGE } from './lib/sample-arrivals.mjs';
import { CHROMIUM_FLAGS, chromiumPath, startDemonstration } from './lib/demonstration.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { command, inRoot, Stop } from './lib/house.mjs';
import { ensureMachine } from './lib/machine.mjs';
import { prepare } from './lib/prepare.mjs';
import { bringInStrangers, takeArrivalsSetup } from './screens/arrivals-setup.mjs';
import { takeRound } from './screens/round.mjs';

/**
 * Takes the pictures in docs/screens from a demonstration of its own: the same patients on the same
 * late morning every time, so that a picture changes only when a screen does.
 */
const CLOCK_START = '2026-03-10T11:30:00Z';
/** Rounds are walked on another morning, before any ward has held its own. */
const ROUNDS_START = '2026-03-11T07:55:00Z';
const TODAY = '2026-03-10';
const WARD = 'RWEAA-W23';
const FOLDER = inRoot('docs/screens');

const SIZES = {
  '1920x1080': { viewport: { width: 1920, height: 1080 } },
  '1024x768': { viewport: { width: 1024, height: 768 }, hasTouch: true },
  '390x844': { viewport: { width: 390, height: 844 }, hasTouch: true },
};

/** A window of a person at a size; two sessions are never mixed. */
async function openWindow(browser, url, size, person, address) {
  const context = await browser.newContext({
    ...SIZES[size],
    baseURL: url,
    reducedMotion: 'reduce',
  });
  if (person !== null) {
    const answer = await context.request.post('/api/session', { data: { person } });
    if (!answer.ok()) throw new Stop(`${person} cannot sign in: ${answer.status()}`);
  }
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

const markOf = (page, bed) => page.getByRole('button', { name: new RegExp(`^Bed ${bed},`) });

/** A screen as it is, and as an eye or a printer sees it that knows no colour. */
async function picture(page, name, size) {
  const devtools = await page.context().newCDPSession(page);
  const seen = (type) => devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
  const take = (file) => page.screenshot({ path: path.join(FOLDER, file) });
  await take(`${name}-${size}.png`);
  await seen('achromatopsia');
  await take(`${name}-grey-${size}.png`);
  await seen('none');
  await devtools.detach();
  console.log(`  ${name}-${size}.png, and in grey`);
}

/** Screens that only need somebody to look at them: who, where, and what stands there when it is ready. */
const LOOKS = [
  ['sign-in', null, '/', (page) => page.getByRole('heading', { name: 'Who are you today?' })],
  [
    'start',
    `nurse.${WARD}`,
    '/',
    (page) => page.getByRole('link', { name: 'Open the board', exact: true }),
  ],
  [
    'wards',
    'matron.uhl',
    '/wards',
    (page) => page.getByRole('link', { name: 'Ward 23', exact: true }),
  ],
  ['waiting-list', 'idt.uhl', '/escalations', (page) => page.locator('tbody tr').first()],
  ['system', 'director.on-call', '/system', (page) => page.getByText('Ward 23').first()],
  ['system-hidden', 'commissioner.llr', '/system', (page) => page.getByText('Ward 23').first()],
  ['weekly', 'analyst.llr', '/weekly', (page) => page.getByText('Delayed bed days:').first()],
  [
    'weekly-part',
    'analyst.llr',
    `/weekly?week=${TODAY}`,
    (page) => page.getByText('part of the week, which is not whole').first(),
  ],
  [
    'weekly-hidden',
    'commissioner.llr',
    '/weekly',
    (page) => page.getByText('Delayed bed days:').first(),
  ],
  [
    'weekly-stays',
    'director.on-call',
    '/weekly/stays?series=delayed-days&from=2026-03-02&to=2026-03-08&site=RWEAE',
    (page) => page.getByRole('table').first(),
  ],
  ['walls', `nurse.${WARD}`, `/wards/${WARD}/walls`, (page) => page.getByRole('heading').first()],
  ['council-board', 'la.leicester', `/wards/${WARD}`, (page) => page.locator('tbody tr').first()],
];

/** What hangs on a wall, upright too, and on whatever else it is looked at. */
const WALLS = [
  ['wall', WARD, '1920x1080'],
  ['wall', WARD, '1080x1920'],
  ['wall', WARD, '1024x768'],
  ['wall', WARD, '390x844'],
  ['wall-mental-health', 'RT5-ASHBY', '1920x1080'],
];

async function takeWalls(browser, url) {
  for (const [name, ward, size] of WALLS) {
    const page = await openWindow(browser, url, '1920x1080', `nurse.${ward}`, `/wall/${ward}`);
    const [width, height] = size.split('x').map(Number);
    await page.setViewportSize({ width, height });
    await page.getByText(/Live \d/).waitFor();
    await page.getByRole('listitem').first().waitFor();
    await picture(page, name, size);
    await page.context().close();
  }
}

async function takeLooks(browser, url, size) {
  for (const [name, person, address, ready] of LOOKS) {
    const page = await openWindow(browser, url, size, person, address);
    await ready(page).waitFor();
    // Names for codes come a moment after the screen itself.
    await page.waitForLoadState('networkidle');
    await picture(page, name, size);
    await page.context().close();
  }
}

/** What came in and what was not taken, once for all sizes, on a ward of its own. */
async function bringIn(browser, url) {
  const page = await openWindow(browser, url, '1024x768', 'admin', '/import');
  const { request } = page.context();
  const query = `source=PAS+list&takenAt=${TODAY}T11:00:00Z&createWards=true`;
  const file = { headers: { 'content-type': 'text/csv' }, data: CENSUS };
  const taken = await request.post(`/api/census?${query}`, file);
  if (!taken.ok()) throw new Stop(`The sample census was not taken: ${taken.status()}`);
  await request.post('/api/adt', {
    headers: { 'content-type': 'text/plain' },
    data: UNKNOWN_MESSAGE,
  });
  await bringInStrangers(request, TODAY);
  await page.context().close();
}

/** The import page before and after a file is checked, what came in, the settings of wards. */
async function takeArrivals(browser, url, size) {
  const page = await openWindow(browser, url, size, 'admin', '/import');
  const settled = async (what) => {
    await what.waitFor();
    await page.waitForLoadState('networkidle');
  };
  const heading = (name) => page.getByRole('heading', { name });
  await settled(heading('Taken in since yesterday'));
  await picture(page, 'import', size);
  const buffer = Buffer.from(CUT_CENSUS);
  const file = { name: 'ward-list.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel('Census file').setInputFiles(file);
  await page.getByLabel('Name of the source').fill('PAS list');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await settled(heading('Checked: nothing has changed yet'));
  await page.evaluate('document.querySelector(".app-outcome").scrollIntoView()');
  await picture(page, 'import-checked', size);
  await page.goto('/inbound');
  await settled(page.getByRole('button', { name: 'Try again' }).first());
  await picture(page, 'inbound', size);
  await page.goto('/administration');
  const ward = page.getByRole('button', { name: 'Ward 23', exact: true });
  await settled(ward);
  await picture(page, 'ward-settings', size);
  await ward.click();
  await settled(page.getByLabel('Beds open'));
  await page.evaluate('window.scrollTo(0, 0)');
  await picture(page, 'ward-form', size);
  await page.goto(`/wards/${WARD}`);
  await page
    .getByRole('button', { name: /^Add a patient to bed/ })
    .first()
    .click();
  await settled(page.getByLabel('Family name'));
  await picture(page, 'add-patient', size);
  await takeArrivalsSetup(page, size, picture);
  await page.context().close();
}

/** Somebody else's mark, so that the board shows what news looks like. */
async function markElsewhere(page, bed, wish) {
  const { request } = page.context();
  const board = await (await request.get(`/api/wards/${WARD}/board`)).json();
  const row = board.rows.find((one) => one.bed === bed);
  const data = { commandId: randomUUID(), ifVersion: row.day.version, kind: 'planned', ...wish };
  const address = `/api/stays/${encodeURIComponent(row.stay)}/days/${TODAY}`;
  const answer = await request.put(address, { data });
  if (!answer.ok()) throw new Stop(`Bed ${bed} could not be marked: ${answer.status()}`);
}

/** The ward board as the nurse sees it, then with a patient open, then with two people's marks at odds. */
async function takeBoard(browser, url, size, { news, clash }) {
  const address = `/wards/${WARD}`;
  const matron = await openWindow(browser, url, size, 'matron.uhl', '/wards');
  const page = await openWindow(browser, url, size, `nurse.${WARD}`, address);
  await markOf(page, 'S28').waitFor();
  await page.waitForLoadState('networkidle');
  await markElsewhere(matron, news, { colour: 'green' });
  await markOf(page, news).filter({ hasText: 'Green' }).waitFor();
  await picture(page, 'ward-board', size);
  await markOf(page, 'B11').click();
  await page.getByRole('region', { name: /^Bed B11,/ }).waitFor();
  await picture(page, 'marking', size);
  await page.keyboard.press('Escape');

  await page.route('**/days/*', async (route) => {
    await markElsewhere(matron, clash, { colour: 'red', constraint: 'I02' });
    await route.continue();
  });
  await markOf(page, clash).click();
  const panel = page.getByRole('region', { name: new RegExp(`^Bed ${clash},`) });
  await panel.getByRole('button', { name: /^Green/ }).click();
  await panel.getByRole('alert').waitFor();
  await panel.getByRole('alert').scrollIntoViewIfNeeded();
  await picture(page, 'conflict', size);
  await Promise.all([page, matron].map((one) => one.context().close()));
}

/** Boards that are open when the service goes away, with a mark made since. */
async function takeNotLive(browser, service) {
  const pages = [];
  for (const size of Object.keys(SIZES)) {
    const page = await openWindow(browser, service.url, size, `nurse.${WARD}`, `/wards/${WARD}`);
    await markOf(page, 'S28').waitFor();
    await page.waitForLoadState('networkidle');
    pages.push([size, page]);
  }
  await service.stop();
  for (const [size, page] of pages) {
    await page.getByText(/^Not live since .*what you see may be old/).waitFor();
    await markOf(page, 'A3').focus();
    await page.keyboard.press('g');
    await page.getByText('Waiting to send').first().waitFor();
    await page.evaluate('document.activeElement.blur(); window.scrollTo(0, 0)');
    await picture(page, 'not-live', size);
  }
}

/** Each size finds its own beds, so that no picture depends on the one before. */
const BEDS = {
  '1920x1080': { news: 'D19', clash: 'D20' },
  '1024x768': { news: 'A2', clash: 'D21' },
  '390x844': { news: 'B10', clash: 'D22' },
};

/** A round is held once a day, so each size walks another ward. */
const ROUND_WARDS = {
  '1920x1080': 'RWEAA-W24',
  '1024x768': 'RWEAA-W22',
  '390x844': 'RWEAA-W31',
};

/** The system early in the morning, when no ward has begun. */
async function takeBeforeRounds(browser, url, size) {
  const page = await openWindow(browser, url, size, 'director.on-call', '/system');
  await page.getByText('has begun its round').waitFor();
  await page.waitForLoadState('networkidle');
  await picture(page, 'system-before-rounds', size);
  await page.context().close();
}

async function takeRounds(browser) {
  const folder = mkdtempSync(path.join(tmpdir(), 'boardround-screens-'));
  const { url, stop } = await startDemonstration(folder, ROUNDS_START);
  try {
    for (const size of Object.keys(SIZES)) await takeBeforeRounds(browser, url, size);
    for (const [size, ward] of Object.entries(ROUND_WARDS)) {
      const page = await openWindow(browser, url, size, `nurse.${ward}`, '/');
      await takeRound(page, ward, (name) => picture(page, name, size));
      await page.context().close();
    }
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await command(async () => {
  followParent();
  await ensureMachine();
  await prepare();
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'boardround-screens-'));
  console.log('Starting a demonstration for the pictures; this takes a minute');
  const service = await startDemonstration(folder, CLOCK_START);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: CHROMIUM_FLAGS,
  });
  try {
    await takeWalls(browser, service.url);
    for (const size of Object.keys(SIZES)) {
      await takeLooks(browser, service.url, size);
      await takeBoard(browser, service.url, size, BEDS[size]);
    }
    await bringIn(browser, service.url);
    for (const size of Object.keys(SIZES)) await takeArrivals(browser, service.url, size);
    await takeNotLive(browser, service);
    await takeRounds(browser);
  } finally {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
