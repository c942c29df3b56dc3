import { midnightsBetween } from '../time/london.js';
import type { LocalDate } from '../time/london.js';
import type { EscalationItem } from './items.js';

/** Days that something waits, in the steps in which a week is spoken of: under two, two to six, seven or more. */
export type WaitAge = '0' | '2' | '7';

export function waitAge(since: LocalDate, today: LocalDate): WaitAge {
  const days = midnightsBetween(since, today);
  if (days < 2) return '0';
  return days < 7 ? '2' : '7';
}

/** How much waits on one ward for one who must act: numbers alone, so that it may be projected. */
export interface Waiting {
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly level: number;
  /** The council whose residents wait. */
  readonly authority: string | null;
  readonly age: WaitAge;
  /** The longest wait among them. */
  readonly since: LocalDate;
  readonly red: number;
  readonly delayed: number;
}

/** What waits, counted by owner, level, council and age, in the order of the longest wait. */
export function waitingOf(items: readonly EscalationItem[], today: LocalDate): Waiting[] {
  const groups = new Map<string, Waiting>();
  for (const item of items) {
    const { owner, ownerName, level, authority } = item;
    const age = waitAge(item.since, today);
    const key = JSON.stringify([owner, level, authority, age]);
    const held = groups.get(key);
    groups.set(key, {
      owner,
      ownerName,
      level,
      authority,
      age,
      since: held === undefined || item.since < held.since ? item.since : held.since,
      red: (held?.red ?? 0) + (item.kind === 'red' ? 1 : 0),
      delayed: (held?.delayed ?? 0) + (item.kind === 'delay' ? 1 : 0),
    });
  }
  return [...groups]
    .sort(([a, one], [b, other]) =>
      one.since === other.since ? (a < b ? -1 : 1) : one.since < other.since ? -1 : 1,
    )
    .map(([, waiting]) => waiting);
}
