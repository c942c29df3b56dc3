import type { Random } from './random.js';

/** Reasons inside the hospital, each as often as it is met. */
export const INSIDE: readonly (readonly [string, number])[] = [
  ['I01', 12],
  ['I02', 10],
  ['I03', 5],
  ['I04', 11],
  ['I05', 4],
  ['I06', 9],
  ['I07', 5],
  ['I08', 10],
  ['I09', 9],
  ['I10', 4],
  ['I11', 10],
  ['I12', 5],
  ['I13', 3],
  ['I14', 3],
  ['I15', 3],
  ['I16', 4],
  ['I17', 2],
  ['I18', 3],
  ['I19', 1],
];

/** Reasons at a partner, each as often as it is met. */
const OUTSIDE: readonly (readonly [string, number])[] = [
  ['E01', 14],
  ['E02', 20],
  ['E03', 12],
  ['E04', 6],
  ['E05', 7],
  ['E06', 6],
  ['E07', 11],
  ['E08', 4],
  ['E09', 5],
  ['E10', 5],
  ['E11', 2],
  ['E12', 4],
  ['E13', 2],
  ['E14', 3],
  ['E15', 6],
  ['E16', 3],
  ['E17', 2],
  ['E18', 3],
  ['E19', 2],
];

/** How many times more often than elsewhere a trust's patients wait for something. */
const OFTENER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // The acute trust waits for community beds and for care packages to begin.
  RWE: { E02: 1.3, E03: 1.4, E06: 2, E07: 2 },
  // On community and mental-health wards it is homes, housing and funding.
  RT5: { E04: 3, E05: 3, E06: 2.5, E12: 4, E15: 2, E02: 0.6, E07: 0.1 },
};

const OUTSIDE_OF = new Map(
  Object.entries(OFTENER).map(([organisation, times]) => [
    organisation,
    OUTSIDE.map(([code, often]) => [code, often * (times[code] ?? 1)] as const),
  ]),
);

/** What a patient whose care is done waits for: three in four wait for a partner, each trust in its own mix. */
export function waitFrom(random: Random, organisation: string): string {
  if (!random.chance(0.75)) return random.weighted(INSIDE);
  return random.weighted(OUTSIDE_OF.get(organisation) ?? OUTSIDE);
}

/** The reason of the delay list for what the ward says the patient waits for. */
export const DTOC_OF: Readonly<Record<string, string>> = {
  E01: 'A',
  E02: 'E',
  E03: 'E',
  E04: 'D(i)',
  E05: 'D(ii)',
  E06: 'B',
  E07: 'C',
  E08: 'C',
  E09: 'C',
  E10: 'F',
  E11: 'F',
  E12: 'I',
  E14: 'D(ii)',
  E15: 'G',
  E16: 'H',
  E17: 'O',
  E18: 'C',
  E19: 'C',
};

/** What a green day gave, each as often as it is met. */
export const GREEN_VALUES: readonly (readonly [string, number])[] = [
  ['V01', 24],
  ['V02', 26],
  ['V03', 14],
  ['V04', 12],
  ['V06', 6],
  ['V07', 6],
  ['V08', 8],
  ['V09', 4],
];
