import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, Stop } from './house.mjs';

/** What the tests need beyond npm's packages: Debian's name of it, and the programs it may come as. */
const NEEDED = [
  { package: 'redis-server', programs: ['redis-server'] },
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
];

function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

function missing() {
  const own = process.env.CHROMIUM && existsSync(process.env.CHROMIUM) ? ['chromium'] : [];
  return NEEDED.filter((need) => !own.includes(need.package) && !need.programs.some(onPath)).map(
    (need) => need.package,
  );
}

async function install(packages) {
  console.log(`Installing ${packages.join(' and ')} from the system's packages`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const calm = { env, quiet: true };
  await run('apt-get', ['update', '-q'], { ...calm, timeoutMs: 120_000 });
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  await run('apt-get', args, { ...calm, timeoutMs: 300_000 });
}

/** Brings Redis and Chromium where we may, and otherwise says in one sentence what to install. */
export async function ensureMachine() {
  const lacking = missing();
  if (lacking.length === 0) return;
  if (process.getuid?.() === 0 && onPath('apt-get')) await install(lacking);
  const still = missing();
  if (still.length > 0)
    throw new Stop(
      `The tests need ${still.join(' and ')}: install them with the system's packages.`,
    );
}
