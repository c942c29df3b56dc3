import type { Act, Fact, PatientWords, StayState } from '#domain';
import { BookFold, instantText } from '#domain';
import type { EntityManager } from 'typeorm';
import { withoutHaste } from '../database.js';
import type { Persistence } from '../persistence.js';
import { SERVICE } from '../actor.js';
import { MemoryWorld } from '../projections/memory-world.js';
import { CHAIN_START, FACT_VERSION, chained } from './chain.js';
import type { LedgerFact } from './chain.js';
import { noteRow, patientRow } from './write.js';

const FACTS_A_BATCH = 4_000;

interface Head {
  seq: number;
  hash: Buffer;
  lastAt: string;
}

export interface BulkLoaded {
  readonly facts: number;
  readonly stays: number;
  readonly bedDays: number;
}

type PendingFact = LedgerFact & { readonly hash: string };

/**
 * Loads decided acts in bulk into an empty database: the same facts, chain and projections that the
 * live path would have made one by one, in one transaction and a few seconds.
 */
export async function bulkLoad(persistence: Persistence, acts: Iterable<Act>): Promise<BulkLoaded> {
  return persistence.as(SERVICE).work(async (manager) => {
    await withoutHaste(manager);
    // On a busy machine making the next acts may take longer than a command may ever rest.
    await manager.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const loader = new BulkLoader(manager);
    for (const act of acts) await loader.add(act);
    return loader.finish();
  });
}

class BulkLoader {
  private readonly shared = new BookFold();
  private readonly worlds = new Map<string, MemoryWorld>();
  private readonly heads = new Map<string, Map<string, Head>>();
  private readonly wards = new Map<string, Map<string, { version: number; lastAt: string }>>();
  private readonly patients = new Map<string, Map<string, PatientWords>>();
  private readonly notes = new Map<string, Map<string, ReturnType<typeof noteRow>>>();
  private pending: PendingFact[] = [];
  private facts = 0;

  constructor(private readonly manager: EntityManager) {}

  async add(act: Act): Promise<void> {
    const world = this.worldOf(act.organisation);
    const recordedAt = instantText(act.recordedAt);
    const wardVersion =
      act.ward === null ? null : this.nextWardVersion(act.organisation, act.ward, recordedAt);
    for (const { stream, fact } of act.facts) {
      const whole = {
        ...fact,
        organisation: act.organisation,
        stream,
        at: instantText(act.at),
        by: act.by,
      } as Fact;
      this.chain(act, whole, recordedAt, wardVersion);
      const state: StayState | null = world.apply(whole);
      if (fact.type === 'reference-set' && fact.body.kind === 'ward')
        innerMap(this.wards, act.organisation).set(fact.body.code, {
          version: 0,
          lastAt: recordedAt,
        });
      if (state === null && fact.type.startsWith('stay-'))
        throw new Error('a stay fact gives a stay');
    }
    for (const words of act.patients ?? [])
      innerMap(this.patients, act.organisation).set(words.patient, words);
    for (const note of act.notes ?? [])
      innerMap(this.notes, act.organisation).set(note.id, noteRow(note, act.at));
    if (this.pending.length >= FACTS_A_BATCH) await this.flushFacts();
  }

  async finish(): Promise<BulkLoaded> {
    await this.flushFacts();
    let stays = 0;
    let bedDays = 0;
    for (const [organisation, world] of this.worlds) {
      const { tables } = world;
      stays += tables.stay.size;
      bedDays += tables.bed_day.size;
      for (const [table, rows] of Object.entries(tables) as [string, Map<string, object>][])
        await this.insert(table, organisation, [...rows.values()]);
      await this.insert(
        'patient',
        organisation,
        [...innerMap(this.patients, organisation).values()].map(patientRow),
      );
      await this.insert('note', organisation, [...innerMap(this.notes, organisation).values()]);
      await this.insert(
        'stream',
        organisation,
        [...innerMap(this.heads, organisation)].map(([stream, head]) => ({
          stream,
          seq: head.seq,
          head: `\\x${head.hash.toString('hex')}`,
          last_at: head.lastAt,
        })),
      );
      await this.insert(
        'ward_head',
        organisation,
        [...innerMap(this.wards, organisation)].map(([ward, head]) => ({
          ward,
          version: head.version,
          last_at: head.lastAt,
        })),
      );
    }
    await this.manager.query('UPDATE reference_head SET version = version + 1');
    await this.manager.query('SELECT refresh_statistics()');
    return { facts: this.facts, stays, bedDays };
  }

  private chain(act: Act, fact: Fact, recordedAt: string, wardVersion: number | null): void {
    const heads = innerMap(this.heads, act.organisation);
    const head = heads.get(fact.stream) ?? { seq: 0, hash: CHAIN_START, lastAt: recordedAt };
    const ledgerFact: LedgerFact = {
      organisation: act.organisation,
      stream: fact.stream,
      seq: head.seq + 1,
      type: fact.type,
      typeVersion: FACT_VERSION,
      body: JSON.stringify(fact.body),
      at: fact.at,
      recordedAt,
      by: act.by,
      onBehalfOf: null,
      commandId: act.commandId,
      ward: act.ward,
      wardVersion,
    };
    const hash = chained(head.hash, ledgerFact);
    heads.set(fact.stream, { seq: head.seq + 1, hash, lastAt: recordedAt });
    this.pending.push({ ...ledgerFact, hash: `\\x${hash.toString('hex')}` });
    this.facts += 1;
  }

  private nextWardVersion(organisation: string, ward: string, lastAt: string): number {
    const wards = innerMap(this.wards, organisation);
    const version = (wards.get(ward)?.version ?? 0) + 1;
    wards.set(ward, { version, lastAt });
    return version;
  }

  private worldOf(organisation: string): MemoryWorld {
    const world = this.worlds.get(organisation) ?? new MemoryWorld(this.shared);
    this.worlds.set(organisation, world);
    return world;
  }

  private async flushFacts(): Promise<void> {
    const facts = this.pending;
    this.pending = [];
    if (facts.length === 0) return;
    await this.manager.query(
      `INSERT INTO fact (organisation, stream, seq, type, type_version, body, at, recorded_at, by_person,
         on_behalf_of, command_id, ward, ward_version, hash)
       SELECT r.organisation, r.stream, r.seq, r.type, r."typeVersion", r.body, r.at, r."recordedAt", r.by,
         r."onBehalfOf", r."commandId", r.ward, r."wardVersion", r.hash
       FROM jsonb_to_recordset($1::jsonb) AS r(organisation text, stream text, seq bigint,
         type text, "typeVersion" int, body text, at timestamptz, "recordedAt" timestamptz, by text,
         "onBehalfOf" text, "commandId" uuid, ward text, "wardVersion" bigint, hash bytea)`,
      [JSON.stringify(facts)],
    );
  }

  private async insert(
    table: string,
    organisation: string,
    rows: readonly object[],
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += FACTS_A_BATCH) {
      const batch = rows.slice(start, start + FACTS_A_BATCH);
      const columns = Object.keys(batch[0] ?? {}).map((column) => `"${column}"`);
      await this.manager.query(
        `INSERT INTO ${table} (organisation, ${columns.join(', ')})
         SELECT $1, ${columns.map((column) => `r.${column}`).join(', ')}
         FROM jsonb_populate_recordset(NULL::${table}, $2::jsonb) AS r`,
        [organisation, JSON.stringify(batch)],
      );
    }
  }
}

function innerMap<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const map = maps.get(key) ?? new Map<string, V>();
  maps.set(key, map);
  return map;
}
