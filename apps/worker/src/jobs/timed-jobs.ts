import type { House } from '#flow';
import { closeDueDays, prune, sealDue } from '#flow';

/** Every timed job of the service, in one place. */
export type JobName = 'close-days' | 'seal' | 'prune';

export interface TimedJob {
  readonly everyMs: number;
  /** What it does, for whoever reads the list. */
  readonly does: string;
  /** Asks what is due by the service's clock and does it; safe to run twice, late, or by two at once. */
  readonly run: (
    house: House,
    stopping: () => boolean,
  ) => Promise<Readonly<Record<string, number>>>;
}

/** The queue only wakes these up: what is due is decided by the service's clock and the ledger. */
export const TIMED_JOBS: Readonly<Record<JobName, TimedJob>> = {
  'close-days': {
    everyMs: 5_000,
    does: 'Closes the dates that are over, ward by ward, and closes again what later facts changed.',
    run: async (house, stopping) => ({ ...(await closeDueDays(house, stopping)) }),
  },
  seal: {
    everyMs: 10 * 60_000,
    does: 'Once a night, seals the ends of all streams of each organisation.',
    run: async (house) => ({ seals: await sealDue(house) }),
  },
  prune: {
    everyMs: 60 * 60_000,
    does: 'Forgets changes after 7 days, answers of commands after 30, inbound bytes after 90, ended sessions.',
    run: async (house) => ({ ...(await prune(house)) }),
  },
};
