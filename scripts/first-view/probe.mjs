import { setTimeout as pause } from 'node:timers/promises';
import { Stop } from '../lib/house.mjs';

/**
 * Runs in the page before any script of its own: notes when the first row of the board was on the
 * screen, when it answered presses, when the line was live, what kept the thread busy, and how long
 * presses took to the next frame.
 */
export const PROBE = `(() => {
  const probe = { row: null, usable: null, live: null, tasks: [], presses: [] };
  window.firstViewProbe = probe;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries())
      if (interactionId > 0) probe.presses.push({ name, duration });
  }).observe({ type: 'event', durationThreshold: 16 });
  const afterPaint = (key) => {
    probe[key] = -1;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (probe[key] = performance.now());
    port2.postMessage(null);
  };
  const look = () => {
    const row = document.querySelector('.app-board .app-row');
    if (row !== null && probe.row === null) afterPaint('row');
    const button = row?.querySelector('button');
    const held = button != null && Object.keys(button).some((key) => key.startsWith('__reactProps$'));
    if (held && probe.usable === null) afterPaint('usable');
    const line = document.querySelector('.app-live-words');
    if (line?.textContent.startsWith('Live') && probe.live === null) afterPaint('live');
    if ([probe.row, probe.usable, probe.live].includes(null)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** What the probe has noted, once all three moments have come. */
export async function readProbe(page) {
  const late = performance.now() + WITHIN_MS;
  while (performance.now() < late) {
    const probe = await page.evaluate('window.firstViewProbe').catch(() => null);
    if (probe?.live > 0 && probe.row > 0 && probe.usable > 0) return probe;
    await pause(LOOK_EVERY_MS);
  }
  throw new Stop('The board did not come.');
}
