export * from './census/index.js';
export * from './hl7v2/index.js';
export * from './wards/read-wards.js';
export type { Warning, WarningCode } from './warning.js';
export { speaksOf, withoutRowsOf, type PatientTraces } from './traces/traces.js';
