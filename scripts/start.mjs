import { followParent } from './lib/follow-parent.mjs';
import { command } from './lib/house.mjs';
import { ensurePortsFree } from './lib/ports.mjs';
import { prepare } from './lib/prepare.mjs';

// The service runs in this very process: a signal to it, and the death of its parent, reach it directly.
await command(async () => {
  followParent();
  await ensurePortsFree();
  await prepare();
  await import('../dist/apps/local/main.js');
});
