import type { CensusAnswer } from '#contracts';
import type { CensusFile } from './census-file.js';
import type { PartCounts } from './census-kept.js';
import type { CensusOrder } from './census-order.js';
import type { Forecast } from './census-plan.js';
import type { CensusPlan } from './census-plan.types.js';

interface Done extends Pick<Forecast, 'tooDifferent' | 'thinned'> {
  readonly counts: readonly PartCounts[];
}

/** The answer of a census: the sum of what its parts did, and what of the file could not be taken. */
export function answerOf(
  file: CensusFile,
  { batch, takenAt, dryRun }: CensusOrder,
  plans: readonly CensusPlan[],
  { counts, tooDifferent, thinned }: Done,
): CensusAnswer {
  const sum = (key: 'admitted' | 'moved' | 'updated' | 'left' | 'held' | 'unchanged') =>
    counts.reduce((all, one) => all + one[key], 0);
  return {
    batch,
    takenAt,
    rows: file.rows,
    admitted: sum('admitted'),
    moved: sum('moved'),
    updated: sum('updated'),
    left: sum('left'),
    held: sum('held'),
    unchanged: sum('unchanged'),
    refused: refusedOf(file, plans, counts),
    warnings: [
      ...file.warnings,
      ...counts.flatMap(({ warnings }) => warnings),
      ...(dryRun ? tooDifferent.map(({ ward }) => ({ code: 'census-too-different', ward })) : []),
      ...(dryRun ? thinned.map((ward) => ({ code: 'many-leave', ward })) : []),
    ],
    newWards: dryRun ? plans.flatMap(newWardsOf) : [],
    notNamed: plans.flatMap(({ notNamed }) => notNamed),
    sharedBeds: counts.flatMap(({ sharedBeds }) => sharedBeds),
  };
}

/** Wards that the file brings with it, first those that are made. */
function newWardsOf({ placed: { newWards, unknownWards, wards } }: CensusPlan) {
  const made = newWards.map(({ code, name }) => {
    const rows = (wards.get(code) ?? []).reduce((sum, { spool }) => sum + spool.count, 0);
    return { ward: code, name, rows };
  });
  return [...made, ...unknownWards.map((one) => ({ ward: null, ...one }))];
}

/** Each line once, in the order of the file. */
function refusedOf(
  file: CensusFile,
  plans: readonly CensusPlan[],
  counts: readonly PartCounts[],
): CensusAnswer['refused'] {
  const known = new Set(plans.map(({ planning }) => planning.organisation));
  const strangers = file.wards
    .filter(({ named }) => !known.has(named.organisation))
    .flatMap(({ spool }) =>
      [...spool.rows()].map(({ line }) => ({
        line,
        field: 'organisation',
        code: 'organisation-unknown',
      })),
    );
  const unplaced = file.refused
    .filter(({ traces }) => !known.has(traces.organisation ?? ''))
    .map(({ line, field, code }) => ({ line, field, code }));
  const all = [
    ...plans.flatMap(({ placed }) => placed.refused),
    ...counts.flatMap(({ refused }) => refused),
    ...strangers,
    ...unplaced,
  ];
  const byLine = new Map(all.map((one) => [one.line, one]));
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}
