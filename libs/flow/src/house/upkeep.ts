import { londonDate } from '#domain';
import { SEAL_STREAM, SERVICE, nextSeal } from '#persistence';
import { randomUUID } from 'node:crypto';
import type { House } from './house.js';
import { nowText } from './house.js';

/** Seals each organisation's streams once a London date; how many were sealed now. */
export async function sealDue(house: House): Promise<number> {
  const organisations = await house.persistence
    .as(SERVICE)
    .query<{ organisation: string; sealed: Date | null }>(
      `SELECT s.organisation, max(s.last_at) FILTER (WHERE s.stream = $1) AS sealed
       FROM stream s GROUP BY s.organisation ORDER BY s.organisation`,
      [SEAL_STREAM],
    );
  const today = londonDate(house.clock.now());
  let seals = 0;
  for (const { organisation, sealed } of organisations) {
    if (sealed !== null && londonDate(sealed.toISOString()) >= today) continue;
    if (await seal(house, organisation)) seals += 1;
  }
  return seals;
}

/** Seals one organisation's streams now; false when nothing grew, or another process was quicker. */
export async function seal(house: House, organisation: string): Promise<boolean> {
  const next = await nextSeal(house.persistence, organisation);
  if (next === null) return false;
  const now = nowText(house);
  const outcome = await house.persistence.as(SERVICE).write({
    organisation,
    commandId: randomUUID(),
    at: now,
    recordedAt: now,
    wards: [],
    streams: [
      {
        stream: SEAL_STREAM,
        seq: next.seq,
        ward: null,
        facts: [{ type: 'seal', body: next.body }],
      },
    ],
    rows: {},
  });
  return outcome.code === 'written';
}

const KEPT_DAYS = { changes: 7, commands: 30, inbound: 90, wordsBefore: 2 } as const;

export interface Pruned {
  readonly changes: number;
  readonly commands: number;
  readonly inbound: number;
  readonly sessions: number;
}

/** Forgets what is kept for a time only. The ledger and its projections are never touched. */
export async function prune(house: House): Promise<Pruned> {
  const now = house.clock.now();
  const before = (days: number) => now.subtract({ hours: days * 24 }).toString();
  const remove = async (text: string, until: string) => {
    const [row] = await house.persistence
      .as(SERVICE)
      .query<{ n: number }>(
        `WITH gone AS (${text} RETURNING 1) SELECT count(*)::int AS n FROM gone`,
        [until],
      );
    return row?.n ?? 0;
  };
  await remove('DELETE FROM patient_before WHERE at < $1', before(KEPT_DAYS.wordsBefore));
  const inboundUntil = before(house.inboundDays ?? KEPT_DAYS.inbound);
  await remove('DELETE FROM census_part WHERE at < $1', inboundUntil);
  await remove('DELETE FROM census_ward WHERE taken_at < $1', inboundUntil);
  return {
    changes: await remove('DELETE FROM board_change WHERE at < $1', before(KEPT_DAYS.changes)),
    commands: await remove('DELETE FROM command WHERE at < $1', before(KEPT_DAYS.commands)),
    inbound: await remove('DELETE FROM inbound WHERE received_at < $1', inboundUntil),
    sessions: await remove('DELETE FROM session WHERE ends_at < $1', now.toString()),
  };
}
