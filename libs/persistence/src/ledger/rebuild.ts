import { BookFold } from '#domain';
import type { EntityManager } from 'typeorm';
import { SERVICE } from '../actor.js';
import { withoutHaste } from '../database.js';
import type { Persistence } from '../persistence.js';
import { canonical } from '../projections/digest.js';
import { MemoryWorld } from '../projections/memory-world.js';
import type { WorldTables } from '../projections/memory-world.js';
import { asFact, factsByPosition } from './read-facts.js';

/** A cell of a projection that is not what the facts say. */
export interface CellFault {
  readonly organisation: string;
  readonly table: string;
  readonly key: string;
  /** The column that differs, or null when the whole row is missing or too many. */
  readonly column: string | null;
  readonly code: 'differs' | 'missing' | 'not-from-facts';
}

export interface Rebuilt {
  readonly facts: number;
  readonly rows: number;
  readonly faults: readonly CellFault[];
}

type Table = keyof WorldTables;

const KEYS: Record<Table, readonly string[]> = {
  stay: ['stay'],
  day: ['stay', 'date'],
  delay: ['delay'],
  action: ['action'],
  round: ['round'],
  closed_day: ['ward', 'date', 'revision'],
  bed_day: ['ward', 'date', 'stay', 'revision'],
  reference: ['kind', 'code', 'valid_from'],
};
const INSTANTS = new Set(['closed_at', 'superseded_at', 'due_at']);

/** Folds the whole ledger anew and compares every projected cell with the living tables. Changes nothing. */
export function checkRebuild(persistence: Persistence): Promise<Rebuilt> {
  return persistence.as(SERVICE).work(async (manager) => {
    await withoutHaste(manager);
    const { worlds, facts } = await refold(manager);
    const faults: CellFault[] = [];
    let rows = 0;
    for (const table of Object.keys(KEYS) as Table[]) {
      const living = await manager.query<({ organisation: string } & Record<string, unknown>)[]>(
        `SELECT ${await columnsOf(manager, table)} FROM ${table}`,
      );
      rows += living.length;
      faults.push(...compareTable(table, living, worlds));
    }
    return { facts, rows, faults };
    // One snapshot for facts and tables: writes go on meanwhile.
  }, 'REPEATABLE READ');
}

/** The worlds that the facts make, one an organisation. */
export async function refold(
  manager: EntityManager,
): Promise<{ worlds: Map<string, MemoryWorld>; facts: number }> {
  const shared = new BookFold();
  const worlds = new Map<string, MemoryWorld>();
  let facts = 0;
  for await (const stored of factsByPosition(manager)) {
    const world = worlds.get(stored.organisation) ?? new MemoryWorld(shared);
    worlds.set(stored.organisation, world);
    world.apply(asFact(stored));
    facts += 1;
  }
  return { worlds, facts };
}

/** Instants as canonical text, so that both sides compare as text. */
async function columnsOf(manager: EntityManager, table: Table): Promise<string> {
  const columns = await manager.query<{ name: string; kind: string }[]>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS kind FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return columns
    .map(({ name, kind }) => {
      if (kind === 'timestamp with time zone')
        return `to_char("${name}" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${name}"`;
      return kind === 'bigint' ? `"${name}"::float8 AS "${name}"` : `"${name}"`;
    })
    .join(', ');
}

function compareTable(
  table: Table,
  living: readonly ({ organisation: string } & Record<string, unknown>)[],
  worlds: ReadonlyMap<string, MemoryWorld>,
): CellFault[] {
  const faults: CellFault[] = [];
  const seen = new Set<string>();
  for (const { organisation, ...row } of living) {
    const key = KEYS[table].map((column) => String(row[column])).join('|');
    seen.add(`${organisation}|${key}`);
    const rebuilt = worlds.get(organisation)?.tables[table].get(key);
    if (rebuilt === undefined) {
      faults.push({ organisation, table, key, column: null, code: 'not-from-facts' });
      continue;
    }
    const expected: Record<string, unknown> = { ...rebuilt };
    for (const [column, value] of Object.entries(row))
      if (cell(column, value) !== cell(column, expected[column]))
        faults.push({ organisation, table, key, column, code: 'differs' });
  }
  for (const [organisation, world] of worlds)
    for (const key of world.tables[table].keys())
      if (!seen.has(`${organisation}|${key}`))
        faults.push({ organisation, table, key, column: null, code: 'missing' });
  return faults;
}

function cell(column: string, value: unknown): string {
  if (INSTANTS.has(column) && typeof value === 'string') return String(Date.parse(value));
  return canonical(value ?? null);
}
