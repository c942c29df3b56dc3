export { trendCsv } from './csv.js';
export { ReportingDesk } from './run.js';
export { delayedDays, redDays, staysBehind } from './trends.js';
export type { Asking } from './trends.js';
