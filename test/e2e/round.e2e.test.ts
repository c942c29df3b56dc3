import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { adtMessage } from '../builders/hl7.js';
import { markAlive } from '../harness/browser.js';
import { stayId } from '../harness/small-house.js';
import { keptDays, untilKept } from './kept-days.js';
import { markOf, openE2eHouse, rowOf, untilMark } from './ward-window.js';
import type { E2eHouse } from './ward-window.js';
import {
  answer,
  begin,
  patientOf,
  reasons,
  stripOf,
  tabTo,
  untilStrip,
  values,
} from './round-window.js';

const NOW = '2026-03-10T08:00:00.000Z';

const YESTERDAY = '2026-03-09';
const BEDS = 28;
/** Each round of twenty-eight is walked by one pair of hands; nobody waits longer for it. */
const ROUND_MS_MAX = 180_000;
const CARRIED = [3, 9, 15, 21];

/** What a bed of the scripted round is answered with. */
type Script = 'green' | 'carried' | 'reason' | 'straight';

function scriptOf(n: number): Script {
  if (CARRIED.includes(n)) return 'carried';
  if (n % 4 === 0) return 'reason';
  return n % 4 === 1 ? 'straight' : 'green';
}

const PRESSES: Readonly<Record<Script, number>> = { green: 1, carried: 1, reason: 2, straight: 1 };

function report(how: string, began: number): void {
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`A round of ${BEDS} ${how}: ${seconds.toFixed(1)} s\n`);
}

/** Yesterday these waited for imaging, and nobody has said that it has ended. */
async function carryOver(house: E2eHouse, ward: string): Promise<void> {
  const matron = await house.as('matron.uhl');
  for (const n of CARRIED) {
    const kept = await matron.mark(stayId(ward, n), YESTERDAY, { kind: 'final' });
    expect(kept.status).toBe(200);
  }
}

describe('a round of twenty-eight patients', () => {
  let house: E2eHouse;

  beforeAll(async () => {
    house = await openE2eHouse({
      now: NOW,
      wards: [
        { code: 'W1', patients: BEDS },
        { code: 'W2', patients: BEDS },
        { code: 'W3', patients: 6 },
        { code: 'W4', patients: 4 },
      ],
    });
    await carryOver(house, 'W1');
    await carryOver(house, 'W2');
  });
  afterAll(() => house.close());

  async function expectAsScripted(ward: string): Promise<void> {
    const days = await keptDays(house, ward);
    for (let n = 1; n <= BEDS; n += 1) {
      const script = scriptOf(n);
      const day = days.get(`B${n}`);
      expect([n, day?.colour]).toEqual([n, script === 'green' ? 'green' : 'red']);
      if (script === 'carried') expect(day?.constraint).toBe('I01');
    }
  }

  it('goes by keyboard alone, one key for green and for what still waits, two for another reason', async () => {
    const page = await house.browser.open('/wards/W1/round', { person: 'nurse.W1' });
    await tabTo(page, page.getByRole('button', { name: 'Start the morning round' }));
    await page.keyboard.press('Enter');
    const began = performance.now();
    const pressed: number[] = [];
    for (let n = 1; n <= BEDS; n += 1) {
      await patientOf(page, `B${n}`).waitFor();
      const keys = { green: ['g'], carried: ['r'], reason: ['r', '2'], straight: ['3'] }[
        scriptOf(n)
      ];
      for (const key of keys) await page.keyboard.press(key);
      pressed.push(keys.length);
      await untilStrip(page, `B${n}`, scriptOf(n) === 'green' ? /green planned/ : /red planned/);
      await page.keyboard.press('ArrowRight');
    }
    const finish = page.getByRole('button', { name: 'Finish and show the jobs' });
    await page.getByText('Every patient is reviewed.').waitFor();
    await tabTo(page, finish);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^28 of 28 reviewed in/ }).waitFor();
    report('by keyboard', began);
    expect(performance.now() - began).toBeLessThan(ROUND_MS_MAX);
    expect(pressed).toEqual(Array.from({ length: BEDS }, (_, at) => PRESSES[scriptOf(at + 1)]));
    await expectAsScripted('W1');
    await page.context().close();
  });

  it('goes by touch alone, with the same presses', async () => {
    const page = await house.browser.open('/wards/W2/round', { person: 'nurse.W2', touch: true });
    await page.getByLabel('Consultant').tap();
    await begin(page);
    const began = performance.now();
    const taps: number[] = [];
    for (let n = 1; n <= BEDS; n += 1) {
      await patientOf(page, `B${n}`).waitFor();
      const script = scriptOf(n);
      let count = 0;
      const tap = async (target: ReturnType<typeof answer>) => {
        await target.tap();
        count += 1;
      };
      if (script === 'green') await tap(answer(page, /^Green/));
      if (script === 'carried' || script === 'reason') await tap(answer(page, /^Red/));
      if (script === 'reason' || script === 'straight') await tap(reasons(page).nth(1));
      taps.push(count);
      await untilStrip(page, `B${n}`, script === 'green' ? /green planned/ : /red planned/);
      await page.getByRole('button', { name: n < BEDS ? /^Next: bed/ : /^To the end/ }).tap();
    }
    await page.getByRole('button', { name: 'Finish and show the jobs' }).tap();
    await page.getByRole('heading', { name: /^28 of 28 reviewed in/ }).waitFor();
    report('by touch', began);
    expect(performance.now() - began).toBeLessThan(ROUND_MS_MAX);
    expect(taps).toEqual(Array.from({ length: BEDS }, (_, at) => PRESSES[scriptOf(at + 1)]));
    await page.getByText('At the round: consultant').waitFor();
    await expectAsScripted('W2');
    await page.context().close();
  });

  it('is confirmed as planned at the huddle, in one press where the plan says what it needs', async () => {
    const page = await house.browser.open('/wards/W2/round', { person: 'nurse.W2', touch: true });
    await page.getByRole('radio', { name: /^Huddle/ }).check();
    await begin(page);
    // Bed 1 was planned red: one press. Bed 2 was planned green: one press on what the day gave.
    await answer(page, /^As planned/).tap();
    await untilStrip(page, 'B1', /red final/);
    await page.getByRole('button', { name: /^Next: bed/ }).tap();
    await patientOf(page, 'B2').waitFor();
    await values(page).first().tap();
    await untilStrip(page, 'B2', /green final/);
    const days = await untilKept(house, 'W2', 'B2', { final: { colour: 'green' } });
    expect(days.get('B2')?.final?.value).toBeTruthy();
    await page.context().close();
  });

  it('turns the row on the board, on the wall and on the system screen', async () => {
    const page = await house.browser.open('/wards/W3/round', { person: 'nurse.W3', touch: true });
    const board = await house.browser.open('/wards/W3', { person: 'matron.uhl', size: 'wall' });
    const wall = await house.browser.open('/wall/W3', { person: 'nurse.W3', size: 'wall' });
    const system = await house.browser.open('/system', { person: 'director.on-call' });
    const ward = system.getByRole('row', { name: /^Ward W3 / });
    await Promise.all([
      markOf(board, 'B1').waitFor(),
      ward.waitFor(),
      wall.getByText('B1').first().waitFor(),
    ]);
    const alive = await Promise.all([board, wall, system].map(markAlive));
    const before = await ward.innerText();
    await begin(page);
    await answer(page, /^Green/).tap();
    await untilMark(board, 'B1', 'Green planned');
    await wall.getByText('1 of 6 reviewed').waitFor();
    await ward.filter({ hasNotText: before }).waitFor();
    expect(await Promise.all(alive.map((one) => one()))).toEqual([true, true, true]);
    await Promise.all([board, wall, system].map((one) => one.context().close()));

    // Skipped, and come back to.
    // The second half of a double press passes nobody by.
    await page.getByRole('button', { name: /^Next: bed B2/ }).dblclick();
    await patientOf(page, 'B2').waitFor();
    await stripOf(page, 'B3').tap();
    await patientOf(page, 'B3').waitFor();
    await untilStrip(page, 'B2', /skipped/);
    await stripOf(page, 'B2').tap();
    await patientOf(page, 'B2').waitFor();
    await answer(page, /^Green/).tap();
    await untilStrip(page, 'B2', /green planned/);
    await page.getByRole('button', { name: /^Undo/ }).tap();
    await untilStrip(page, 'B2', /skipped|not reviewed/);
    await page.context().close();
  });

  it('marks whom the finger was on when a patient moves under it', async () => {
    const page = await house.browser.open('/wards/W4/round', { person: 'nurse.W4' });
    const board = await house.browser.open('/wards/W4', { person: 'nurse.W4' });
    await page.getByRole('button', { name: /^Start the/ }).click();
    await patientOf(page, 'B1').waitFor();
    await markOf(board, 'B1').waitFor();

    await press(page);
    await move(house, 'W4', 1, 'B9', 'first');
    await move(house, 'W4', 2, 'B1', 'second');
    await rowOf(board, 'B9').waitFor();
    await page
      .getByText(/The order stays as it is/)
      .first()
      .waitFor();
    await page.mouse.up();

    const days = await untilKept(house, 'W4', 'B9', { reviewed: true, colour: 'green' });
    expect(days.get('B1')?.reviewed).toBe(false);
    await page.getByText(/Bed B9, .*: green, planned/).waitFor();
    // The order of the round stands: bed 2's patient, who lies in bed 1 now, is next.
    await page.getByRole('button', { name: 'Next: bed B2' }).click();
    await page.getByRole('heading', { level: 1, name: /PLANTEDNAMEW4X2/ }).waitFor();
    await page.context().close();
    await board.context().close();
  });

  it('leaves no fault in any window', () => {
    expect(house.browser.faults).toEqual([]);
  });
});

/** Puts the finger on Green and keeps it there. */
async function press(page: Page): Promise<void> {
  const box = await answer(page, /^Green/).boundingBox();
  if (box === null) throw new Error('there is no Green to press');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
}

/** What the hospital's own system says of a move. */
async function move(house: E2eHouse, ward: string, n: number, bed: string, name: string) {
  const admin = await house.as('admin');
  const message = adtMessage({
    trigger: 'A02',
    controlId: `${name} ${randomUUID()}`,
    sentAt: '20260310080000',
    recordedAt: '20260310080000',
    localId: `L${ward}x${n}`,
    nhsNumber: null,
    familyName: `Plantedname${ward}x${n}`,
    visitNumber: `Visitnumber${ward}x${n}`,
    ward,
    bed,
    admittedAt: null,
  });
  const told = await admin.send('POST', '/api/adt?source=PAS', message, 'text/plain');
  expect([told.status, told.text]).toEqual([200, expect.stringContaining('MSA|AA')]);
}
