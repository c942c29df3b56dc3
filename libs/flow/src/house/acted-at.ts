import type { InstantText } from '#domain';
import { epochMs, instantText } from '#domain';
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
