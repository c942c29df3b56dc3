/** How long a write waits for its turn before the caller is told to come again; as long as for a lock. */
const WAIT_MS_MAX = 4_000;
/** More than so many are not written at once: the first of them would wait for the last. */
const GROUP_MAX = 32;

/** The state in which the database gives up waiting for a lock: told as 503. */
const LOCK_NOT_AVAILABLE = '55P03';

/** What decides which writes may go together: never two on one stream. */
export interface Groupable {
  readonly organisation: string;
  /** Wards that it locks, in the order of their codes. */
  readonly wards: readonly string[];
  readonly streams: readonly string[];
}

/** How writes reach the database. */
export interface Commits<W, R> {
  /** Writes all of them or nothing; null when each must be tried alone, because one of them stands in the way. */
  together(writes: readonly W[]): Promise<readonly R[] | null>;
  alone(write: W): Promise<R>;
}

interface Waiting<W, R> {
  readonly write: W;
  readonly since: number;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that come while others are on their way to the disk go together once those are there: one trip, one
 * transaction and one flush for all of them. Whoever comes to a quiet house goes at once and alone, so nobody
 * waits for company. A ward that is locked elsewhere holds up its own writes only.
 */
export class GroupCommit<W extends Groupable, R> {
  private readonly lanes = new Map<string, Lane<W, R>>();

  constructor(private readonly commits: Commits<W, R>) {}

  write(write: W): Promise<R> {
    const lane = this.lanes.get(write.organisation) ?? new Lane(this.commits);
    this.lanes.set(write.organisation, lane);
    return lane.write(write);
  }
}

/** The writes of one organisation. */
class Lane<W extends Groupable, R> {
  private waiting: Waiting<W, R>[] = [];
  /** Wards whose writes are being tried alone. */
  private readonly held = new Set<string>();
  private running = false;

  constructor(private readonly commits: Commits<W, R>) {}

  write(write: W): Promise<R> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, since: performance.now(), resolve, reject });
      this.go();
    });
  }

  private go(): void {
    if (this.running) return;
    const group = this.next();
    if (group.length === 0) return;
    this.running = true;
    this.commits.together(group.map(({ write }) => write)).then(
      (results) => {
        this.running = false;
        if (results === null) this.eachAlone(group);
        // The next group is on its way before anybody of this one is answered.
        this.go();
        if (results !== null) group.forEach(({ resolve }, index) => resolve(results[index] as R));
      },
      (error: unknown) => {
        this.running = false;
        this.go();
        for (const { reject } of group) reject(error);
      },
    );
  }

  /** Takes the writes that go together out of those that wait, in the order in which they came. */
  private next(): Waiting<W, R>[] {
    const group: Waiting<W, R>[] = [];
    const still: Waiting<W, R>[] = [];
    const streams = new Set<string>();
    const tooLate = performance.now() - WAIT_MS_MAX;
    for (const one of this.waiting) {
      const { write } = one;
      const waits =
        group.length >= GROUP_MAX ||
        write.wards.some((ward) => this.held.has(ward)) ||
        write.streams.some((stream) => streams.has(stream));
      if (one.since < tooLate) one.reject(busy());
      else if (waits) still.push(one);
      else {
        for (const stream of write.streams) streams.add(stream);
        group.push(one);
      }
    }
    this.waiting = still;
    return group;
  }

  /** Wards beside each other, the writes of one ward in their order; what touches several goes with its first. */
  private eachAlone(group: readonly Waiting<W, R>[]): void {
    for (const first of new Set(group.map(({ write }) => write.wards[0]))) {
      const writes = group.filter(({ write }) => write.wards[0] === first);
      const wards = new Set(writes.flatMap(({ write }) => write.wards));
      for (const ward of wards) this.held.add(ward);
      void this.oneByOne(writes).finally(() => {
        for (const ward of wards) this.held.delete(ward);
        this.go();
      });
    }
  }

  private async oneByOne(writes: readonly Waiting<W, R>[]): Promise<void> {
    for (const { write, since, resolve, reject } of writes)
      if (since < performance.now() - WAIT_MS_MAX) reject(busy());
      else await this.commits.alone(write).then(resolve, reject);
  }
}

function busy(): Error {
  return Object.assign(new Error('a ward was busy for too long'), { code: LOCK_NOT_AVAILABLE });
}
