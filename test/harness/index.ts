export { freshDatabase, type TestDatabase } from './database.js';
export { eventually } from './eventually.js';
export { freePort } from './free-port.js';
export { startRedis } from './redis.js';
export { freshFolder } from './run-folder.js';
