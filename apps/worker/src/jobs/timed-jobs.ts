import type { House } from '#flow';
import { closeDueDays, prune, resumeInbound, resumeTimed, sealDue } from '#flow';

/** Every timed job of the service, in one place. */
export type JobName = 'close-days' | 'seal' | 'prune' | 'resume-inbound';

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

/** Longer than a message may be at work: what is older was cut off. */
const CUT_OFF_SECONDS = 60;

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
  'resume-inbound': {
    everyMs: 30_000,
    does: 'Applies messages that were stored and then cut off, when nobody can still be at work on them, and those whose time has come.',
    run: async (house) => {
      const before = house.clock.now().subtract({ seconds: CUT_OFF_SECONDS }).toString();
      return { resumed: (await resumeInbound(house, before)) + (await resumeTimed(house)) };
    },
  },
  prune: {
    everyMs: 60 * 60_000,
    does: 'Forgets changes after 7 days, answers of commands after 30, inbound bytes after 90 (a setting), ended sessions.',
    run: async (house) => ({ ...(await prune(house)) }),
  },
};
