import type { FactBodies, InstantText, ReferenceBook, ReferenceKind } from '#domain';
import { BookFold, bookOf } from '#domain';
import type { Persistence } from '#persistence';
import { SERVICE } from '#persistence';

/**
 * Keeps the reference book that a decision is made with. Every read of a stay or a board says which
 * version holds; the book is read anew only when that changed.
 */
export class BookKeeper {
  private held: { readonly version: number; readonly book: ReferenceBook } | null = null;
  private reading: Promise<{ readonly version: number; readonly book: ReferenceBook }> | null =
    null;

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

  private read() {
    return (this.reading ??= this.load().finally(() => (this.reading = null)));
  }

  private async load() {
    const held = await this.persistence.as(SERVICE).work(async (manager) => {
      const [head] = await manager.query<{ version: string }[]>(
        'SELECT version FROM reference_head',
      );
      const version = Number(head?.version ?? 0);
      if (this.held?.version === version) return this.held;
      const rows = await manager.query<
        { kind: ReferenceKind; code: string; validFrom: string; value: unknown }[]
      >('SELECT kind, code, valid_from AS "validFrom", value FROM reference');
      return { version, book: bookOf(rows) };
    });
    this.held = held;
    return held;
  }
}
