import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../lib/demonstration.mjs';
import { Stop } from '../lib/house.mjs';
import { PROBE } from './probe.mjs';
import { recordWire } from './wire.mjs';

/** A ward's PC: a quarter of this machine's speed, on a line of the third generation. */
const SLOWDOWN = 4;
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SIZE = { width: 1920, height: 1080 };

/** A browser that keeps its cache and its cookies in a folder, as on a PC that is switched on each morning. */
export async function switchOn(profile) {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: CHROMIUM_FLAGS,
    viewport: SIZE,
    reducedMotion: 'reduce',
  });
}

export async function signIn(context, url, person) {
  const answer = await context.request.post(`${url}/api/session`, { data: { person } });
  if (!answer.ok()) throw new Stop(`${person} cannot sign in: ${answer.status()}`);
}

/** An empty window with the probe in it, slowed down when asked. */
export async function openWindow(context, { slow }) {
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  const devtools = await context.newCDPSession(page);
  const wire = await recordWire(devtools);
  await devtools.send('Performance.enable');
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  }
  return { page, devtools, wire };
}

/** How long the browser's thread was at work so far, ms by kind. */
export async function work(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name) => 1_000 * (metrics.find((one) => one.name === name)?.value ?? 0);
  return {
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
    all: of('TaskDuration'),
  };
}
