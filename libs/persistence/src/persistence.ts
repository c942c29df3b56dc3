import type { Identity, InstantText, StayView } from '#domain';
import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Actor } from './actor.js';
import { organisationsText } from './actor.js';
import { lockWithin, poolOf } from './database.js';
import type {
  BoardChange,
  CommandWrite,
  Remembered,
  Remembering,
  StayRead,
  WriteOutcome,
} from './ledger/command.js';
import { arrivalCommits } from './arrival-commits.js';
import type { ArrivalWrite, Settling } from './ledger/arrival.js';
import { arrivalWrite } from './ledger/arrival.js';
import type { PlainWrite } from './ledger/plain.js';
import { plainWrite } from './ledger/plain.js';
import { commandPayload } from './ledger/write.js';
import { GroupCommit } from './group-commit.js';
import { outcomeOf } from './outcome.js';
import { plainCommits } from './plain-commits.js';
import { StayShelf } from './shelf.js';

/** A board as it was at one moment: its version and the patients on it. */
export interface BoardRead {
  readonly version: number;
  readonly reference: number;
  readonly stays: readonly (StayWithWords & { readonly seq: number })[];
}

/** A stay's row and the erasable words that go with it. */
export interface StayWithWords {
  readonly view: StayView;
  readonly patient: Identity | null;
  readonly notes: Readonly<Record<string, string>>;
}

/** One numbered change of a ward with the words of the patients it names. */
export interface WardChangeRead {
  readonly organisation: string;
  readonly ward: string;
  readonly version: number;
  readonly change: BoardChange;
  readonly patients: readonly Identity[];
  readonly notes: Readonly<Record<string, string>>;
}

/** A ward and the last version that somebody has of it. */
export interface WardCursor {
  readonly organisation: string;
  readonly ward: string;
  readonly since: number;
}

/** Writes that go together when they come together: plain commands, and what ends an arrival. */
interface Groups {
  readonly plain: GroupCommit<PlainWrite, WriteOutcome>;
  readonly arrivals: GroupCommit<ArrivalWrite, WriteOutcome>;
}

/** How long somebody waits for their turn before they are told to come again. */
const TURN_MS_MAX = 4_000;

/** The database, only ever asked on somebody's behalf. */
export class Persistence {
  /** Stays that need not be asked for again. */
  readonly shelf = new StayShelf();
  private readonly groups: Groups;
  private readonly pool: pg.Pool;

  constructor(readonly source: DataSource) {
    this.pool = poolOf(source);
    this.groups = {
      plain: new GroupCommit(plainCommits(this.pool)),
      arrivals: new GroupCommit(arrivalCommits(this.pool)),
    };
  }

  as(actor: Actor): AsActor {
    return new AsActor(this.pool, this.source, actor, this.groups);
  }

  /** Does a job while no other process does one of the same number; others wait their turn, for a while. */
  async alone<T>(number: number, job: () => Promise<T>, { waitMs = TURN_MS_MAX } = {}): Promise<T> {
    const client = await this.pool.connect();
    // Lost in the middle of the job, it takes the lock with it; the next to ask finds out.
    client.on('error', () => undefined);
    try {
      await lockWithin(client, number, waitMs);
      return await job();
    } finally {
      // The lock and the settings go with the connection, however the job ended.
      client.release(true);
    }
  }

  /** Has the database look at what is in its tables now: after much was written, for the reads that follow. */
  async refreshStatistics(): Promise<void> {
    await this.pool.query('SELECT refresh_statistics()');
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}

async function writeOne(pool: pg.Pool, actor: Actor, write: CommandWrite): Promise<WriteOutcome> {
  const { rows } = await pool.query<{ r: Record<string, number> }>({
    name: 'write_command',
    text: 'SELECT write_command($1::jsonb) AS r',
    values: [commandPayload(actor, write)],
  });
  return { code: 'written', wards: first(rows).r };
}

/** What one actor may ask. The hot statements are prepared by name and take one trip each. */
export class AsActor {
  private readonly organisations: string;

  constructor(
    private readonly pool: pg.Pool,
    private readonly source: DataSource,
    private readonly actor: Actor,
    private readonly groups: Groups,
  ) {
    this.organisations = organisationsText(actor);
  }

  /** What a command on a stay needs; `date` also brings the days that a rule on that date looks at. */
  async readStay(
    organisation: string,
    stay: string,
    commandId: string | null,
    date: string | null,
  ): Promise<StayRead> {
    const { rows } = await this.pool.query<{ r: StayRead }>({
      name: 'read_stay',
      text: 'SELECT read_stay($1, $2, $3, $4, $5) AS r',
      values: [this.organisations, organisation, stay, date, commandId],
    });
    return first(rows).r;
  }

  /** What an accepted command was answered, or null for one that is not known, or not to this actor. */
  async remembered(commandId: string): Promise<Remembered | null> {
    const [row] = await this.query<Remembered>(
      'SELECT digest, answer, wards FROM command WHERE id = $1',
      [commandId],
    );
    return row ?? null;
  }

  /** Keeps the answer of a command that was carried out in several steps; the first that has an id keeps it. */
  async remember(
    done: Remembering & { readonly organisation: string; readonly commandId: string },
    at: string,
  ): Promise<void> {
    await this.query(
      `INSERT INTO command (organisation, id, digest, answer, wards, at) VALUES ($1, $2, $3, $4, '{}', $5)
       ON CONFLICT DO NOTHING`,
      [done.organisation, done.commandId, done.digest, done.answer, at],
    );
  }

  /** Writes one decided command, or says why it must be decided again. */
  write(write: CommandWrite): Promise<WriteOutcome> {
    const plain = this.mayWrite(write.organisation) ? plainWrite(this.actor, write) : null;
    if (plain !== null) return this.groups.plain.write(plain);
    return outcomeOf(writeOne(this.pool, this.actor, write));
  }

  /**
   * Says what became of something kept, and writes what it changes in the house: both or neither. `done`
   * when it was settled already.
   */
  settle(settling: Settling, write: CommandWrite | null = null): Promise<WriteOutcome> {
    return this.groups.arrivals.write(arrivalWrite(this.actor, settling, write));
  }

  /** A group is written with the rights of its organisation: who lacks them goes alone, and is stopped there. */
  private mayWrite(organisation: string): boolean {
    const { organisations } = this.actor;
    return organisations.includes('*') || organisations.includes(organisation);
  }

  /** A ward's board, or null for a ward that nobody knows here. What the actor opens with it is recorded. */
  async readBoard(
    organisation: string,
    ward: string,
    now: InstantText,
    opens: 'board' | 'wall' | null,
  ): Promise<BoardRead | null> {
    const { rows } = await this.pool.query<{ r: BoardRead | null }>({
      name: 'read_board',
      text: 'SELECT read_board($1, $2, $3, $4, $5, $6) AS r',
      values: [this.organisations, this.actor.person, opens, now, organisation, ward],
    });
    return first(rows).r;
  }

  /** Versions of all wards as they are now; what the relay asks a few times a second. */
  async wardVersions(): Promise<{ organisation: string; ward: string; version: number }[]> {
    const { rows } = await this.pool.query<{
      organisation: string;
      ward: string;
      version: number;
    }>({
      name: 'ward_versions',
      text: 'SELECT organisation, ward, version::float8 AS version FROM ward_versions($1)',
      values: [this.organisations],
    });
    return rows;
  }

  /** Changes after the cursors, ward by ward in order; at most `most` of each. */
  async readChanges(cursors: readonly WardCursor[], most: number): Promise<WardChangeRead[]> {
    if (cursors.length === 0) return [];
    const { rows } = await this.pool.query<
      Omit<WardChangeRead, 'version' | 'patients' | 'notes'> & {
        version: string;
        patients: Identity[] | null;
        notes: Record<string, string> | null;
      }
    >({
      name: 'read_changes',
      text: 'SELECT * FROM read_changes($1, $2::jsonb, $3)',
      values: [this.organisations, JSON.stringify(cursors), most],
    });
    return rows.map((row) => ({
      ...row,
      version: Number(row.version),
      patients: row.patients ?? [],
      notes: row.notes ?? {},
    }));
  }

  /** A function of the database that sets the caller's rights itself, prepared by its name: one trip. */
  async call<T>(
    name: 'read_house' | 'keep_inbound' | 'names_on_ward',
    values: unknown[],
  ): Promise<T> {
    const places = ['$1', ...values.map((_, index) => `$${index + 2}`)];
    const { rows } = await this.pool.query<{ r: T }>({
      name,
      text: `SELECT ${name}(${places.join(', ')}) AS r`,
      values: [this.organisations, ...values],
    });
    return first(rows).r;
  }

  /** Anything that is not hot, in one transaction with the actor's rights. */
  work<T>(
    job: (manager: EntityManager) => Promise<T>,
    isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
  ): Promise<T> {
    return this.source.transaction(isolation, async (manager) => {
      await manager.query(`SELECT set_config('app.organisations', $1, true)`, [this.organisations]);
      return job(manager);
    });
  }

  /** One statement with the actor's rights. */
  query<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.work((manager) => manager.query<T[]>(text, [...values]));
  }
}

function first<T>(rows: readonly T[]): T {
  const row = rows[0];
  if (row === undefined) throw new Error('the database gave no row where it always gives one');
  return row;
}
