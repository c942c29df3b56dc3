import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { WARDS } from './house.mjs';
import { HttpLine } from './http.mjs';
import { collectedMb, cpuMs, rssMb } from './machine.mjs';
import { spread } from './numbers.mjs';
import { Screens } from './screens.mjs';

const DRAIN_MS_MAX = 20_000;
const FAILURES_MAX = 50;
const [WARD] = WARDS;

const lines = (system, count) => Array.from({ length: count }, () => new HttpLine(system.port));

/** Waits until a moment: sleeps most of the way, then turns the loop, for a timer is late by a millisecond. */
async function until(at) {
  for (let left = at - performance.now(); left > 0; left = at - performance.now())
    await (left > 2 ? pause(Math.floor(left - 1)) : breathe());
}

/**
 * Open loop: marks are sent at a fixed rate whatever the answers do, and every latency counts from
 * the moment at which the mark was meant to go.
 */
export async function latency({ system, marks }, { screens: count, rate, secs }) {
  const screens = new Screens(system);
  await screens.open(count, [WARD]);
  const writers = lines(system, 8);
  const [targets] = marks.deal([WARD], 1);
  const free = writers.map((line) => line);
  for (const line of writers) await marks.send(system, line, targets[0], marks.command(targets[0]));
  await pause(300);
  const total = Math.floor(rate * secs);
  const first = marks.next;
  const sentAt = new Float64Array(total);
  screens.count(first, sentAt);
  const acknowledged = [];
  const failed = [];
  const waiting = [];
  const pump = () => {
    while (waiting.length > 0 && free.length > 0) {
      const { target, number } = waiting.shift();
      const line = free.pop();
      const command = { ...marks.command(target), number };
      marks
        .send(system, line, target, command)
        .then(
          () => acknowledged.push(performance.now() - sentAt[number - first]),
          (error) => failed.push(error),
        )
        .finally(() => {
          free.push(line);
          pump();
        });
    }
  };
  const began = performance.now() + 5;
  for (let i = 0; i < total; i += 1) {
    const at = began + (i * 1000) / rate;
    await until(at);
    sentAt[i] = at;
    waiting.push({ target: targets[i % targets.length], number: first + i });
    pump();
  }
  while (acknowledged.length + failed.length < total) await pause(2);
  const whole = await screens.drained(acknowledged.length * count, DRAIN_MS_MAX);
  const result = {
    ack: spread(acknowledged),
    deliver: spread(screens.latencies),
    last: spread(screens.lastScreen(total).filter((ms) => ms > 0)),
  };
  end(screens, writers);
  return checked(result, { system, screens, failed, whole });
}

/**
 * Closed loop: each writer sends its next mark when the last one is answered, on stays of its own.
 * Every screen watches all of the wards.
 */
export async function flood(
  { system, marks },
  { screens: count, wards, writers: hands, secs, pid },
) {
  const screens = new Screens(system);
  await screens.open(count, wards);
  const writers = lines(system, hands);
  const dealt = marks.deal(wards, hands);
  await Promise.all(
    writers.map((line, i) => marks.send(system, line, dealt[i][0], marks.command(dealt[i][0]))),
  );
  await pause(200);
  const first = marks.next;
  const sentAt = new Float64Array(secs * 20_000);
  screens.count(first, sentAt, { each: false });
  const acknowledged = [];
  const failed = [];
  const cpuBefore = cpuMs(pid);
  const began = performance.now();
  const end_ = began + secs * 1000;
  const write = async (line, stays) => {
    for (let i = 0; performance.now() < end_ && failed.length < FAILURES_MAX; i += 1) {
      const target = stays[i % stays.length];
      const command = marks.command(target);
      const at = performance.now();
      sentAt[command.number - first] = at;
      try {
        await marks.send(system, line, target, command);
        acknowledged.push(performance.now() - at);
      } catch (error) {
        failed.push(error);
      }
    }
  };
  await Promise.all(writers.map((line, i) => write(line, dealt[i])));
  const ended = performance.now();
  const whole = await screens.drained(acknowledged.length * count, DRAIN_MS_MAX);
  const result = {
    ack: spread(acknowledged),
    writesPerSec: (acknowledged.length * 1000) / (ended - began),
    fanoutPerSec: (screens.delivered * 1000) / (Math.max(screens.lastAt, began + 1) - began),
    cpuMsAWrite: (cpuMs(pid) - cpuBefore) / Math.max(1, acknowledged.length),
  };
  end(screens, writers);
  return checked(result, { system, screens, failed, whole });
}

/** Memory that screens cost which only stand there. As many came and went before: what a first crowd leaves stays. */
export async function idleScreens({ system, pid, log }, { count }) {
  const [person] = [`nurse.${WARD}`];
  await system.signIn(person, count);
  const crowd = async () => {
    const screens = new Screens(system);
    await screens.open(count, [WARD]);
    await pause(500);
    return screens;
  };
  (await crowd()).close();
  const before = await collectedMb({ pid, log });
  const screens = await crowd();
  const after = await collectedMb({ pid, log });
  screens.close();
  await pause(300);
  return { kbPerScreen: ((after - before) * 1024) / count };
}

/**
 * Memory that screens cost which stopped reading, beside a healthy one, while long rows are sent as fast
 * as they can be written. The same load runs twice without them first: a heap grows under a new load
 * whoever watches, and only the screens are to be counted.
 */
export async function stalledScreens({ system, marks }, { stalled, secs, pid }) {
  const healthy = new Screens(system);
  await healthy.open(1, [WARD]);
  const writers = lines(system, 8);
  const dealt = marks.deal([WARD], writers.length);
  const load = (forSecs) =>
    longRows({ system, marks, healthy, writers, dealt }, { secs: forSecs, pid });
  const first = await load(2 * secs);
  const alone = await load(secs);
  const silent = new Screens(system);
  await silent.open(stalled, [WARD]);
  for (const line of silent.lines) line.stall();
  const beside = await load(secs);
  silent.close();
  end(healthy, writers);
  return {
    stalledMb: beside.rssMax - Math.max(first.rssMax, alone.rssMax),
    stalledWrites: beside.writes,
    healthyMissed: first.missed + alone.missed + beside.missed,
  };
}

async function longRows({ system, marks, healthy, writers, dealt }, { secs, pid }) {
  const padding = 'x'.repeat(1_900);
  const first = marks.next;
  healthy.count(first, new Float64Array(secs * 20_000), { each: false });
  const end_ = performance.now() + secs * 1000;
  let writes = 0;
  let rssMax = rssMb(pid);
  const watching = setInterval(() => (rssMax = Math.max(rssMax, rssMb(pid))), 100);
  await Promise.all(
    writers.map(async (line, hand) => {
      for (let i = 0; performance.now() < end_; i += 1) {
        const target = dealt[hand][i % dealt[hand].length];
        await marks.send(system, line, target, marks.command(target, padding));
        writes += 1;
      }
    }),
  );
  await healthy.drained(writes, DRAIN_MS_MAX);
  clearInterval(watching);
  return { writes, rssMax, missed: writes - healthy.delivered };
}

function end(screens, writers) {
  screens.close();
  for (const line of writers) line.close();
}

/** A number that hides a lost change or a refused mark is worth nothing: it ends the run instead. */
function checked(result, { system, screens, failed, whole }) {
  if (failed.length > 0) throw failed[0];
  if (!whole) throw new Error(`${system.name}: a change did not reach every screen`);
  if (screens.repeated > 0) throw new Error(`${system.name}: a change reached a screen twice`);
  return result;
}
