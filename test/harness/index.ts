export { CHROMIUM_FLAGS, chromiumPath } from './chromium.js';
export { freshDatabase, testCluster, type TestDatabase } from './database.js';
export { eventually } from './eventually.js';
export { freePort } from './free-port.js';
export { startRedis, type TestRedis } from './redis.js';
export { freshFolder, runFolder } from './run-folder.js';
