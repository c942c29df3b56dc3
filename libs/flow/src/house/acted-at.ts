import type { InstantText, Result } from '#domain';
import { accept, checkActedAt, epochMs, instantText } from '#domain';
import type { House } from './house.js';
import { nowText } from './house.js';

/** A tablet's clock may run ahead of ours by this much; what it did "just now" is then now. */
const AHEAD_MS_MAX = 30_000;

/** When a person says they acted, by the service's clock; undefined when they do not say. */
export function actedAt(house: House, at: InstantText | undefined): InstantText | undefined {
  if (at === undefined) return undefined;
  const now = nowText(house);
  const ahead = epochMs(at) - epochMs(now);
  return ahead > 0 && ahead <= AHEAD_MS_MAX ? now : instantText(at);
}

/** The same for what is written at once: now when they do not say. Refuses what lies ahead, or too far back. */
export function whenActed(house: House, said: string | undefined): Result<InstantText> {
  const now = nowText(house);
  const at = actedAt(house, said) ?? now;
  const acted = checkActedAt(at, now);
  return acted.ok ? accept(at) : acted;
}
