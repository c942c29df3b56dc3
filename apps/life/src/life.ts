import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SystemPicture, WardListed } from '#contracts';
import type { InstantText, WardCounts } from '#domain';
import { demonstrationWards, epochMs, instantText } from '#domain';
import type { Logger } from '#platform';
import { MINUTE } from '#synthetic';
import { Temporal } from 'temporal-polyfill';
import { act } from './acts.js';
import type { Outcome } from './acts.js';
import { adtMessage, sendAdt } from './hospital-system.js';
import { intentsOf } from './minute.js';
import type { WardSeen } from './minute.js';
import { peopleAtWork } from './people-at-work.js';
import { serviceAt } from './service.js';

/** The ward that is left to whoever tries the service: nobody else does anything there. */
export const WARD_TO_TRY = 'RWEAA-W23';

export interface LifeOptions {
  /** Address of the service's HTTP. */
  readonly url: string;
  readonly mllp: { readonly host: string; readonly port: number };
  readonly seed: number;
  readonly log: Logger;
  /** Wards that live; the demonstration's own when left out. A ward that somebody brings in is never touched. */
  readonly wards?: readonly string[];
}

/** What came of everything tried so far, by outcome and by the code of a refusal. */
export type Tally = Readonly<Record<string, number>>;

export interface Life {
  readonly tally: Tally;
  /** Lives on minute by minute until it is closed, each minute's acts spread over it. */
  begin(): void;
  /**
   * Lives one minute now, without spreading it out: what the minute `as` holds, or the minute it is.
   * Answers how long to wait before trying again when the service is busy, else 0.
   */
  liveMinute(as?: InstantText): Promise<number>;
  /** Ends at once: what is under way is given up, and whoever was asked has the answer or not. */
  close(): Promise<void>;
}

/** The director sees the counts of every ward. */
const WATCHER = 'director.on-call';
const BACK_OFF_MS_MAX = 60_000;

/** The people of a demonstration and its hospitals' own system, living on the running service from outside. */
export function openLife({ url, mllp, seed, log, wards }: LifeOptions): Life {
  const stop = new AbortController();
  const { signal } = stop;
  const service = serviceAt({ url, signal });
  const people = peopleAtWork();
  const living = new Set(wards ?? demonstrationWards().map(({ code }) => code));
  const tally: Record<string, number> = {};
  let entries: ReadonlyMap<string, WardListed> = new Map();
  let begun = false;

  function count(outcome: Outcome): void {
    const key = outcome.kind === 'refused' ? `refused: ${outcome.code}` : outcome.kind;
    tally[key] = (tally[key] ?? 0) + 1;
  }

  /** The system as it is now: its wards once, their counts and versions every time. */
  async function look() {
    if (entries.size === 0) {
      const read = await service.as(WATCHER).get<WardListed[]>('/wards');
      if (read.kind !== 'given') return read;
      entries = new Map(
        read.body.filter(({ code }) => living.has(code)).map((ward) => [ward.code, ward]),
      );
    }
    const system = await service.as(WATCHER).get<SystemPicture>('/system');
    if (system.kind !== 'given') return system;
    const { versions, asOf, items } = system.body;
    people.read(versions, asOf);
    if (!begun) for (const { ward, lastMarkAt } of items) people.markedBefore(ward, lastMarkAt);
    begun = true;
    return system;
  }

  async function liveMinute(as?: InstantText, spread = false): Promise<number> {
    const system = await look();
    if (system.kind !== 'given') {
      count(system);
      return system.kind === 'busy' ? system.waitMs : BACK_OFF_MS_MAX;
    }
    const { asOf, items } = system.body;
    const seenMs = performance.now();
    const now = () => later(asOf, performance.now() - seenMs);
    const intents = intentsOf(seed, as ?? asOf, seenOf(items, entries));
    for (const [index, intent] of intents.entries()) {
      if (spread) await until(seenMs + ((index + 0.5) / intents.length) * (leftOf(asOf) - 1_000));
      if (signal.aborted) return 0;
      const outcome = await act(
        {
          seed,
          now: now(),
          minute: as ?? asOf,
          service,
          wards: entries,
          people,
          isLeftAlone: (ward) => ward === WARD_TO_TRY || people.isBusy(ward, now()),
          tellHouse: (told) => sendAdt(mllp, adtMessage(told, randomUUID()), signal),
        },
        intent,
      );
      count(outcome);
      if (outcome.kind === 'busy') return outcome.waitMs;
    }
    if (spread) await until(seenMs + leftOf(asOf));
    return 0;
  }

  async function until(ms: number): Promise<void> {
    await pause(Math.max(0, ms - performance.now()), undefined, { signal }).catch(() => undefined);
  }

  /** Minute after minute until it is stopped; while the service is busy, more and more rarely. */
  async function live(): Promise<void> {
    let backOffMs = 0;
    while (!signal.aborted) {
      const waitMs = await liveMinute(undefined, true);
      if (waitMs === 0) {
        if (backOffMs > 0) log.info('the demonstration lives again');
        backOffMs = 0;
        continue;
      }
      if (backOffMs === 0 && !signal.aborted)
        log.info('the demonstration rests: the service is busy');
      backOffMs = Math.min(BACK_OFF_MS_MAX, Math.max(waitMs, backOffMs * 2));
      await until(performance.now() + backOffMs);
    }
  }

  let lived: Promise<void> = Promise.resolve();
  return {
    tally,
    begin: () => {
      lived = live();
    },
    liveMinute: (as) => liveMinute(as),
    close: async () => {
      stop.abort();
      await lived;
    },
  };
}

function seenOf(
  items: readonly WardCounts[],
  entries: ReadonlyMap<string, WardListed>,
): WardSeen[] {
  return items.flatMap((counts) => {
    const entry = entries.get(counts.ward);
    if (entry === undefined) return [];
    const { kind, openBeds, roundDue, occupied, delayed, unreviewed } = counts;
    return [
      {
        entry,
        kind,
        openBeds,
        roundDue,
        occupied: occupied ?? 0,
        delayed: delayed ?? 0,
        unreviewed: unreviewed ?? 0,
      },
    ];
  });
}

/** Milliseconds that are left of the minute. */
function leftOf(at: InstantText): number {
  return MINUTE - (epochMs(at) % MINUTE);
}

function later(at: InstantText, byMs: number): InstantText {
  return instantText(Temporal.Instant.from(at).add({ milliseconds: Math.floor(byMs) }));
}
