import type pg from 'pg';
import type { Commits } from './group-commit.js';
import type { WriteOutcome } from './ledger/command.js';
import type { PlainWrite } from './ledger/plain.js';
import { WRITE_PLAIN, groupPayload, plainValues } from './ledger/plain.js';
import { commitsOf } from './outcome.js';

/** How plain commands of one organisation reach the disk: alone, or many in one trip. */
export function plainCommits(pool: pg.Pool): Commits<PlainWrite, WriteOutcome> {
  const written = ({ ward }: PlainWrite, version = 0): WriteOutcome => ({
    code: 'written',
    wards: { [ward]: version },
  });
  return commitsOf({
    one: async (plain, lockMs) => {
      const { rows } = await pool.query<{ version: number }>({
        ...WRITE_PLAIN,
        values: plainValues(plain, lockMs),
      });
      return written(plain, rows[0]?.version);
    },
    many: async (group, lockMs) => {
      const { rows } = await pool.query<{ r: number[] }>({
        name: 'write_group',
        text: 'SELECT write_group($1::jsonb) AS r',
        values: [groupPayload(group, lockMs)],
      });
      return group.map((plain, n) => written(plain, rows[0]?.r[n]));
    },
  });
}
