import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { markOf, openE2eHouse, panelOf } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';

const NOW = '2026-03-10T09:30:00.000Z';
const TODAY = '2026-03-10';

interface Screen {
  readonly name: string;
  readonly person: string;
  readonly path: string;
  /** Stands there once the screen shows what it has. */
  readonly shown: (page: Page) => ReturnType<Page['locator']>;
}

const live = (page: Page) => page.getByText(/Live \d/).first();

const SCREENS: readonly Screen[] = [
  { name: 'board', person: 'nurse.W1', path: '/wards/W1', shown: (page) => markOf(page, 'B1') },
  {
    name: 'wall',
    person: 'nurse.W1',
    path: '/wall/W1',
    shown: (page) => page.getByRole('listitem').first(),
  },
  {
    name: 'waiting list',
    person: 'matron.uhl',
    path: '/escalations',
    shown: (page) => page.locator('tbody tr').first(),
  },
  {
    name: 'system',
    person: 'director.on-call',
    path: '/system',
    shown: (page) => page.getByText('Ward W1').first(),
  },
];

describe('every state of the screens that a ward looks at', () => {
  let house: E2eHouse;
  const found: string[] = [];
  const look = async (page: Page, state: string) => {
    found.push(...(await axeViolations(page)).map((what) => `${state}: ${what}`));
  };
  const open = (person: string, path: string) => house.browser.open(path, { person });

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: 6 },
        { code: 'W2', patients: 2 },
        { code: 'W0', patients: 0 },
      ],
    });
    const matron = await house.as('matron.uhl');
    for (const n of [1, 2]) await matron.mark(stayId('W1', n), TODAY);
  });
  afterAll(() => house.close());

  it('holds while a screen is read', async () => {
    for (const { name, person, path } of SCREENS) {
      const page = await open(person, '/favicon.svg');
      await page.routeWebSocket(/socket\.io/, () => undefined);
      // A board comes in its page, so that only whoever goes there from another screen waits for it.
      await page.goto(name === 'board' ? '/wards' : path);
      if (name === 'board') await page.getByRole('link', { name: 'Ward W1', exact: true }).click();
      await page.getByText(/^Reading/).waitFor();
      await look(page, `${name}, loading`);
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('holds where there is nothing, nothing to see, or no answer', async () => {
    const states = [
      ['board, empty', 'nurse.W0', '/wards/W0', 'No patients on this board yet'],
      ['wall, empty', 'nurse.W0', '/wall/W0', /Ward W0/],
      ['waiting list, empty', 'nurse.W0', '/escalations', /Nobody|Nothing/],
      ['board, refused', 'nurse.W1', '/wards/W2', 'This is not yours to see'],
      ['wall, refused', 'nurse.W1', '/wall/W2', 'This is not yours to see'],
      ['waiting list, refused', 'commissioner.llr', '/escalations', 'This is not yours to see'],
      ['system, refused', 'la.leicester', '/system', 'This is not yours to see'],
      ['system, small numbers hidden', 'commissioner.llr', '/system', 'Ward W1'],
    ] as const;
    for (const [state, person, path, says] of states) {
      const page = await open(person, path);
      await page.getByText(says).first().waitFor();
      await look(page, state);
      await page.context().close();
    }
    const page = await open('matron.uhl', '/favicon.svg');
    const body = { code: 'internal', message: 'The service failed.', details: {} };
    await page.route('**/api/session', (route) => route.fulfill({ status: 500, json: body }));
    await page.goto('/escalations');
    await page.getByText('cannot be shown just now').waitFor();
    await look(page, 'error');
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('holds with the card of keys open', async () => {
    for (const { name, person, path, shown } of SCREENS.filter((one) => one.name !== 'wall')) {
      const page = await open(person, path);
      await shown(page).waitFor();
      await live(page).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await look(page, `${name}, keys`);
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('holds for what the board opens: forms, sheets, a conflict', async () => {
    const page = await open('nurse.W1', '/wards/W1');
    await live(page).waitFor();
    await page.getByRole('button', { name: 'Add a patient in another bed' }).click();
    await page.getByLabel('Family name').waitFor();
    await look(page, 'board, a patient is added');
    await page.getByRole('button', { name: 'Cancel' }).click();

    await markOf(page, 'B4').click();
    const panel = panelOf(page, 'B4');
    for (const tab of [/^Delays/, 'Move or leave', 'History', 'Plan'] as const) {
      await panel.getByRole('button', { name: tab, exact: typeof tab === 'string' }).click();
      await look(page, `board, ${String(tab)}`);
    }
    await panel.getByRole('button', { name: 'Date, criteria, pathway' }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'board, plan');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    const matron = await house.as('matron.uhl');
    await page.route(
      '**/days/*',
      async (route) => {
        await matron.put(`/api/stays/${stayId('W1', 4)}/days/${TODAY}`, {
          commandId: randomUUID(),
          ifVersion: 0,
          kind: 'planned',
          colour: 'red',
          constraint: 'I02',
        });
        await route.continue();
      },
      { times: 1 },
    );
    await panel.getByRole('button', { name: /^Green/ }).click();
    await panel.getByRole('alert').getByText('Which one stands?').waitFor();
    await look(page, 'board, conflict');
    await panel.getByRole('button', { name: 'Use mine instead' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await look(page, 'board, undo');
    await page.context().close();
    expect(found).toEqual([]);
  });

  it('holds while the line is down, with something waiting to be sent', async () => {
    const pages: (readonly [string, Page])[] = [];
    for (const { name, person, path, shown } of SCREENS) {
      const page = await open(person, path);
      await shown(page).waitFor();
      await live(page).waitFor();
      pages.push([name, page]);
    }
    await house.cut();
    for (const [name, page] of pages) {
      await page
        .getByText(/Not live/)
        .first()
        .waitFor();
      if (name === 'board') {
        await markOf(page, 'B5').focus();
        await page.keyboard.press('g');
        await page.getByText('Waiting to send').first().waitFor();
      }
      await look(page, `${name}, not live`);
    }
    expect(found).toEqual([]);
    expect(house.browser.faults).toEqual([]);
  });
});
