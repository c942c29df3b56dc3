/** Names under which Nest hands out what the start of the process made. */
export const OPENED = Symbol('opened-house');
export const HOUSE = Symbol('house');
export const SESSIONS = Symbol('sessions');
export const INDEX = Symbol('house-index');
export const FEED = Symbol('ward-feed');
export const HEALTH = Symbol('health');
export const METRICS = Symbol('metrics');
export const LOG = Symbol('log');
export const CONFIG = Symbol('config');
