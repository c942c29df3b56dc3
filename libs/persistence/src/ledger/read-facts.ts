import type { Fact } from '#domain';
import type { EntityManager } from 'typeorm';
import type { LedgerFact } from './chain.js';

export type StoredFact = LedgerFact & { readonly position: number; readonly hash: Buffer };

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** Columns of a fact as every reader takes them; times in the text that was hashed. */
export const FACT_COLUMNS = `organisation, stream, seq::int AS seq, position::float8 AS position, type,
  type_version AS "typeVersion", body, to_char(at AT TIME ZONE 'UTC', ${ISO}) AS at,
  to_char(recorded_at AT TIME ZONE 'UTC', ${ISO}) AS "recordedAt", by_person AS by,
  on_behalf_of AS "onBehalfOf", command_id AS "commandId", ward, ward_version::int AS "wardVersion", hash`;

const PAGE = 5_000;

/** Every fact in the order of streams, page by page. */
export async function* factsByStream(manager: EntityManager): AsyncGenerator<StoredFact> {
  let after: StoredFact | undefined;
  for (;;) {
    const page = await manager.query<StoredFact[]>(
      `SELECT ${FACT_COLUMNS} FROM fact WHERE (organisation, stream, seq) > ($1, $2, $3)
       ORDER BY organisation, stream, seq LIMIT ${PAGE}`,
      [after?.organisation ?? '', after?.stream ?? '', after?.seq ?? 0],
    );
    yield* page;
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

/** Every fact in the order in which it was recorded, page by page. */
export async function* factsByPosition(manager: EntityManager): AsyncGenerator<StoredFact> {
  let after = 0;
  for (;;) {
    const page = await manager.query<StoredFact[]>(
      `SELECT ${FACT_COLUMNS} FROM fact WHERE position > $1 ORDER BY position LIMIT ${PAGE}`,
      [after],
    );
    yield* page;
    after = page.at(-1)?.position ?? after;
    if (page.length < PAGE) return;
  }
}

/** The fact as rules and projections read it. */
export function asFact(stored: LedgerFact): Fact {
  return {
    type: stored.type,
    body: JSON.parse(stored.body) as unknown,
    organisation: stored.organisation,
    stream: stored.stream,
    at: stored.at,
    by: stored.by,
  } as Fact;
}
