import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemonstration } from './lib/demonstration.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { command } from './lib/house.mjs';
import { ensureMachine } from './lib/machine.mjs';
import { prepare } from './lib/prepare.mjs';
import { pressInRound, pressOnBoard, pressOnNothing } from './first-view/presses.mjs';
import { readProbe } from './first-view/probe.mjs';
import { openWindow, signIn, switchOn, work } from './first-view/ward-pc.mjs';
import { summarise } from './first-view/wire.mjs';

/**
 * How soon a ward's PC shows its board in the morning, and how soon a press is on the screen: a
 * demonstration of its own, Chromium at a quarter of this machine's speed, a line of 1.6 Mbit/s with
 * 150 ms there and back. Cold is a browser that was never here; warm one that was, and was closed since.
 */
const CLOCK_START = '2026-03-11T07:55:00Z';
const WARD = 'RWEAA-W23';
const ROUND_WARD = 'RWEAA-W22';
/** A browser that was just started has work of its own. */
const SETTLED_MS = 2_000;
/** What the page fetches when it rests has come by then. */
const RESTED_MS = 6_000;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const round = (number) => Math.round(number);

async function view(profile, url) {
  const context = await switchOn(profile);
  try {
    await signIn(context, url, `nurse.${WARD}`);
    const { page, devtools, wire } = await openWindow(context, { slow: true });
    await pause(SETTLED_MS);
    const before = await work(devtools);
    await page.goto(`${url}/wards/${WARD}`, { waitUntil: 'commit' });
    const probe = await readProbe(page);
    const after = await work(devtools);
    return {
      ...probe,
      script: after.script - before.script,
      layout: after.layout - before.layout,
      long: probe.tasks.filter(({ startTime }) => startTime < probe.row),
      ...summarise(wire, probe.row),
    };
  } finally {
    await context.close();
  }
}

/** Looks at the board as often as a cache needs to be filled and compiled. */
async function settle(profile, url) {
  for (let n = 0; n < 3; n += 1) {
    const context = await switchOn(profile);
    await signIn(context, url, `nurse.${WARD}`);
    const { page } = await openWindow(context, { slow: false });
    await page.goto(`${url}/wards/${WARD}`);
    await readProbe(page);
    await pause(RESTED_MS);
    await context.close();
  }
}

function told(name, views) {
  const of = (key) => round(median(views.map((one) => one[key])));
  const worst = round(Math.max(...views.map(({ row }) => row)));
  const typical = views.find(({ row }) => row === median(views.map((one) => one.row)));
  const bytes = Object.entries(typical.bytes).filter(([, count]) => count > 0);
  const sum = bytes.reduce((all, [, count]) => all + count, 0);
  const kinds = bytes.map(([kind, count]) => `${kind} ${(count / 1_000).toFixed(1)}`).join(', ');
  const long = typical.long.map(({ duration }) => round(duration));
  console.log(`${name}: first row ${of('row')} ms (worst ${worst}), answers presses ${of('usable')} ms, live ${of('live')} ms
  until live: script ${of('script')} ms, style and layout ${of('layout')} ms
  before the row: ${(sum / 1_000).toFixed(1)} kB (${kinds}); ${typical.requests} requests, ${typical.chain.length} one after another: ${typical.chain.join(' > ')}
  tasks over 50 ms before the row: ${long.length === 0 ? 'none' : long.join(', ')}`);
}

function toldPresses(kinds) {
  for (const [kind, presses] of Object.entries(kinds)) {
    const ms = presses.map((one) => one.ms);
    const script = round(median(presses.map((one) => one.script)));
    console.log(
      `${kind}: ${round(median(ms))} ms (worst ${round(Math.max(...ms))}), script ${script} ms`,
    );
  }
}

async function serviceAt(url, folder) {
  if (url !== undefined) return { url, stop: async () => undefined };
  console.log('Starting a demonstration to look at; this takes a minute');
  return startDemonstration(folder, CLOCK_START);
}

await command(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      presses: { type: 'string', default: '8' },
      // A still demonstration that runs already, in a morning before the rounds.
      url: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  followParent();
  await ensureMachine();
  await prepare();
  const folder = mkdtempSync(path.join(tmpdir(), 'boardround-first-view-'));
  const profile = (name) => path.join(folder, `profile-${name}`);
  const service = await serviceAt(values.url, path.join(folder, 'data'));
  try {
    const { url } = service;
    await settle(profile('warm'), url);
    const cold = [];
    const warm = [];
    // In turns: whatever else the machine does then slows both alike.
    for (let n = 0; n < runs; n += 1) {
      cold.push(await view(profile(`cold-${n}`), url));
      warm.push(await view(profile('warm'), url));
    }
    told('cold', cold);
    told('warm', warm);
    const context = await switchOn(profile('warm'));
    try {
      const times = Number(values.presses);
      await signIn(context, url, `nurse.${WARD}`);
      toldPresses(await pressOnNothing(context, times));
      toldPresses(await pressOnBoard(context, `${url}/wards/${WARD}`, times));
      await signIn(context, url, `nurse.${ROUND_WARD}`);
      toldPresses(await pressInRound(context, `${url}/wards/${ROUND_WARD}/round`, times));
    } finally {
      await context.close();
    }
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
