import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { WardChangeRead, WardCursor } from '../persistence.js';
import { WardFeed, type WardFeedOptions } from './ward-feed.js';

const change = (ward: string, version: number): WardChangeRead => ({
  organisation: 'RWE',
  ward,
  version,
  change: { views: [], left: [] },
  patients: [],
  notes: {},
});

/** A table of changes as the database would keep it, and a feed that begins at what it holds. */
async function feedOn(held: WardChangeRead[], own: Partial<WardFeedOptions> = {}) {
  const told: string[] = [];
  const replaced: string[] = [];
  const versions = () => {
    const last = new Map<string, number>();
    for (const { ward, version } of held) last.set(ward, Math.max(version, last.get(ward) ?? 0));
    return Promise.resolve(
      [...last].map(([ward, version]) => ({ organisation: 'RWE', ward, version })),
    );
  };
  const changes = (cursors: readonly WardCursor[], most: number) =>
    Promise.resolve(
      cursors.flatMap(({ ward, since }) =>
        held
          .filter((one) => one.ward === ward && one.version > since)
          .sort((a, b) => a.version - b.version)
          .slice(0, most),
      ),
    );
  const feed = new WardFeed(
    { versions, changes },
    {
      gapMs: 10_000,
      pollMs: 10_000,
      recentMax: 4,
      onChange: ({ ward, version }) => told.push(`${ward}/${version}`),
      onReplaced: ({ ward, since, found }) => replaced.push(`${ward}: ${found} after ${since}`),
      onError: (error) => {
        throw error;
      },
      ...own,
    },
  );
  await feed.start();
  return { feed, told, replaced };
}

describe('the feed of a ward', () => {
  it('begins at what is held and tells what is offered in order, each once', async () => {
    const { feed, told } = await feedOn([change('W1', 1), change('W1', 2)]);
    for (const version of [4, 3, 3, 5, 2, 4]) feed.offer(change('W1', version));
    expect(told).toEqual(['W1/3', 'W1/4', 'W1/5']);
    await feed.close();
  });

  it('reads what was never offered when somebody needs it', async () => {
    const held = [change('W1', 1)];
    const { feed, told } = await feedOn(held);
    held.push(change('W1', 2), change('W1', 3), change('W1', 4));
    feed.offer(change('W1', 4));
    expect(told).toEqual([]);
    await feed.reach('RWE', 'W1', 4);
    expect(told).toEqual(['W1/2', 'W1/3', 'W1/4']);
    await feed.close();
  });

  it('tells a new ward from its first change, though a screen asks for a later one at once', async () => {
    const held = [change('W1', 1)];
    const { feed, told } = await feedOn(held);
    held.push(change('W2', 1), change('W2', 2));
    await feed.reach('RWE', 'W2', 2);
    expect(told).toEqual(['W2/1', 'W2/2']);
    held.push(change('W3', 1), change('W3', 2));
    feed.offer(change('W3', 2));
    feed.repair();
    while (told.length < 4) await soon();
    expect(told.slice(2)).toEqual(['W3/1', 'W3/2']);
    await feed.close();
  });

  it('reads on until it has more than one reading gives', async () => {
    const held = [change('W1', 1)];
    const { feed, told } = await feedOn(held);
    for (let version = 2; version <= 501; version += 1) held.push(change('W1', version));
    await feed.reach('RWE', 'W1', 501);
    expect(told).toHaveLength(500);
    expect(told.at(-1)).toBe('W1/501');
    await feed.close();
  });

  it('says that history was replaced when a ward went back, or is gone, and never while a write is under way', async () => {
    const held = [change('W1', 1), change('W2', 1)];
    const { feed, replaced, told } = await feedOn(held);
    const looked = async () => {
      const before = feed.lastPollAt;
      feed.repair();
      while (feed.lastPollAt === before) await soon();
    };
    // Told while the question is on its way: the answer is older, and history is the same.
    feed.repair();
    feed.offer(change('W1', 2));
    while (!told.includes('W1/2')) await soon();
    held.push(change('W1', 2));
    await looked();
    await looked();
    expect(replaced).toEqual([]);
    held.splice(0, held.length, change('W1', 1));
    await looked();
    expect(replaced).toEqual(['W1: 1 after 2', 'W2: 0 after 1']);
    await feed.close();
  });

  it('gives the last changes to a screen that joins, and says when they are not enough', async () => {
    const { feed } = await feedOn([change('W1', 1)]);
    for (let version = 2; version <= 9; version += 1) feed.offer(change('W1', version));
    expect(feed.recentSince('RWE', 'W1', 9)).toEqual([]);
    expect(feed.recentSince('RWE', 'W1', 7)?.map(({ version }) => version)).toEqual([8, 9]);
    expect(feed.recentSince('RWE', 'W1', 4)).toBeNull();
    expect(feed.recentSince('RWE', 'W9', 0)).toEqual([]);
    await feed.close();
  });
});
