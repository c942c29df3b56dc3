import type { DataAges, SourceAge, SourceListed } from '#contracts';
import { epochMs } from '#domain';
import type { InstantText } from '#domain';

/** One source as the list of sources shows it: what is set of it, and when each kind of feed spoke. */
export interface SourceRow {
  readonly source: string;
  readonly organisation: string | null;
  /** Null: nothing was set of it, as for a system that only sends files. */
  readonly listed: SourceListed | null;
  readonly feeds: readonly SourceAge[];
  readonly state: SourceStateWords;
}

export type SourceStateWords = 'quiet' | 'not-accepted' | 'live' | 'never';

const ORDER: readonly SourceStateWords[] = ['quiet', 'not-accepted', 'live', 'never'];

/** Every source, those first that somebody has to look at, then by name. */
export function sourceRows(
  listed: readonly SourceListed[],
  { items }: Pick<DataAges, 'items'>,
): SourceRow[] {
  const names = new Set([...listed, ...items].map(({ source }) => source));
  return [...names]
    .map((source): SourceRow => {
      const set = listed.find((one) => one.source === source) ?? null;
      const feeds = items.filter((one) => one.source === source);
      const organisation = set?.organisation ?? feeds[0]?.organisation ?? null;
      return { source, organisation, listed: set, feeds, state: stateOf(set, feeds) };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        a.source.localeCompare(b.source, 'en-GB'),
    );
}

function stateOf(listed: SourceListed | null, feeds: readonly SourceAge[]): SourceStateWords {
  const parks = listed !== null && !listed.accepted && listed.organisation !== null;
  if (parks && !feeds.some(({ kind }) => kind === 'census')) return 'not-accepted';
  if (feeds.length === 0) return 'never';
  return feeds.some(({ quiet }) => quiet) ? 'quiet' : 'live';
}

/** How old the latest news of a ward is, and who brought it. */
export interface WardAge {
  readonly ward: string;
  readonly name: string;
  readonly source: string;
  readonly lastAt: InstantText;
  readonly quiet: boolean;
}

/** The latest word on each ward, the oldest first: what has gone quiet stands on top. */
export function wardAges({ items, asOf }: DataAges): WardAge[] {
  const latest = new Map<string, WardAge>();
  for (const { source, quietAfterMinutes, wards } of items)
    for (const { ward, name, lastAt } of wards) {
      if (epochMs(latest.get(ward)?.lastAt ?? BEGINNING) >= epochMs(lastAt)) continue;
      const quiet = epochMs(asOf) - epochMs(lastAt) > quietAfterMinutes * 60_000;
      latest.set(ward, { ward, name, source, lastAt, quiet });
    }
  return [...latest.values()].sort(
    (a, b) =>
      epochMs(a.lastAt) - epochMs(b.lastAt) ||
      a.name.localeCompare(b.name, 'en-GB', { numeric: true }),
  );
}

const BEGINNING = '1970-01-01T00:00:00.000Z';
