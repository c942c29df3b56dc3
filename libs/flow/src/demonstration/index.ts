export { DEMONSTRATION_SEED, demonstrationActs } from './demonstration.js';
export { counting, noCounts, sayCounts } from './summary.js';
