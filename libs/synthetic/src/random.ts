/** A stream of numbers that is the same for the same seed on every machine. */
export interface Random {
  /** A number from 0 (included) to 1 (not included). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** Whether something of this probability happens. */
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the values, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [value: T, weight: number])[]): T;
  /** A number of the bell curve with mean 0 and deviation 1. */
  bell(): number;
  /** A waiting time with this mean. */
  wait(mean: number): number;
}

// Held by name: in a test's own realm each look at a global is dear, and this is asked millions of times.
const { floor, imul } = Math;

/** A small mixing generator ("mulberry32"): enough for a demonstration, nothing to do with secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(from: readonly T[]): T => {
    const found = from[floor(next() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const weighted = <T>(from: readonly (readonly [T, number])[]): T => {
    let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of from) {
      left -= weight;
      if (left < 0) return value;
    }
    return pick(from)[0];
  };
  return {
    next,
    whole: (low, high) => low + floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted,
    bell: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    wait: (mean) => -mean * Math.log(1 - next()),
  };
}

const HEX = '0123456789abcdef';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function letters(random: Random, alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) text += alphabet[floor(random.next() * alphabet.length)] ?? '';
  return text;
}

export function hexFrom(random: Random, length: number): string {
  return letters(random, HEX, length);
}

/** A UUID of version 4 in form; its bits come from the seed. */
export function uuidFrom(random: Random): string {
  const hex = hexFrom(random, 30);
  const variant = '89ab'[random.whole(0, 3)] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18)}`;
}

/** 26 characters that sort by their time: ten of milliseconds, sixteen from the seed. */
export function sortableId(random: Random, ms: number): string {
  let time = '';
  for (let rest = ms; time.length < 10; rest = floor(rest / 32))
    time = (CROCKFORD[rest % 32] ?? '0') + time;
  return time + letters(random, CROCKFORD, 16);
}
