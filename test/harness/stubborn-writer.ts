import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpClient } from './http-client.js';
import type { Seeded } from './seeded.js';

/** A command that was given, and how often the day had been marked by its writer before. */
interface Given {
  readonly commandId: string;
  readonly stay: string;
  readonly ifVersion: number;
}

export interface Acknowledged extends Given {
  readonly wardVersion: number;
}

const RETRY_MS = 20;

/**
 * A tablet that marks days of patients nobody else marks, and gives a command again, with its id,
 * until it is told that it was taken: across a network that dies and a service that starts again.
 */
export class StubbornWriter {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that a writer with patients of its own never expects. */
  readonly surprises: string[] = [];
  retries = 0;
  private readonly versions: Map<string, number>;

  constructor(
    private readonly client: HttpClient,
    private readonly stays: readonly string[],
    private readonly date: string,
    private readonly chance: Seeded,
    /** How often days were marked before. */
    before: ReadonlyMap<string, number> = new Map(),
  ) {
    this.versions = new Map(before);
  }

  /** Marks until it is told to stop; the command that is under way then is seen through. */
  async markWhile(going: () => boolean): Promise<void> {
    while (going()) await this.see(this.next());
  }

  private next(): Given {
    const stay = this.chance.pick(this.stays);
    return { commandId: randomUUID(), stay, ifVersion: this.versions.get(stay) ?? 0 };
  }

  private async see(given: Given): Promise<void> {
    for (;;) {
      const answer = await this.send(given);
      if (answer?.status === 200) {
        const { day, wardVersion } = answer.body;
        if (day.version !== given.ifVersion + 1)
          this.surprises.push(`version ${day.version} after ${given.ifVersion}`);
        this.versions.set(given.stay, day.version);
        this.acknowledged.push({ ...given, wardVersion });
        return;
      }
      if (answer !== null && answer.status !== 503) {
        this.surprises.push(`${answer.status} ${answer.text}`);
        return;
      }
      this.retries += 1;
      await pause(RETRY_MS);
    }
  }

  private async send({ commandId, stay, ifVersion }: Given) {
    try {
      return await this.client.mark<{ day: { version: number }; wardVersion: number }>(
        stay,
        this.date,
        { commandId, ifVersion, constraint: 'I02' },
      );
    } catch {
      // The connection died: nobody knows whether the mark was taken.
      return null;
    }
  }
}
