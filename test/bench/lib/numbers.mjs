/** The value below which `share` of the sorted numbers lie; null for none. */
function at(sorted, share) {
  if (sorted.length === 0) return null;
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Middle and tail of some milliseconds. */
export function spread(numbers) {
  const sorted = Float64Array.from(numbers).sort();
  return { n: sorted.length, p50: at(sorted, 0.5), p99: at(sorted, 0.99), max: at(sorted, 1) };
}

/** Least, middle and greatest of what several rounds measured. */
export function overRounds(numbers) {
  const sorted = numbers.filter((one) => typeof one === 'number').sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return { min: sorted[0], median: (lower + upper) / 2, max: sorted.at(-1) };
}

/** Two significant places behind the point for small numbers, none for large ones. */
export function rounded(number) {
  if (number === null || number === undefined || !Number.isFinite(number)) return null;
  const places = Math.abs(number) >= 1000 ? 0 : Math.abs(number) >= 100 ? 1 : 2;
  return Number(number.toFixed(places));
}
