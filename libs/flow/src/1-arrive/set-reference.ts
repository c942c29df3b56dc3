import type { NewFact, WardEntry } from '#domain';
import { referenceRow } from '#domain';
import type { AsActor, CommandWrite, WardWrite } from '#persistence';
import { referenceTableRow } from '#persistence';
import { randomUUID } from 'node:crypto';

export interface ReferenceChange {
  readonly organisation: string;
  readonly facts: readonly NewFact<'reference-set'>[];
  /** Wards that begin with this change. */
  readonly newWards?: readonly string[];
  readonly wards?: readonly WardWrite[];
  readonly commandId?: string;
  readonly remember?: CommandWrite['remember'];
  readonly now: string;
  /** When the person acted; now when left out. */
  readonly at?: string;
}

/** A write of reference facts of one organisation, each in the stream of its kind, as long as those are now. */
export async function referenceWrite(
  database: AsActor,
  change: ReferenceChange,
): Promise<CommandWrite> {
  const { organisation, facts, now, at = now, newWards, wards, commandId, remember } = change;
  const lengths = await referenceLengths(database, organisation);
  const kinds = [...new Set(facts.map(({ body }) => body.kind))].sort();
  return {
    organisation,
    commandId: commandId ?? randomUUID(),
    at,
    recordedAt: now,
    wards: wards ?? [],
    streams: kinds.map((kind) => ({
      stream: `reference:${kind}`,
      seq: lengths.get(`reference:${kind}`) ?? 0,
      ward: null,
      facts: facts.filter(({ body }) => body.kind === kind),
    })),
    rows:
      facts.length === 0
        ? {}
        : { reference: facts.map(({ body }) => referenceTableRow(referenceRow(body))) },
    ...(newWards === undefined ? {} : { newWards }),
    ...(remember === undefined ? {} : { remember }),
  };
}

/** Lengths of an organisation's streams of reference facts. */
async function referenceLengths(
  database: AsActor,
  organisation: string,
): Promise<Map<string, number>> {
  const rows = await database.query<{ stream: string; seq: number }>(
    `SELECT stream, seq::int AS seq FROM stream WHERE organisation = $1 AND stream LIKE 'reference:%'`,
    [organisation],
  );
  return new Map(rows.map(({ stream, seq }) => [stream, seq]));
}

/** Codes of the wards that are new to the house. */
export function codesOf(wards: readonly WardEntry[]): string[] {
  return wards.map(({ code }) => code).sort();
}
