export { adtArrives } from './adt.js';
export type { AdtAnswer, AdtArrival } from './adt.js';
export { censusArrives } from './census.js';
export type { InboundItem, InboundList } from './inbound.js';
export { listInbound, resumeInbound, retryInbound } from './kept.js';
export type { Retried } from './kept.js';
export type { Arrival, ArrivalRefusal } from './refusal.js';
export { setWard } from './set-ward.js';
export type { SetWard } from './set-ward.js';
