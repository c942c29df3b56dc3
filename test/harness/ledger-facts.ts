import type { TestDatabase } from './database.js';
import { behindTheBack } from './open-house.js';

/** Which of some commands have how many facts in the ledger, by command id. */
function effectsOf(
  database: Pick<TestDatabase, 'ownerUrl'>,
  commands: readonly string[],
): Promise<Map<string, number>> {
  return behindTheBack(database, async (client) => {
    const { rows } = await client.query<{ id: string; n: number }>(
      'SELECT command_id AS id, count(*)::int AS n FROM fact WHERE command_id = ANY ($1::uuid[]) GROUP BY 1',
      [commands],
    );
    return new Map(rows.map(({ id, n }) => [id, n]));
  });
}

/** Those of some commands that have not exactly one fact: what was acknowledged is done, and done once. */
export async function notDoneOnce(
  database: Parameters<typeof effectsOf>[0],
  commands: readonly string[],
): Promise<string[]> {
  const effects = await effectsOf(database, commands);
  return commands.filter((id) => effects.get(id) !== 1);
}

/** Wards whose versions of changes have a gap, a repeat, or do not end at the ward's own. */
export function brokenWards(database: TestDatabase): Promise<unknown[]> {
  return behindTheBack(database, async (client) => {
    const { rows } = await client.query<{ ward: string }>(
      `SELECT h.ward, h.version, min(b.version) AS first, max(b.version) AS last, count(*) AS n,
         count(DISTINCT b.version) AS different
       FROM ward_head h JOIN board_change b USING (organisation, ward) GROUP BY h.ward, h.version
       HAVING max(b.version) <> h.version OR count(*) <> max(b.version) - min(b.version) + 1
         OR count(DISTINCT b.version) <> count(*)`,
    );
    const facts = await client.query<{ ward: string }>(
      `SELECT ward, ward_version, count(DISTINCT command_id) AS commands FROM fact
       WHERE ward_version IS NOT NULL GROUP BY organisation, ward, ward_version HAVING count(DISTINCT command_id) > 1`,
    );
    return [...rows, ...facts.rows];
  });
}
