import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { personFrom, randomFrom } from '../../../dist/libs/synthetic/src/index.js';
import { TODAY, withClient } from './house.mjs';
import { freePort } from './machine.mjs';
import { spread } from './numbers.mjs';

const WORKER = fileURLToPath(new URL('../../../dist/apps/worker/main.js', import.meta.url));
const CONNECTIONS = 8;
const RATE = 50;
/** Until code and plans are as they are for the rest of a long day. */
const WARM_MESSAGES = 1_500;
const READY_MS_MAX = 30_000;
const CLOSED_MS_MAX = 60_000;
const START = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);
const CARRIAGE = '\r';

/** One patient's way through the hospital, message by message; each connection leads its own patients. */
const STAY = ['A01', 'A08', 'A02', 'A08', 'A03'];

/**
 * HL7 over MLLP into a worker of its own beside the api: messages applied a second when eight feeds
 * send as fast as they are answered, and the time to an answer when all together send 50 a second.
 */
export async function arrivals(url, { wards, secs }) {
  const port = await freePort();
  const worker = spawn(process.execPath, [WORKER], {
    env: {
      ...process.env,
      DATABASE_URL: url,
      DEMO: 'empty',
      LOG_LEVEL: 'warn',
      MLLP_PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const lines = [];
    for (let at = 0; at < CONNECTIONS; at += 1) lines.push(await open(port));
    await daysClosed(url);
    const run = Date.now().toString(36).toUpperCase();
    const feeds = lines.map((line, at) => ({ line, ...messages(`${run}${at}`, wards, at) }));
    await sendAll(feeds, () => performance.now() + 60_000, WARM_MESSAGES);
    const begun = performance.now();
    const sent = await sendAll(feeds, () => begun + secs * 1000, Infinity);
    const adtPerSec = (sent / (performance.now() - begun)) * 1000;
    const adtAckP99Ms = await pace(feeds, secs);
    for (const line of lines) line.close();
    await checkApplied(url, run, feeds);
    return { adtPerSec, adtAckP99Ms };
  } finally {
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    await ended;
  }
}

/** Closed loop: each feed sends when it was answered. How many messages were applied. */
async function sendAll(feeds, untilAt, most) {
  const end = untilAt();
  let sent = 0;
  await Promise.all(
    feeds.map(async ({ line, next }) => {
      while (performance.now() < end && sent < most) {
        sent += 1;
        await line.send(next());
      }
    }),
  );
  return sent;
}

/** Open loop: every answer counts from the moment at which its message was meant to go. */
async function pace(feeds, secs) {
  const free = [...feeds];
  const waiting = [];
  const took = [];
  const going = [];
  const pump = () => {
    while (free.length > 0 && waiting.length > 0) {
      const [feed, at] = [free.shift(), waiting.shift()];
      const sent = feed.line.send(feed.next()).then(() => {
        took.push(performance.now() - at);
        free.push(feed);
        pump();
      });
      going.push(sent);
    }
  };
  const begun = performance.now();
  for (let number = 0; number < RATE * secs; number += 1) {
    const at = begun + (number * 1000) / RATE;
    await pause(Math.max(0, at - performance.now()));
    waiting.push(at);
    pump();
  }
  while (took.length < RATE * secs && going.length > 0) await going.shift();
  return spread(took).p99;
}

function messages(id, wards, feed) {
  let number = 0;
  // Names as a county has them: how many on a ward sound alike decides how many are warned of.
  const random = randomFrom(feed + 1);
  let person = null;
  const next = () => {
    const patient = Math.floor(number / STAY.length);
    const trigger = STAY[number % STAY.length];
    if (number % STAY.length === 0) person = personFrom(random, { on: TODAY, mentalHealth: false });
    const moved = number % STAY.length >= 2 ? 1 : 0;
    const ward = wards[(patient + feed + moved) % wards.length];
    number += 1;
    const now = new Date().toISOString().replace(/[-:T]/g, '').slice(0, 14);
    const bed = ((patient * CONNECTIONS + feed) % 28) + 1;
    const left = trigger === 'A03' ? now : '';
    const visit = ['PV1', '1', 'I', `${ward}^^${bed}^RWEAA`].join('|');
    return [
      `MSH|^~\\&|BENCH${feed}|RWE|BOARDROUND|RWE|${now}||ADT^${trigger}|${id}-${number}|P|2.4`,
      `EVN|${trigger}|${now}`,
      `PID|1||${id}P${patient}^^^RWE^MR||${person.familyName}^${person.givenName}||19500101|F`,
      // PV1-19 is the visit, PV1-44 and PV1-45 admission and discharge.
      `${visit}${'|'.repeat(16)}${id}V${patient}${'|'.repeat(25)}|${left}`,
      '',
    ].join(CARRIAGE);
  };
  return { next, sent: () => number };
}

/** A worker that starts closes the days that are over: that is no part of what is measured. */
async function daysClosed(url) {
  const until = performance.now() + CLOSED_MS_MAX;
  const yesterday = new Date(Date.parse(TODAY) - 86_400_000).toISOString().slice(0, 10);
  for (;;) {
    const left = await withClient(url, (client) =>
      client.query(
        'SELECT ward FROM ward_head EXCEPT SELECT ward FROM closed_day WHERE date = $1 LIMIT 1',
        [yesterday],
      ),
    );
    if (left.rows.length === 0) return;
    if (performance.now() > until) throw new Error('the days before are not closed in time');
    await pause(250);
  }
}

/** What was answered AA is really done: every message settled with its stay, each patient with one stay as it was told. */
async function checkApplied(url, run, feeds) {
  const { rows } = await withClient(url, (client) =>
    client.query(
      `SELECT (SELECT count(*)::int FROM inbound WHERE control_id LIKE $1 AND state = 'applied' AND stay IS NOT NULL) AS messages,
         (SELECT count(*)::int FROM stay WHERE visit LIKE $1) AS stays,
         (SELECT count(*)::int FROM stay WHERE visit LIKE $1 AND open_until <> 'infinity' AND cardinality(wards) = 2) AS whole`,
      [`${run}%`],
    ),
  );
  const sum = (of) => feeds.reduce((total, { sent }) => total + of(sent()), 0);
  const expected = {
    messages: sum((sent) => sent),
    stays: sum((sent) => Math.ceil(sent / STAY.length)),
    whole: sum((sent) => Math.floor(sent / STAY.length)),
  };
  for (const [what, number] of Object.entries(expected))
    if (rows[0][what] !== number)
      throw new Error(`${what}: ${number} were acknowledged, ${rows[0][what]} are there`);
}

/** One feed's connection, once the worker listens. */
async function open(port) {
  const until = performance.now() + READY_MS_MAX;
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const opened = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    if (opened) return lineOn(socket);
    if (performance.now() > until) throw new Error('the worker does not listen');
    await pause(100);
  }
}

function lineOn(socket) {
  let held = Buffer.alloc(0);
  let answered = null;
  socket.on('error', () => undefined);
  socket.on('close', () => answered?.reject(new Error('the connection was closed')));
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf(END);
    if (end < 0) return;
    const text = held.subarray(0, end).toString();
    held = held.subarray(end + END.length);
    const { resolve, reject } = answered;
    answered = null;
    if (text.includes('MSA|AA|')) resolve();
    else reject(new Error(`a message was not applied: ${/MSA\|.*/.exec(text)?.[0] ?? ''}`));
  });
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        answered = { resolve, reject };
        socket.write(Buffer.concat([Buffer.from([START]), Buffer.from(message), END]));
      }),
    close: () => socket.destroy(),
  };
}
