import pg from 'pg';

const LOOK_EVERY_MS = 500;

/** The database was asked and did not answer: told as 503. Whether it did what was asked is not known. */
class Unanswered extends Error {
  readonly code = '08006';

  constructor() {
    super('the database did not answer in time');
    this.name = 'Unanswered';
  }
}

interface BoundedOptions extends pg.ClientConfig {
  /** How long an answer may take; more than the database's own bound of a statement. */
  readonly answerMsMax?: number;
}

/**
 * A connection that waits for an answer no longer than it may, whatever became of the database: its own time-outs
 * end nothing while it stands still, or while the network swallows what it says. A connection that was not answered
 * is cut, so that nobody is given it again; what was asked on it ends as `Unanswered`. The driver's own bound
 * (`query_timeout`) would leave the connection as it is, and a transaction would then give it back to the pool.
 */
export class BoundedClient extends pg.Client {
  private readonly usualMs: number;
  private mostMs: number;
  private asked = 0;
  /** Since when an answer is waited for, by a steady clock. */
  private since: number | null = null;

  constructor(options: BoundedOptions) {
    super(options);
    this.usualMs = options.answerMsMax ?? Infinity;
    this.mostMs = this.usualMs;
    // Before the driver's own listener, which may ask the next thing at once.
    this.connection.prependListener('readyForQuery', () => this.answered());
    const look = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    this.once('end', () => clearInterval(look));
  }

  override query = ((...given: Parameters<pg.Client['query']>) => {
    this.asked += 1;
    this.since ??= performance.now();
    return super.query(...given);
  }) as pg.Client['query'];

  /** From here on an answer may take so long, until the connection is given back. */
  mayTake(ms: number): void {
    this.mostMs = ms;
  }

  /** The next who is given this connection waits no longer than is usual. */
  givenBack(): void {
    this.mostMs = this.usualMs;
  }

  private answered(): void {
    this.asked = Math.max(0, this.asked - 1);
    this.since = this.asked > 0 ? performance.now() : null;
  }

  private look(): void {
    if (this.since === null || performance.now() - this.since < this.mostMs) return;
    this.since = null;
    this.connection.stream.destroy(new Unanswered());
  }
}
