import type pg from 'pg';
import type { Commits } from './group-commit.js';
import type { ArrivalWrite } from './ledger/arrival.js';
import { arrivalsPayload } from './ledger/arrival.js';
import type { WriteOutcome } from './ledger/command.js';
import { GROUP_LOCK_MS_MAX, orEachAlone, outcomeOf } from './outcome.js';

/** How arrivals reach the disk: those that come while others are on their way there go together. */
export function arrivalCommits(pool: pg.Pool): Commits<ArrivalWrite, WriteOutcome> {
  return {
    together: (group) => orEachAlone(writeTogether(pool, group)),
    alone: (arrival) => outcomeOf(writeAlone(pool, arrival)),
  };
}

/** A lone one that had moved is decided again at once, not written a second time first. */
async function writeTogether(
  pool: pg.Pool,
  group: readonly ArrivalWrite[],
): Promise<readonly WriteOutcome[]> {
  const [only, ...others] = group;
  if (only !== undefined && others.length === 0)
    return [await outcomeOf(writeAlone(pool, only, GROUP_LOCK_MS_MAX))];
  return writeArrivals(pool, group, GROUP_LOCK_MS_MAX);
}

async function writeArrivals(
  pool: pg.Pool,
  group: readonly ArrivalWrite[],
  lockMs?: number,
): Promise<WriteOutcome[]> {
  const { rows } = await pool.query<{ r: Record<string, number>[] }>({
    name: 'write_arrivals',
    text: 'SELECT write_arrivals($1::jsonb) AS r',
    values: [arrivalsPayload(group, lockMs)],
  });
  const versions = rows[0]?.r ?? [];
  return group.map((_, n) => ({ code: 'written', wards: versions[n] ?? {} }));
}

async function writeAlone(
  pool: pg.Pool,
  arrival: ArrivalWrite,
  lockMs?: number,
): Promise<WriteOutcome> {
  const [outcome] = await writeArrivals(pool, [arrival], lockMs);
  if (outcome === undefined) throw new Error('an arrival that is written has an outcome');
  return outcome;
}
