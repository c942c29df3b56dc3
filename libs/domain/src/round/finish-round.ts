import type { Row } from '../board/row.js';
import type { LocalDate } from '../time/london.js';
import { jobsOf } from './jobs.js';
import type { JobNames } from './jobs.js';
import { isJudged } from './judged.js';
import type { Round, RoundResult } from './round.js';

/**
 * What a round leaves behind, from the ward's board as it stands. A morning reviews a day once it has
 * any mark; a huddle once it has its final one.
 */
export function roundResult(
  { kind, date }: Pick<Round, 'kind' | 'date'>,
  rows: readonly Row[],
  names: JobNames,
): RoundResult {
  const inBeds = rows.filter(({ gone }) => gone === null);
  const reviewed = inBeds.filter(({ day }) => isJudged(day, kind)).length;
  const leaving = (word: 'definite' | 'potential') =>
    inBeds.filter(({ today }) => today?.discharge === word).length;
  return {
    reviewed,
    left: inBeds.length - reviewed,
    jobs: jobCounts(rows, date, names),
    discharges: { definite: leaving('definite'), potential: leaving('potential') },
  };
}

function jobCounts(rows: readonly Row[], date: LocalDate, names: JobNames) {
  return jobsOf(rows, date, names)
    .map(({ role, jobs }) => ({ role, count: jobs.filter(({ state }) => state === 'open').length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
