/** A prime small enough for products of two remainders to be exact. */
const PRIME = 33_554_393;

/**
 * Which unknowns of a set of linear equations have only one possible value, whatever stands on their other
 * side: those that stand alone in a line once the equations are brought to their reduced form. Counted in
 * remainders of a prime, so that nothing is ever rounded.
 */
export function determined<T>(equations: readonly ReadonlyMap<T, number>[]): T[] {
  const unknowns = [...new Set(equations.flatMap((terms) => [...terms.keys()]))];
  const place = new Map(unknowns.map((unknown, n) => [unknown, n]));
  const lines = equations.map((terms) => {
    const line = new Array<number>(unknowns.length).fill(0);
    for (const [unknown, times] of terms) line[place.get(unknown) ?? 0] = modulo(times);
    return line;
  });
  let done = 0;
  for (let column = 0; column < unknowns.length && done < lines.length; column += 1) {
    const pivot = lines.findIndex((line, n) => n >= done && line[column] !== 0);
    if (pivot < 0) continue;
    [lines[done], lines[pivot]] = [lines[pivot] ?? [], lines[done] ?? []];
    reduce(lines, done, column);
    done += 1;
  }
  return lines.slice(0, done).flatMap((line) => {
    const alone = line.flatMap((times, n) => (times === 0 ? [] : [n]));
    const unknown = unknowns[alone[0] ?? -1];
    return alone.length === 1 && unknown !== undefined ? [unknown] : [];
  });
}

/** Brings the pivot of a line to one, and takes the column out of all other lines. */
function reduce(lines: number[][], at: number, column: number): void {
  const line = lines[at] ?? [];
  const by = inverse(line[column] ?? 1);
  for (let n = column; n < line.length; n += 1) line[n] = modulo((line[n] ?? 0) * by);
  lines.forEach((other, index) => {
    const times = other[column] ?? 0;
    if (index === at || times === 0) return;
    for (let n = column; n < other.length; n += 1)
      other[n] = modulo((other[n] ?? 0) - times * (line[n] ?? 0));
  });
}

function modulo(n: number): number {
  const rest = n % PRIME;
  return rest < 0 ? rest + PRIME : rest;
}

/** By Fermat: the power that is one short of the prime's own. */
function inverse(n: number): number {
  let [result, base, power] = [1, modulo(n), PRIME - 2];
  while (power > 0) {
    if (power % 2 === 1) result = modulo(result * base);
    base = modulo(base * base);
    power = Math.floor(power / 2);
  }
  return result;
}
