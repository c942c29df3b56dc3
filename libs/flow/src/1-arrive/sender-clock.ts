import { compareInstants, epochMs, instantText } from '#domain';
import type { InstantText } from '#domain';
import type { AdtEvent, AdtVisit } from '#interop';

/** A sender's clock may be so far ahead of ours: what it then says of the future has happened now. */
const AHEAD_MS_MAX = 5 * 60_000;

/** What a message parked for its time waits for; such keys stand in the order of their times. */
export const TIME_KEY = 'time:';

/**
 * An event with the times that a clock a little ahead of ours gave it taken as now. When it was written down stays
 * as the sender says: that orders the sender's own words.
 */
export function byOurClock(event: AdtEvent, now: InstantText): AdtEvent {
  const { swapWith } = event;
  return {
    ...event,
    occurredAt: notAhead(event.occurredAt, now),
    visit: visitByOurClock(event.visit, now),
    ...(swapWith === undefined
      ? {}
      : { swapWith: { ...swapWith, visit: visitByOurClock(swapWith.visit, now) } }),
  };
}

function visitByOurClock(visit: AdtVisit, now: InstantText): AdtVisit {
  const { admittedAt, dischargedAt } = visit;
  return {
    ...visit,
    ...(admittedAt === undefined ? {} : { admittedAt: notAhead(admittedAt, now) }),
    ...(dischargedAt === undefined ? {} : { dischargedAt: notAhead(dischargedAt, now) }),
  };
}

function notAhead(at: string, now: InstantText): string {
  const ahead = epochMs(at) - epochMs(now);
  return ahead > 0 && ahead <= AHEAD_MS_MAX ? now : at;
}

/** Under which key a message waits for the last of the times that it says. */
export function timeKey({ occurredAt, visit, swapWith }: AdtEvent): string {
  const told = [occurredAt, visit.admittedAt, visit.dischargedAt];
  const others = [swapWith?.visit.admittedAt, swapWith?.visit.dischargedAt];
  const last = [...told, ...others]
    .flatMap((at) => (at === undefined ? [] : instantText(at)))
    .reduce((a, b) => (compareInstants(b, a) > 0 ? b : a));
  return keyOf(last);
}

/** The keys of what waits no longer at a time are those up to this one. */
export function keyOf(at: InstantText): string {
  return `${TIME_KEY}${new Date(epochMs(at)).toISOString()}`;
}
