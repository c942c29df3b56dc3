import { STALE_AFTER_MS } from '#contracts';
import type { InstantText } from '#domain';

/** What we have heard of the service's clock. Milliseconds are this device's own. */
export interface Hearing {
  readonly connected: boolean;
  /** When the line was opened or the clock last heard, by this device; null before the first time. */
  readonly heardAtMs: number | null;
  readonly serverNow: InstantText | null;
  /** When `serverNow` was told, by this device. */
  readonly toldAtMs: number;
}

export const SILENCE: Hearing = {
  connected: false,
  heardAtMs: null,
  serverNow: null,
  toldAtMs: 0,
};

export function opened(hearing: Hearing, nowMs: number): Hearing {
  return { ...hearing, connected: true, heardAtMs: nowMs };
}

export function closed(hearing: Hearing): Hearing {
  return { ...hearing, connected: false };
}

/** The clock was heard: the line lives, and we know the service's time. */
export function ticked(hearing: Hearing, now: InstantText, nowMs: number): Hearing {
  return { ...hearing, heardAtMs: nowMs, serverNow: now, toldAtMs: nowMs };
}

/** An answer told the service's time. It is no heartbeat: only the clock keeps a screen live. */
export function told(hearing: Hearing, now: InstantText, nowMs: number): Hearing {
  return { ...hearing, serverNow: now, toldAtMs: nowMs };
}

/** The line could not be opened: what the page brought along is no longer about to be live. */
export function missed(hearing: Hearing): Hearing {
  if (hearing.heardAtMs !== null || hearing.serverNow === null) return hearing;
  return { ...hearing, heardAtMs: hearing.toldAtMs };
}

/** A screen is live while the line is open and the clock was heard within 30 seconds. */
export function isLive(hearing: Hearing, nowMs: number): boolean {
  return (
    hearing.connected && hearing.heardAtMs !== null && nowMs - hearing.heardAtMs < STALE_AFTER_MS
  );
}

/** The service's time by our reckoning, never ahead of it: the way of the message is not counted. */
export function serverTime(hearing: Hearing, nowMs: number): InstantText | null {
  if (hearing.serverNow === null) return null;
  const passed = Math.max(0, nowMs - hearing.toldAtMs);
  return new Date(Date.parse(hearing.serverNow) + passed).toISOString();
}
