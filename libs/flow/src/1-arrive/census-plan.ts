import { may } from '#domain';
import type { AsActor } from '#persistence';
import { refusedRows } from './census-diff.js';
import { decidePart } from './census-part.js';
import type { DecidedPart, DiffCensus } from './census-part.js';
import type { Planning } from './census-order.js';
import { partsOf } from './census-parts.js';
import { readPast } from './census-past.js';
import type { Past } from './census-past.js';
import { placeFile } from './census-place.js';
import type { PlacedFile } from './census-place.js';
import type { CensusPlan } from './census-plan.types.js';
import type { Completeness } from './census.types.js';

/** Places the file's rows in the house and lays them out in parts. */
export async function planCensus(planning: Planning): Promise<CensusPlan> {
  const { house, database, order, file, organisation } = planning;
  const book = await house.books.now();
  const { takenAt, createWards, source } = order;
  const placed = await placeFile(file, { organisation, takenAt, book, createWards, source });
  const past = await readPast(database, organisation, order);
  const also = order.complete.of === 'wards' ? order.complete.also : [];
  const own = also.filter((code) => book.wards.get(code)?.organisation === organisation);
  const named = [...new Set([...placed.wards.keys(), ...own])].sort();
  const complete = completeness(planning, named, past);
  const judged = [
    ...new Set([...named, ...(complete.of === 'wards' ? complete.wards : past.filled)]),
  ].sort();
  const sizeOf = (ward: string) =>
    Math.max(
      book.wards.get(ward)?.openBeds ?? 0,
      (placed.wards.get(ward) ?? []).reduce((sum, { spool }) => sum + spool.count, 0),
    );
  const moved = await readMoves(database, organisation, placed);
  return {
    planning,
    book,
    placed,
    refused: refusedRows(placed.traces),
    past,
    complete,
    named,
    notNamed: [...past.named]
      .filter((ward) => !named.includes(ward))
      .sort()
      .map((ward) => ({ ward, name: book.wards.get(ward)?.name ?? ward })),
    parts: partsOf(judged, moved, sizeOf),
  };
}

function completeness(
  { order: { complete, source } }: Planning,
  named: readonly string[],
  past: Past,
): Completeness {
  if (complete.of === 'list') return { of: 'list', source };
  if (complete.of === 'nothing') return { of: 'wards', wards: new Set() };
  if (complete.of === 'wards') return { of: 'wards', wards: new Set(named) };
  return { of: 'wards', wards: new Set([...named, ...past.named, ...past.filled]) };
}

/** So many rows are looked up at once. */
const LOOKED_UP = 5_000;

/**
 * Where patients of the file lie in another ward than the file says, by any of their numbers. Each is looked up by an
 * index, whatever the planner believes (`OFFSET 0` keeps it from joining in an order of its own): of a house that
 * was just filled it knows nothing, and compared every row with every stay.
 */
async function readMoves(
  database: AsActor,
  organisation: string,
  { wards, index }: PlacedFile,
): Promise<[string, string][]> {
  const moved = new Map<string, [string, string]>();
  let batch: { localId: string; nhsNumber: string; ward: string }[] = [];
  const lookUp = async () => {
    const rows = await database.query<{ named: string; lies: string }>(
      `WITH told AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS t(local_id, nhs_number, ward)),
       known AS (
         SELECT t.ward, p.patient FROM told t CROSS JOIN LATERAL
           (SELECT patient FROM patient WHERE organisation = $1 AND local_id = t.local_id OFFSET 0) p
         UNION ALL SELECT t.ward, p.patient FROM told t CROSS JOIN LATERAL
           (SELECT patient FROM patient WHERE organisation = $1 AND nhs_number = t.nhs_number OFFSET 0) p
         UNION ALL SELECT t.ward, a.patient FROM told t CROSS JOIN LATERAL
           (SELECT patient FROM patient_alias WHERE organisation = $1 AND local_id = t.local_id OFFSET 0) a)
       SELECT DISTINCT k.ward AS named, s.ward AS lies FROM known k CROSS JOIN LATERAL
         (SELECT ward FROM stay WHERE organisation = $1 AND patient = k.patient AND open_until = 'infinity' OFFSET 0) s
       WHERE s.ward <> k.ward`,
      [
        organisation,
        batch.map(({ localId }) => localId),
        batch.map(({ nhsNumber }) => nhsNumber),
        batch.map(({ ward }) => ward),
      ],
    );
    for (const { named, lies } of rows) moved.set(JSON.stringify([named, lies]), [named, lies]);
    batch = [];
  };
  for (const [ward, files] of wards)
    for (const { spool } of files)
      for (const { line, row } of spool.rows()) {
        if (index.localIds.get(row.localId) !== line) continue;
        batch.push({ localId: row.localId, nhsNumber: row.nhsNumber ?? '', ward });
        if (batch.length === LOOKED_UP) await lookUp();
      }
  if (batch.length > 0) await lookUp();
  return [...moved.values()];
}

/** What a file would do, judged part by part before any of it is written. */
export interface Forecast {
  readonly decided: readonly Pick<DecidedPart, 'counts'>[];
  readonly tooDifferent: DiffCensus['tooDifferent'];
  readonly thinned: DiffCensus['thinned'];
  /** Wards that it speaks of or changes, and on which this person may not admit. */
  readonly forbidden: readonly string[];
  /** The decision itself, where one part is all there is: written as it was judged. */
  readonly only: DecidedPart | null;
}

export async function forecast(plan: CensusPlan): Promise<Forecast> {
  const { person, organisation } = plan.planning;
  const decided: Pick<DecidedPart, 'counts'>[] = [];
  const thinned: string[] = [];
  const tooDifferent: DiffCensus['tooDifferent'][number][] = [];
  const changed = new Set(plan.named);
  let only: DecidedPart | null = null;
  for (const wards of plan.parts) {
    const part = await decidePart(plan, wards);
    decided.push({ counts: part.counts });
    tooDifferent.push(...part.tooDifferent);
    thinned.push(...part.thinned);
    for (const ward of part.changed) changed.add(ward);
    only = plan.parts.length === 1 ? part : null;
  }
  const forbidden = [...changed].filter((ward) => !may(person, 'admit', { organisation, ward }));
  return { decided, tooDifferent, thinned, forbidden, only };
}
