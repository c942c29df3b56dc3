export type * from './census.types.js';
export { COLUMN_NAMES, COLUMNS } from './columns.js';
export { readCensus } from './read-census.js';
