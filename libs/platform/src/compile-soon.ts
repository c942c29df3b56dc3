import { setFlagsFromString } from 'node:v8';

/**
 * When the engine compiles a function for good: a budget of bytecode, how many budgets, and that long functions need
 * no more of them than short ones. V8 by itself allows 67,584 and three budgets or more, which is some thousand runs.
 */
const SOON = [
  '--interrupt-budget=5000',
  '--ticks-before-optimization=1',
  '--bytecode-size-allowance-per-tick=10000',
];

/**
 * Has what runs a few hundred times compiled for good. A ward marks thirty patients twice a day: left to itself the
 * engine would take days until a mark no longer runs in the slow form, and every deployment would begin anew. Called
 * when the service is ready, so that a start compiles no more than it did. The flags are read at each step up.
 */
export function compileSoon(): void {
  for (const flag of SOON) setFlagsFromString(flag);
}
