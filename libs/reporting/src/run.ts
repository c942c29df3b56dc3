import { readFileSync } from 'node:fs';
import type { Person } from '#domain';
import { actorOf } from '#persistence';
import type { Persistence } from '#persistence';

/** How many sums over closed days run at once in a process: the boards come first. */
const AT_ONCE = 2;
const WAITING_MAX = 20;
const STATEMENT_MS_MAX = 5_000;

/** The state in which the database has no room left: told as 503, come again. */
const NO_ROOM = '53300';

/** Text of a query, as it lies beside this file. */
export function queryText(...names: string[]): string {
  return names
    .map((name) => readFileSync(new URL(`./queries/${name}.sql`, import.meta.url), 'utf8'))
    .join('\n');
}

export type Ask = <T>(text: string, values: readonly unknown[]) => Promise<T[]>;

/** The house's one door for long sums: a few at a time, each bounded, with the asker's rights. */
export class ReportingDesk {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly persistence: Persistence,
    private readonly statementMs = STATEMENT_MS_MAX,
  ) {}

  /** One consistent look at the database; all that is asked in it sees the same moment. */
  async look<T>(person: Person, job: (ask: Ask) => Promise<T>): Promise<T> {
    await this.place();
    try {
      return await this.persistence.as(actorOf(person)).work(async (manager) => {
        // A sum is planned for its own values and read once: compiling it would cost more than it saves.
        await manager.query(
          `SELECT set_config('statement_timeout', $1, true), set_config('jit', 'off', true)`,
          [String(this.statementMs)],
        );
        return job((text, values) => manager.query(text, [...values]));
      }, 'REPEATABLE READ');
    } finally {
      this.leave();
    }
  }

  private async place(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= WAITING_MAX)
      throw Object.assign(new Error('too many sums are asked for at once'), { code: NO_ROOM });
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest takes the place over; else it is free. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
