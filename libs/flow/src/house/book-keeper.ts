import type { FactBodies, InstantText, ReferenceBook, ReferenceKind } from '#domain';
import { BookFold, bookOf } from '#domain';
import type { Persistence } from '#persistence';
import { SERVICE } from '#persistence';

/**
 * What history a database holds: its own number, when it was started and when its tables were made. Files can only be
 * put back while the database is stopped, and a dump makes the tables anew: either way the history has another name.
 */
const EPOCH = `SELECT md5(concat_ws(' ', epoch, extract(epoch FROM pg_postmaster_start_time()), 'house'::regclass::oid))
  FROM house`;

interface Held {
  readonly version: number;
  readonly book: ReferenceBook;
}

/**
 * Keeps the reference book that a decision is made with, and the name of the history that it is part of. Every read
 * of a stay or a board says which version holds; the book is read anew only when that changed.
 */
export class BookKeeper {
  private held: Held | null = null;
  private reading: Promise<Held> | null = null;
  private history = '';

  constructor(private readonly persistence: Persistence) {}

  /** The book of a version, or of a later one. */
  async at(version: number): Promise<ReferenceBook> {
    if (this.held !== null && this.held.version >= version) return this.held.book;
    return (await this.read()).book;
  }

  /** The book as it is now in the database. */
  async now(): Promise<ReferenceBook> {
    return (await this.read()).book;
  }

  /** The book last read, without waiting; null before the first read. */
  get latest(): ReferenceBook | null {
    return this.held?.book ?? null;
  }

  /** The book last read; what a screen may be rendered with. */
  async any(): Promise<ReferenceBook> {
    return this.held?.book ?? (await this.read()).book;
  }

  /** The book as it was recorded by an instant, folded from the facts. */
  async asOf(at: InstantText): Promise<ReferenceBook> {
    const facts = await this.persistence.as(SERVICE).query<{ body: string }>(
      `SELECT f.body FROM fact f
       JOIN (SELECT DISTINCT organisation, 'reference:' || kind AS stream FROM reference) r
         ON f.organisation = r.organisation AND f.stream = r.stream
       WHERE f.recorded_at <= $1 ORDER BY f.position`,
      [at],
    );
    const fold = new BookFold();
    for (const { body } of facts) fold.add(JSON.parse(body) as FactBodies['reference-set']);
    return fold.book();
  }

  /**
   * Names the history that the database held when the book was last read: new after a restore. All processes on one
   * running database name it alike.
   */
  get epoch(): string {
    return this.history;
  }

  private read() {
    return (this.reading ??= this.load().finally(() => (this.reading = null)));
  }

  private async load() {
    const held = await this.persistence.as(SERVICE).work(async (manager) => {
      const [head] = await manager.query<{ version: string; epoch: string | null }[]>(
        `SELECT version, (${EPOCH}) AS epoch FROM reference_head`,
      );
      const version = Number(head?.version ?? 0);
      const epoch = head?.epoch ?? '';
      // A version of another history says nothing of this one.
      const same = epoch === this.history;
      this.history = epoch;
      if (same && this.held?.version === version) return this.held;
      const rows = await manager.query<
        { kind: ReferenceKind; code: string; validFrom: string; value: unknown }[]
      >('SELECT kind, code, valid_from AS "validFrom", value FROM reference');
      return { version, book: bookOf(rows) };
    });
    this.held = held;
    return held;
  }
}
