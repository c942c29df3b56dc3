import type { Act } from '#domain';
import { instantText, startingReference } from '#domain';
import type { WardChangeRead } from '#persistence';
import {
  Persistence,
  SERVICE,
  SYSTEM_ORGANISATION,
  bulkLoad,
  isMigrated,
  openDatabase,
  runMigrations,
} from '#persistence';
import type { Clock, Config, DemoMode, Logger } from '#platform';
import { StartRefused, startingAt, systemClock } from '#platform';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { demonstrationActs } from '../demonstration/index.js';
import { BookKeeper } from './book-keeper.js';
import { databaseRefused } from './database-refused.js';
import type { House, Untold } from './house.js';
import { newIds } from './ids.js';

/** The number under which one process at a time fills a new house. */
const FURNISHING = 726_312;
/** Making the demonstration takes a minute, and far more on a slow machine: the others wait for it. */
const FURNISHED_WITHIN_MS = 600_000;

export interface OpenedHouse {
  readonly house: House;
  readonly mode: DemoMode;
  /** Names the history that the database holds, new after a restore: a screen that knows another takes a snapshot. */
  readonly epoch: () => string;
  /** Hears of every change this process commits, at once. */
  onTold(listener: (change: WardChangeRead) => void): void;
  /** Hears of a change while the database is at work on it. */
  onForetold(listener: (change: Untold) => void): void;
  close(): Promise<void>;
}

interface Opening {
  readonly log: Logger;
  readonly database: { readonly appUrl: string; readonly ownerUrl: string };
  readonly say?: (sentence: string) => void;
}

/** Opens the house: schema, mode, first data, clock. Several processes may do so at once. */
export async function openHouse(config: Config, opening: Opening): Promise<OpenedHouse> {
  const persistence = new Persistence(await migratedDatabase(config, opening));
  try {
    const row = await houseRow(persistence, config, opening);
    if (row.mode !== config.demo.mode)
      throw new StartRefused(
        `This database was opened with DEMO=${row.mode} and keeps that mode: start with DEMO=${row.mode}, or use another database.`,
      );
    const clock = await clockOf(config, persistence);
    const listeners: ((change: WardChangeRead) => void)[] = [];
    const early: ((change: Untold) => void)[] = [];
    const house: House = {
      persistence,
      clock,
      books: new BookKeeper(persistence),
      ids: newIds(clock),
      log: opening.log,
      inboundDays: config.inboundDays,
      tell: (change) => listeners.forEach((listener) => listener(change)),
      foretell: (change) => early.forEach((listener) => listener(change)),
    };
    await house.books.now();
    return {
      house,
      mode: config.demo.mode,
      epoch: () => house.books.epoch,
      onTold: (listener) => listeners.push(listener),
      onForetold: (listener) => early.push(listener),
      close: () => persistence.close(),
    };
  } catch (error) {
    await persistence.close();
    throw error;
  }
}

async function migratedDatabase(config: Config, { database, say }: Opening) {
  const refused = refusedIn(config, database);
  const open = () => openDatabase(database.appUrl, config.poolMax);
  // Before the first migration the working role does not exist, and nobody can take it.
  const source = await open().catch((error: unknown) => {
    if (isRoleMissing(error)) return null;
    throw refused(error, 'DATABASE_URL');
  });
  if (source !== null && (await isMigrated(source))) return source;
  await source?.destroy();
  say?.('Preparing the database');
  await runMigrations(database.ownerUrl).catch((error: unknown) => {
    throw refused(error, 'DATABASE_OWNER_URL');
  });
  return open().catch((error: unknown) => {
    throw refused(error, 'DATABASE_URL');
  });
}

/** One that the service starts itself has no setting that could be wrong; of two addresses the one that is set is named. */
function refusedIn({ database: setting }: Config, { appUrl, ownerUrl }: Opening['database']) {
  return (error: unknown, name: 'DATABASE_URL' | 'DATABASE_OWNER_URL'): Error =>
    setting.kind === 'given'
      ? databaseRefused(error, appUrl === ownerUrl ? 'DATABASE_URL' : name)
      : (error as Error);
}

function isRoleMissing(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code === '22023' || code === '28000' || code === '42704';
}

interface HouseRow {
  readonly mode: DemoMode;
}

/** The one row of the house; whoever comes first fills the house and writes it, others wait. */
async function houseRow(
  persistence: Persistence,
  config: Config,
  opening: Opening,
): Promise<HouseRow> {
  const read = async () =>
    (await persistence.as(SERVICE).query<HouseRow>('SELECT mode FROM house'))[0];
  const known = await read();
  if (known !== undefined) return known;
  const furnished = async () => {
    const meanwhile = await read();
    if (meanwhile !== undefined) return meanwhile;
    await furnish(persistence, config, opening);
    await persistence
      .as(SERVICE)
      .query('INSERT INTO house (one, mode, epoch, opened_at) VALUES (true, $1, $2, $3)', [
        config.demo.mode,
        randomUUID(),
        instantText(config.clockStart ?? Temporal.Now.instant()),
      ]);
    const made = await read();
    if (made === undefined) throw new Error('the row of the house was written');
    return made;
  };
  return persistence.alone(FURNISHING, furnished, { waitMs: FURNISHED_WITHIN_MS });
}

/** The first data: the demonstration system, or the reference data alone. */
async function furnish(persistence: Persistence, config: Config, { log, say }: Opening) {
  const now = instantText(config.clockStart ?? Temporal.Now.instant());
  if (config.demo.mode === 'on') {
    say?.(`Making the demonstration system (seed ${config.demo.seed}); this takes a minute`);
    const loaded = await bulkLoad(
      persistence,
      told(demonstrationActs({ seed: config.demo.seed, now, weeks: 12 }), say),
    );
    log.info({ ...loaded, seed: config.demo.seed }, 'demonstration loaded');
    say?.(
      `Made ${loaded.stays} stays and ${loaded.bedDays} closed bed days from ${loaded.facts} facts`,
    );
    return;
  }
  await bulkLoad(persistence, [referenceAct(now)]);
}

const TELL_EVERY = 10_000;

/** The acts as they come, and now and then a word on how many were: a minute without one looks like a fault. */
function* told(acts: Iterable<Act>, say: Opening['say']): Iterable<Act> {
  let made = 0;
  for (const act of acts) {
    yield act;
    made += 1;
    if (made % TELL_EVERY === 0) say?.(`  ${made} acts of its twelve weeks made`);
  }
}

function referenceAct(now: string): Act {
  return {
    organisation: SYSTEM_ORGANISATION,
    ward: null,
    commandId: randomUUID(),
    by: SERVICE.person,
    at: now,
    recordedAt: now,
    facts: startingReference().map((row) => ({
      stream: `reference:${row.kind}`,
      fact: { type: 'reference-set', body: row },
    })),
  };
}

/** The service's clock; a replay goes on from the last thing recorded, never before it. */
async function clockOf(config: Config, persistence: Persistence): Promise<Clock> {
  if (config.clockStart === null) return systemClock();
  const [last] = await persistence
    .as(SERVICE)
    .query<{ at: Date | null }>('SELECT max(last_at) AS at FROM stream');
  const recorded = last?.at == null ? null : Temporal.Instant.from(last.at.toISOString());
  const later = recorded !== null && Temporal.Instant.compare(recorded, config.clockStart) > 0;
  return startingAt(later ? recorded : config.clockStart);
}
