/** How long a write waits for its turn before the caller is told to come again; as long as for a lock. */
const WAIT_MS_MAX = 4_000;

/** The state in which the database gives up waiting for a lock: told as 503. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Writes of one ward, one after the other within this process. The database would make them wait for the
 * ward's row anyway; waiting here costs neither a connection nor a second look at the row. Order between
 * processes stays the database's.
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  async take<T>(key: string, job: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    let done: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (done = resolve));
    this.last.set(key, mine);
    try {
      if (before !== undefined) await waited(before);
      return await job();
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
      done();
    }
  }
}

async function waited(before: Promise<void>): Promise<void> {
  const since = performance.now();
  await before;
  if (performance.now() - since < WAIT_MS_MAX) return;
  throw Object.assign(new Error('a ward was busy for too long'), { code: LOCK_NOT_AVAILABLE });
}
