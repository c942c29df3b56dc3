import { build } from './lib/build.mjs';
import { command } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { withLock } from './lib/lock.mjs';

await command(() =>
  withLock(async () => {
    await ensureInstalled();
    await build();
  }),
);
