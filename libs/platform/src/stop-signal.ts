/** Why the process is asked to stop. */
export type StopReason = (typeof SIGNALS)[number];

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export interface StopWatch {
  /** Settles with the first signal that asks for a stop. */
  reason: Promise<StopReason>;
  /** Leaves the signals to whoever else listens. */
  end(): void;
}

/**
 * Waits for the first signal to stop and ignores the ones that follow, for a Ctrl-C reaches the process
 * twice when npm passes it on, and an orderly end must not be cut short by the second.
 */
export function watchForStop(): StopWatch {
  const offs: (() => void)[] = [];
  const reason = new Promise<StopReason>((resolve) => {
    for (const signal of SIGNALS) {
      const listener = () => resolve(signal);
      process.on(signal, listener);
      offs.push(() => process.off(signal, listener));
    }
  });
  return { reason, end: () => offs.forEach((off) => off()) };
}
