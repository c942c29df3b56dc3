import { ensureBuilt, isBuilt } from './build.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';

/** Installs and builds what is missing or stale, and nothing when all is well. */
export async function prepare({ build = true } = {}) {
  if (isInstalled() && (!build || isBuilt())) return;
  await withLock(async () => {
    await ensureInstalled();
    if (build) await ensureBuilt();
  });
}
