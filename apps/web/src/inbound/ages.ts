import { epochMs } from '#domain';
import type { InstantText } from '#domain';
import type { InboundPage } from './inbound-page.js';

/** A source that says nothing for so long is worth a telephone call. */
const QUIET_AFTER_MS = 2 * 3_600_000;

export interface SourceAge {
  readonly source: string;
  /** When it last sent anything; null when that is not among what was read. */
  readonly latest: InstantText | null;
  /** Where `latest` is null: it sent nothing since then at least; null when it never sent anything. */
  readonly silentSince: InstantText | null;
  readonly quiet: boolean;
}

/**
 * How old the news of each source is, the oldest first. Pages hold the latest items of each state; a
 * source that is on none of them was last heard before the oldest item of those that go on.
 */
export function sourceAges(
  pages: readonly InboundPage[],
  known: readonly string[],
  now: InstantText,
): SourceAge[] {
  const latest = new Map<string, InstantText>();
  for (const { source, receivedAt } of pages.flatMap(({ items }) => items))
    if (receivedAt > (latest.get(source) ?? '')) latest.set(source, receivedAt);
  const ends = pages.flatMap(({ items, next }) =>
    next === null ? [] : (items.at(-1)?.receivedAt ?? []),
  );
  const silentSince = ends.sort().at(-1) ?? null;
  const ages = [...new Set([...latest.keys(), ...known])].map((source): SourceAge => {
    const at = latest.get(source) ?? null;
    const heard = at ?? silentSince;
    const quiet = heard === null || epochMs(now) - epochMs(heard) > QUIET_AFTER_MS;
    return { source, latest: at, silentSince: at === null ? silentSince : null, quiet };
  });
  return ages.sort(
    (a, b) => rank(a).localeCompare(rank(b)) || a.source.localeCompare(b.source, 'en-GB'),
  );
}

function rank({ latest, silentSince }: SourceAge): string {
  return latest ?? silentSince ?? '';
}
