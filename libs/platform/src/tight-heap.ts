import { setFlagsFromString } from 'node:v8';

/** How far the heap may grow between two collections, in per cent of what lives; V8 by itself allows 300 here. */
const GROWTH_PERCENT = 60;

let jobs = 0;

/**
 * Does a job that makes much garbage, such as a file of a hundred thousand rows, in little memory: meanwhile the heap is
 * collected sooner. Not for good, since collecting costs the marks of a busy morning their even pace. The one flag
 * that is set is read anew at each collection.
 */
export async function inTightHeap<T>(job: () => Promise<T>): Promise<T> {
  jobs += 1;
  grow(GROWTH_PERCENT);
  try {
    return await job();
  } finally {
    jobs -= 1;
    if (jobs === 0) grow(0);
  }
}

/** 0: as V8 sees fit. */
function grow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
