import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OWNER, startCluster } from '../../dist/apps/local/src/postgres/cluster.js';
import { arrivals } from './lib/arrivals.mjs';
import { largeCensus } from './lib/census.mjs';
import { flood, idleScreens, latency, stalledScreens } from './lib/cases.mjs';
import { WARDS, furnishReference, makeDatabases } from './lib/house.mjs';
import { rssMb } from './lib/machine.mjs';
import { Marks } from './lib/marks.mjs';
import { readOptions } from './lib/options.mjs';
import { asJson, summary, table } from './lib/report.mjs';
import { newReference, newService } from './lib/systems.mjs';

/**
 * Drives the service and a bare reference in alternated rounds of one run, on one machine and one
 * database server, and prints what each took. Only the ratios mean something elsewhere.
 */
const options = readOptions();
const { secs } = options;
const [WARD] = WARDS;

const CASES = [
  {
    // Marks together, and marks alone: neither server is measured with code that it has hardly run.
    name: 'warm',
    run: async (at) => {
      await flood(at, { screens: 1, wards: WARDS, writers: 8, secs: 2, pid: at.pid });
      await latency(at, { screens: 1, rate: 200, secs: 3 });
    },
  },
  { name: 'one', run: (at) => latency(at, { screens: 1, rate: 50, secs }) },
  { name: 'fifty', run: (at) => latency(at, { screens: 50, rate: 50, secs }) },
  { name: 'fiveHundred', run: (at) => latency(at, { screens: 500, rate: 10, secs }) },
  {
    name: 'write',
    run: (at) => flood(at, { screens: 1, wards: WARDS, writers: 16, secs, pid: at.pid }),
  },
  {
    name: 'fan',
    run: (at) => flood(at, { screens: 500, wards: [WARD], writers: 4, secs, pid: at.pid }),
  },
];
const SERVICE_CASES = [
  { name: 'adt', run: (at) => arrivals(at.system.url, { wards: WARDS, secs }) },
  { name: 'idle', run: (at) => idleScreens(at, { count: 1_000 }) },
  { name: 'stalled', run: (at) => stalledScreens(at, { stalled: 20, secs: 6, pid: at.pid }) },
];

const asked = (name) => options.cases === null || options.cases.includes(name);
const say = (text) => process.stderr.write(`${text}\n`);

/** What must be ended and removed whatever happens, last made first. */
const endings = [];

async function endAll() {
  for (const end of endings.splice(0).reverse()) await end();
}

async function round(number, both) {
  const running = [];
  try {
    for (const one of both) {
      const server = await one.system.start();
      running.push({ ...one, ...server });
      for (const ward of WARDS) await one.system.signIn(`nurse.${ward}`, 1);
    }
    const measured = Object.fromEntries(
      running.map(({ system, readyMs }) => [system.name, { readyMs }]),
    );
    for (const [turn, { name, run }] of CASES.entries()) {
      if (name !== 'warm' && !asked(name)) continue;
      const order = (number + turn) % 2 === 0 ? running : [...running].reverse();
      for (const at of order) measured[at.system.name][name] = await run(at);
    }
    const service = running.find(({ system }) => system.name === 'service');
    for (const { name, run } of SERVICE_CASES)
      if (asked(name)) Object.assign(measured.service, await run(service));
    return measured;
  } finally {
    for (const { stop } of running) await stop();
  }
}

/** Memory of a fresh process that nobody asks anything. */
async function standIdle(system) {
  const { pid, stop } = await system.start();
  try {
    await pause(options.idleSecs * 1000);
    return rssMb(pid);
  } finally {
    await stop();
  }
}

async function measure(folder) {
  const cluster = await startCluster({ dataDir: path.join(folder, 'data') });
  endings.push(() => cluster.stop());
  say('Making a hospital of 3,000 stays');
  const urls = await makeDatabases(cluster, OWNER);
  const service = newService({ url: urls.service, folder });
  const reference = newReference({ url: urls.reference, folder });
  const first = await service.start();
  const boards = await service.boards().finally(first.stop);
  await furnishReference(urls.reference, boards);
  const both = [service, reference].map((system) => ({ system, marks: new Marks(boards) }));
  const rounds = [];
  for (let number = 1; number <= options.rounds; number += 1) {
    say(`Round ${number} of ${options.rounds}`);
    rounds.push(await round(number, both));
  }
  if (asked('census'))
    Object.assign(rounds[0].service, await largeCensus(newService({ url: urls.census, folder })));
  if (asked('rss')) rounds[0].service.rssIdleMb = await standIdle(service);
  return rounds;
}

async function main() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'boardround-bench-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const found = summary(await measure(folder));
  const cores = os.cpus();
  const machine = `${cores.length} cores (${cores[0].model.trim()}), Node ${process.versions.node}`;
  console.log(`\n${machine}; ${options.rounds} rounds of ${secs} s a case; min / median / max\n`);
  console.log(table(found));
  if (options.json) console.log(JSON.stringify(asJson(found)));
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void endAll().finally(() => process.exit(1)));

await main().finally(endAll);
process.exit(0);
