import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PATIENTS_MIN, hiddenRows } from './suppress.js';
import type { Resting } from './suppress.js';

/** Patients of one ward who wait for one reason: what all tables are sums of. */
interface Some {
  readonly ward: string;
  readonly reason: string;
  readonly patients: number;
  readonly green: number;
}

/** Wards by their name: organisation, site, ward. Site a1 has one ward, and organisation c one site. */
const WARDS = ['a/a1/1', 'a/a2/1', 'a/a2/2', 'a/a2/3', 'b/b1/1', 'b/b1/2', 'b/b2/1', 'c/c1/1'];

const few = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: PATIENTS_MIN }) },
  fc.integer({ min: 0, max: 40 }),
);
const world = fc.array(
  fc.record({
    ward: fc.constantFrom(...WARDS),
    reason: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
    patients: few,
    green: few,
  }),
  { maxLength: 24 },
);

type Key = (one: Some) => string;
const organisation: Key = ({ ward }) => ward.slice(0, 1);
const site: Key = ({ ward }) => ward.slice(0, 4);

/** The rows of a table: one for each key, with what it rests on. */
function table(all: readonly Some[], keyOf: Key, wholes: readonly Key[]): Resting[] {
  const rows = new Map<string, Resting>();
  for (const one of all) {
    const key = keyOf(one);
    const held = rows.get(key)?.patients ?? [0, 0];
    rows.set(key, {
      bucket: 'w',
      key,
      wholes: wholes.map((whole) => whole(one)),
      patients: [(held[0] ?? 0) + one.patients, (held[1] ?? 0) + one.green],
    });
  }
  return [...rows.values()];
}

const all: Key = () => 'all';
const reason: Key = (one) => one.reason;
const reasonThere: Key = (one) => `${organisation(one)} ${one.reason}`;

/** What the page has of a week: everything, by organisation, by reason of all and of one, by site and by ward. */
function pages(some: readonly Some[]) {
  const top = [table(some, all, []), table(some, organisation, [all])];
  return {
    reasons: [
      ...top,
      [...table(some, reason, [all]), ...table(some, reasonThere, [organisation, reason])],
    ],
    places: [...top, table(some, site, [organisation]), table(some, (one) => one.ward, [site])],
  };
}

/** Of what every page hides, each row once: whole numbers are solved exactly, as fractions. */
class Fraction {
  constructor(
    readonly top: bigint,
    readonly foot: bigint = 1n,
  ) {}
  less(times: Fraction, other: Fraction): Fraction {
    const top = this.top * times.foot * other.foot - times.top * other.top * this.foot;
    return simple(top, this.foot * times.foot * other.foot);
  }
  over(other: Fraction): Fraction {
    return simple(this.top * other.foot, this.foot * other.top);
  }
  get isNought(): boolean {
    return this.top === 0n;
  }
}
function simple(top: bigint, foot: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, foot < 0n ? -foot : foot];
  while (b !== 0n) [a, b] = [b, a % b];
  const by = (foot < 0n ? -1n : 1n) * (a === 0n ? 1n : a);
  return new Fraction(top / by, foot / by);
}

/** Somebody who reads all pages, knows how they hang together, and solves for what is hidden. */
function workedOut(rows: readonly Resting[], hidden: ReadonlySet<string>): string[] {
  const unknown = [...hidden];
  const sums = new Map<string, string[]>();
  for (const row of new Map(rows.map((one) => [one.key, one])).values())
    for (const whole of row.wholes) sums.set(whole, [...(sums.get(whole) ?? []), row.key]);
  // A sum over reasons and a sum over places of the same whole are two equations.
  const equations = [...sums].flatMap(([whole, parts]) => {
    const kinds = new Map<string, string[]>();
    for (const part of parts) kinds.set(kindOf(part), [...(kinds.get(kindOf(part)) ?? []), part]);
    return [...kinds.values()].map((own) =>
      unknown.map((key) => new Fraction(key === whole ? -1n : own.includes(key) ? 1n : 0n)),
    );
  });
  const done: Fraction[][] = [];
  unknown.forEach((_, column) => {
    const at = equations.findIndex((line) => !(line[column] ?? new Fraction(0n)).isNought);
    const [line] = at < 0 ? [] : equations.splice(at, 1);
    if (line === undefined) return;
    const pivot = line[column] ?? new Fraction(1n);
    const one = line.map((n) => n.over(pivot));
    for (const others of [equations, done])
      others.forEach((other, n) => {
        const times = other[column] ?? new Fraction(0n);
        others[n] = other.map((value, k) => value.less(times, one[k] ?? new Fraction(0n)));
      });
    done.push(one);
  });
  return done.flatMap((line) => {
    const alone = unknown.filter((_, n) => !(line[n] ?? new Fraction(0n)).isNought);
    return alone.length === 1 ? alone : [];
  });
}

const kindOf = (key: string) => (key.includes('r') ? 'reason' : 'place');

describe('what is hidden from those who may know no person', () => {
  it('is every number that rests on one to seven patients, and none that rests on nobody', () => {
    fc.assert(
      fc.property(world, (some) => {
        for (const levels of Object.values(pages(some))) {
          const hidden = hiddenRows(levels);
          for (const row of levels.flat()) {
            const small = row.patients.some((count) => count > 0 && count < PATIENTS_MIN);
            if (small) expect(hidden).toContain(row);
            if (row.patients.every((count) => count === 0)) expect(hidden).not.toContain(row);
          }
        }
      }),
    );
  });

  it('is the same on every page: what one shows of the whole, the others show too', () => {
    fc.assert(
      fc.property(world, (some) => {
        const { reasons, places } = pages(some);
        const tops = [reasons, places].map((levels) => {
          const hidden = [...hiddenRows(levels)].map(({ key }) => key);
          return hidden.filter((key) => key === 'all' || key.length === 1).sort();
        });
        expect(tops[0]).toEqual(tops[1]);
      }),
    );
  });

  it('cannot be worked out from all pages, their totals and their files together', () => {
    fc.assert(
      fc.property(world, (some) => {
        const { reasons, places } = pages(some);
        const hidden = new Set(
          [reasons, places].flatMap((levels) => [...hiddenRows(levels)].map(({ key }) => key)),
        );
        const rows = [...reasons, ...places].flat();
        expect(workedOut(rows, hidden)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves a shown sum no remainder that tells of fewer than eight patients', () => {
    fc.assert(
      fc.property(world, (some) => {
        for (const levels of Object.values(pages(some))) {
          const hidden = hiddenRows(levels);
          for (const whole of levels.flat()) {
            if (hidden.has(whole)) continue;
            const parts = levels.flat().filter((row) => row.wholes.includes(whole.key));
            for (const kind of ['reason', 'place']) {
              const away = parts.filter((row) => kindOf(row.key) === kind && hidden.has(row));
              for (const n of [0, 1]) {
                const rest = away.reduce((sum, row) => sum + (row.patients[n] ?? 0), 0);
                expect(rest === 0 || rest >= PATIENTS_MIN).toBe(true);
              }
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes the smallest of the others with it, and leaves a table without any alone', () => {
    const row = (key: string, patients: number, wholes = ['all']): Resting => ({
      bucket: 'w',
      key,
      wholes,
      patients: [patients],
    });
    const hidden = (...parts: readonly Resting[]) => {
      const sum = parts.reduce((n, { patients }) => n + (patients[0] ?? 0), 0);
      return [...hiddenRows([[row('all', sum, [])], parts])].map(({ key }) => key).sort();
    };
    expect(hidden(row('a', 3), row('b', 12), row('c', 40))).toEqual(['a', 'b']);
    expect(hidden(row('b', 12), row('c', 40))).toEqual([]);
    expect(hidden(row('a', 9))).toEqual([]);
  });
});
