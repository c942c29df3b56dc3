import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RoundAnswer } from '#contracts';
import type { InstantText } from '#domain';
import { demonstrationWards, epochMs, instantText } from '#domain';
import type { Logger } from '#platform';
import { MINUTE } from '#synthetic';
import { Temporal } from 'temporal-polyfill';
import { act } from './acts.js';
import { adtMessage, sendAdt } from './hospital-system.js';
import { intentsOf } from './minute.js';
import { outlookOn } from './outlook.js';
import type { Seen } from './outlook.js';
import { peopleAtWork } from './people-at-work.js';
import type { Acting, Outcome } from './scene.js';
import { serviceAt } from './service.js';

export interface LifeOptions {
  /** Address of the service's HTTP. */
  readonly url: string;
  readonly mllp: { readonly host: string; readonly port: number };
  readonly seed: number;
  readonly log: Logger;
  /** Wards that live; the demonstration's own when left out. A ward that somebody brings in is never touched. */
  readonly wards?: readonly string[];
}

export interface Life {
  /** What came of everything tried so far, by outcome and by the code of a refusal. */
  readonly tally: Readonly<Record<string, number>>;
  /** Lives on minute by minute until it is closed, each minute's acts spread over it. */
  begin(): void;
  /**
   * Lives one minute at once: what the minute `as` holds, or the minute it is. Answers how long to
   * wait before trying again when the service is busy, else 0.
   */
  liveMinute(as?: InstantText): Promise<number>;
  /** Ends: an act that is under way has a second to be answered, and nothing new is begun. */
  close(): Promise<void>;
}

const BACK_OFF_MS_MAX = 60_000;
const LAST_ACT_MS = 1_000;

/** The people of a demonstration and its hospitals' own system, living on the running service from outside. */
export function openLife(options: LifeOptions): Life {
  const stop = new AbortController();
  const cut = new AbortController();
  const { signal } = stop;
  const tally: Record<string, number> = {};
  const livingOf = minuteOf(options, { stopped: signal, cut: cut.signal });
  let lived: Promise<void> = Promise.resolve();

  async function liveMinute(as: InstantText | undefined, pace: Pace): Promise<number> {
    for await (const outcome of livingOf(as, pace)) {
      // What the closing doors cut short says nothing of the service.
      if (outcome.kind === 'busy' && signal.aborted) return 0;
      const key = outcome.kind === 'refused' ? `refused: ${outcome.code}` : outcome.kind;
      tally[key] = (tally[key] ?? 0) + 1;
      if (outcome.kind === 'busy') return outcome.waitMs;
    }
    return 0;
  }

  const until: Pace = async (ms) => {
    const waitMs = Math.max(0, ms - performance.now());
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
  };

  return {
    tally,
    liveMinute: (as) => liveMinute(as, () => Promise.resolve()),
    begin: () => {
      lived = liveOn(() => liveMinute(undefined, until), { until, signal, log: options.log });
    },
    close: async () => {
      stop.abort();
      const late = setTimeout(() => cut.abort(), LAST_ACT_MS);
      await lived;
      clearTimeout(late);
      options.log.debug({ tally }, 'the demonstration lived');
    },
  };
}

/** Waits until a moment of `performance.now()`, or until the life is closed. */
type Pace = (ms: number) => Promise<void>;

/** The acts of one minute, one after the other, at their moments of it. */
function minuteOf(
  { url, mllp, seed, wards }: LifeOptions,
  { stopped, cut }: { readonly stopped: AbortSignal; readonly cut: AbortSignal },
) {
  const service = serviceAt({ url, signal: cut });
  const people = peopleAtWork();
  const living = new Set(wards ?? demonstrationWards().map(({ code }) => code));
  const look = outlookOn(service, living, people);
  const rounds = new Map<string, RoundAnswer['round']>();
  const tellHouse: Acting['tellHouse'] = (told) =>
    sendAdt(mllp, adtMessage(told, randomUUID()), cut);

  return async function* minute(as: InstantText | undefined, until: Pace): AsyncGenerator<Outcome> {
    const seen = await look();
    if (seen.kind === 'refused') yield { kind: 'busy', waitMs: BACK_OFF_MS_MAX };
    else if (seen.kind === 'busy') yield seen;
    if (seen.kind !== 'given') return;
    const { asOf, counts } = seen.body;
    const seenMs = performance.now();
    const now = () => later(asOf, performance.now() - seenMs);
    const leftMs = MINUTE - (epochMs(asOf) % MINUTE);
    const intents = intentsOf(seed, as ?? asOf, counts);
    const isLeftAlone = (ward: string) => people.isBusy(ward, now());
    for (const [index, intent] of intents.entries()) {
      await until(seenMs + ((index + 0.5) / intents.length) * leftMs);
      if (stopped.aborted) return;
      yield act({ ...toActWith(seen.body), minute: as ?? asOf, now: now(), isLeftAlone }, intent);
    }
    await until(seenMs + leftMs);
  };

  function toActWith(seen: Seen) {
    return { seed, service, tellHouse, people, rounds, wards: seen.wards, reasons: seen.reasons };
  }
}

/** Minute after minute; while the service is busy more and more rarely, and the log tells of it once. */
async function liveOn(
  liveMinute: () => Promise<number>,
  { until, signal, log }: { until: Pace; readonly signal: AbortSignal; readonly log: Logger },
): Promise<void> {
  let backOffMs = 0;
  while (!signal.aborted) {
    const waitMs = await liveMinute();
    if (signal.aborted) return;
    if (waitMs === 0) {
      if (backOffMs > 0) log.info('the demonstration lives again');
      backOffMs = 0;
      continue;
    }
    if (backOffMs === 0) log.info('the demonstration rests while the service is busy');
    backOffMs = Math.min(BACK_OFF_MS_MAX, Math.max(waitMs, backOffMs * 2));
    await until(performance.now() + backOffMs);
  }
}

function later(at: InstantText, byMs: number): InstantText {
  return instantText(Temporal.Instant.from(at).add({ milliseconds: Math.floor(byMs) }));
}
