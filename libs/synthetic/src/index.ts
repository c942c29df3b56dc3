export {
  emptyMs,
  lengthDays,
  lengthMetDays,
  leavingMs,
  meanDays,
  refillMs,
  OCCUPANCY,
} from './lengths.js';
export { DAY, HOUR, MINUTE, instantAt, londonMs } from './london-days.js';
export { CONSULTANTS } from './names.js';
export { FIRST_PATIENTS, LATER_PATIENTS, personFrom, syntheticNhsNumber } from './people.js';
export type { SyntheticPerson } from './people.js';
export { hexFrom, randomFrom, sortableId, uuidFrom } from './random.js';
export type { Random } from './random.js';
export { DTOC_OF, GREEN_VALUES, INSIDE, waitFrom } from './waits.js';
