import type { CensusRow } from '#interop';

export interface LinedRow {
  readonly line: number;
  readonly row: CensusRow;
}

/** Text gathered until it is worth bytes of its own. */
const GATHERED_MAX = 4_096;

/**
 * Rows of a file put away as bytes until their ward's turn comes: a tenth of what they take as
 * objects, and outside the heap that the collector walks.
 */
export class RowSpool {
  private readonly chunks: Buffer[] = [];
  private gathered: string[] = [];
  private length = 0;
  count = 0;

  add(row: LinedRow): void {
    const text = JSON.stringify(row);
    this.gathered.push(text);
    this.length += text.length;
    this.count += 1;
    if (this.length >= GATHERED_MAX) this.putAway();
  }

  /** No more will come: nothing is left outside the bytes. */
  close(): void {
    if (this.gathered.length > 0) this.putAway();
  }

  *rows(): Generator<LinedRow> {
    for (const chunk of this.chunks) yield* JSON.parse(`[${chunk.toString()}]`) as LinedRow[];
    for (const text of this.gathered) yield JSON.parse(text) as LinedRow;
  }

  private putAway(): void {
    this.chunks.push(Buffer.from(this.gathered.join(',')));
    this.gathered = [];
    this.length = 0;
  }
}
