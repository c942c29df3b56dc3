import type { FactBodies } from '#domain';
import { createHash } from 'node:crypto';
import { SERVICE } from '../actor.js';
import type { Persistence } from '../persistence.js';

/** The stream in which an organisation's seals lie. */
export const SEAL_STREAM = 'reference:seal';

/** SHA-256 (hex) over the last seal's digest and the heads sealed now. */
export function sealDigest(previous: string, heads: FactBodies['seal']['heads']): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, heads]))
    .digest('hex');
}

/** The seal that an organisation needs now: the ends of every stream that grew since its last one. */
export async function nextSeal(
  persistence: Persistence,
  organisation: string,
): Promise<{ readonly body: FactBodies['seal']; readonly seq: number } | null> {
  return persistence.as(SERVICE).work(async (manager) => {
    const [last] = await manager.query<{ seq: number; body: string; at: string }[]>(
      `SELECT seq::int AS seq, body, recorded_at AS at FROM fact
       WHERE organisation = $1 AND stream = $2 ORDER BY seq DESC LIMIT 1`,
      [organisation, SEAL_STREAM],
    );
    // A stream whose last fact was recorded in the same moment as the seal may be in neither: take it again.
    const heads = await manager.query<{ stream: string; seq: number; head: string }[]>(
      `SELECT stream, seq::int AS seq, encode(head, 'hex') AS head FROM stream
       WHERE organisation = $1 AND stream <> $2 AND ($3::timestamptz IS NULL OR last_at >= $3::timestamptz - interval '5 minutes')
       ORDER BY stream`,
      [organisation, SEAL_STREAM, last?.at ?? null],
    );
    if (heads.length === 0) return null;
    const previous = last === undefined ? '' : (JSON.parse(last.body) as FactBodies['seal']).digest;
    const named = heads.map(({ stream, seq, head }) => [stream, seq, head] as const);
    const body = { previous, heads: named, digest: sealDigest(previous, named) };
    return { body, seq: last?.seq ?? 0 };
  });
}
