/** What became of one part at the end of the process. */
export interface Closed {
  name: string;
  outcome: 'closed' | 'failed' | 'abandoned';
  error?: unknown;
}

export interface Shutdown {
  /** Registers a part that must be closed; the last one added is the first one closed. */
  add(name: string, close: () => Promise<void> | void, withinMs?: number): void;
  /** Registers what is done as soon as closing begins, before anything is closed: doors are shut at once. */
  atOnce(job: () => void): void;
  /** Closes everything, once; every further call gets the same promise. */
  close(): Promise<Closed[]>;
  /** True from the moment closing began: no new work then. */
  readonly closing: boolean;
}

interface Part {
  name: string;
  close: () => Promise<void> | void;
  withinMs: number;
}

async function closeOne(part: Part, leftMs: number): Promise<Closed> {
  let timer: NodeJS.Timeout | undefined;
  const outOfTime = new Promise<Closed>((resolve) => {
    timer = setTimeout(
      () => resolve({ name: part.name, outcome: 'abandoned' }),
      Math.max(0, Math.min(part.withinMs, leftMs)),
    );
  });
  const work = (async (): Promise<Closed> => {
    try {
      await part.close();
      return { name: part.name, outcome: 'closed' };
    } catch (error) {
      return { name: part.name, outcome: 'failed', error };
    }
  })();
  const closed = await Promise.race([work, outOfTime]);
  clearTimeout(timer);
  return closed;
}

/**
 * Closes the parts of a process in the opposite order of their start, within a budget. A part that
 * fails or hangs is left behind, and the next still gets its turn: the database, started first, is
 * stopped last and always.
 * @param budgetMs time for all parts together. Once it is spent the rest still get `LAST_CHANCE_MS` each.
 */
export function createShutdown({ budgetMs }: { budgetMs: number }): Shutdown {
  const parts: Part[] = [];
  const jobsAtOnce: (() => void)[] = [];
  let running: Promise<Closed[]> | null = null;

  async function closeAll(): Promise<Closed[]> {
    const begunMs = performance.now();
    for (const job of jobsAtOnce) job();
    const report: Closed[] = [];
    for (let part = parts.pop(); part; part = parts.pop()) {
      const leftMs = budgetMs - (performance.now() - begunMs);
      report.push(await closeOne(part, Math.max(leftMs, LAST_CHANCE_MS)));
    }
    return report;
  }

  return {
    add: (name, close, withinMs = budgetMs) => {
      parts.push({ name, close, withinMs });
    },
    atOnce: (job) => {
      jobsAtOnce.push(job);
    },
    close: () => (running ??= closeAll()),
    get closing() {
      return running !== null;
    },
  };
}

const LAST_CHANCE_MS = 250;
