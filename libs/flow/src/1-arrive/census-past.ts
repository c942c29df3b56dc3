import { compareInstants } from '#domain';
import type { AsActor } from '#persistence';
import type { CensusOrder } from './census-order.js';

/** What was heard of an organisation's wards before a census. */
export interface Past {
  /** Wards that this source ever named. */
  readonly named: ReadonlySet<string>;
  /** Wards with a census taken later than this one. */
  readonly later: ReadonlySet<string>;
  /** Wards of which a feed of messages spoke within a day of this census. */
  readonly live: ReadonlySet<string>;
  /** Wards in which patients lie of whom this source told. */
  readonly filled: ReadonlySet<string>;
}

export async function readPast(
  database: AsActor,
  organisation: string,
  { source, takenAt, batch }: CensusOrder,
): Promise<Past> {
  return database.work(async (manager) => {
    const kept = await manager.query<{ ward: string; own: boolean; last: Date }[]>(
      `SELECT ward, bool_or(source = $2) AS own, max(taken_at) AS last FROM census_ward
       WHERE organisation = $1 AND batch <> $3 GROUP BY 1`,
      [organisation, source, batch],
    );
    const live = await manager.query<{ ward: string }[]>(
      `SELECT DISTINCT ward FROM feed_ward
       WHERE organisation = $1 AND last_at >= $2::timestamptz - interval '1 day'`,
      [organisation, takenAt],
    );
    const filled = await manager.query<{ ward: string }[]>(
      `SELECT DISTINCT ward FROM stay
       WHERE organisation = $1 AND open_until = 'infinity' AND view ->> 'source' = $2`,
      [organisation, source],
    );
    return {
      named: new Set(kept.flatMap(({ ward, own }) => (own ? ward : []))),
      later: new Set(
        kept.flatMap(({ ward, last }) =>
          compareInstants(last.toISOString(), takenAt) > 0 ? ward : [],
        ),
      ),
      live: new Set(live.map(({ ward }) => ward)),
      filled: new Set(filled.map(({ ward }) => ward)),
    };
  });
}
