import type pg from 'pg';
import type { Commits } from './group-commit.js';
import type { ArrivalWrite } from './ledger/arrival.js';
import { arrivalsPayload } from './ledger/arrival.js';
import type { WriteOutcome } from './ledger/command.js';
import { commitsOf } from './outcome.js';

/** How arrivals reach the disk: those that come while others are on their way there go together. */
export function arrivalCommits(pool: pg.Pool): Commits<ArrivalWrite, WriteOutcome> {
  const many = async (group: readonly ArrivalWrite[], lockMs?: number): Promise<WriteOutcome[]> => {
    const { rows } = await pool.query<{ r: Record<string, number>[] }>({
      name: 'write_arrivals',
      text: 'SELECT write_arrivals($1::jsonb) AS r',
      values: [arrivalsPayload(group, lockMs)],
    });
    const versions = rows[0]?.r ?? [];
    return group.map((_, n) => ({ code: 'written', wards: versions[n] ?? {} }));
  };
  const one = async (arrival: ArrivalWrite, lockMs?: number): Promise<WriteOutcome> => {
    const [outcome] = await many([arrival], lockMs);
    if (outcome === undefined) throw new Error('an arrival that is written has an outcome');
    return outcome;
  };
  return commitsOf({ one, many });
}
