import { describe, expect, it } from '@jest/globals';
import type { Change, WardChange, Watch } from '#contracts';
import fc from 'fast-check';
import { newFeed, step } from './feed.js';
import type { Feed, FeedEvent } from './feed.js';
import { aBoard, aList, aRow, aSystem, anItem, someCounts } from './samples.js';

const EPOCH = 'e1';

function run(feed: Feed, ...events: FeedEvent[]): { feed: Feed; asked: Watch[] } {
  const asked: Watch[] = [];
  for (const event of events) {
    const next = step(feed, event);
    feed = next.feed;
    if (next.watch !== null) asked.push(next.watch);
  }
  return { feed, asked };
}

const ward = (version: number, rows = [aRow({ stay: `s${version}`, version })]): WardChange => ({
  screen: 'ward',
  ward: 'W1',
  version,
  rows,
  left: [],
});

const changed = (change: Change): FeedEvent => ({ type: 'changed', change });

const snapshot = (ask: number, version: number, epoch = EPOCH): FeedEvent => ({
  type: 'answered',
  ask,
  answer: { ok: true, epoch, version, snapshot: aBoard({ version }) },
});

const changes = (ask: number, version: number, ...list: Change[]): FeedEvent => ({
  type: 'answered',
  ask,
  answer: { ok: true, epoch: EPOCH, version, changes: list },
});

/** A ward feed that follows at version 5. */
function following(): Feed {
  return run(newFeed({ screen: 'ward', ward: 'W1' }), { type: 'connected' }, snapshot(1, 5)).feed;
}

const versionOf = (feed: Feed) => feed.picture?.version;

describe('a followed ward', () => {
  it('asks for a snapshot when the line opens, and follows from it', () => {
    const { feed, asked } = run(
      newFeed({ screen: 'ward', ward: 'W1' }),
      { type: 'connected' },
      snapshot(1, 5),
      changed(ward(6)),
      changed(ward(7)),
    );
    expect(asked).toEqual([{ screen: 'ward', ward: 'W1' }]);
    expect(feed.phase).toBe('following');
    expect(versionOf(feed)).toBe(7);
  });

  it('ignores a change it has already seen', () => {
    const before = following();
    const { feed, asked } = run(before, changed(ward(5)), changed(ward(4)));
    expect(feed.picture).toBe(before.picture);
    expect(asked).toEqual([]);
  });

  it('asks again from its own version when a change is missing, and does not apply what came after the hole', () => {
    const { feed, asked } = run(following(), changed(ward(8)));
    expect(versionOf(feed)).toBe(5);
    expect(asked).toEqual([{ screen: 'ward', ward: 'W1', since: 5, epoch: EPOCH }]);
    const mended = run(feed, changes(2, 8, ward(6), ward(7), ward(8)));
    expect(versionOf(mended.feed)).toBe(8);
    expect(mended.asked).toEqual([]);
  });

  it('holds changes that overtake the answer, and applies those that follow on', () => {
    const { feed, asked } = run(
      newFeed({ screen: 'ward', ward: 'W1' }),
      { type: 'connected' },
      changed(ward(7)),
      changed(ward(5)),
      changed(ward(6)),
      snapshot(1, 5),
    );
    expect(versionOf(feed)).toBe(7);
    expect(asked).toHaveLength(1);
  });

  it('says on reconnecting which version and epoch it has', () => {
    const { asked } = run(following(), { type: 'disconnected' }, { type: 'connected' });
    expect(asked).toEqual([{ screen: 'ward', ward: 'W1', since: 5, epoch: EPOCH }]);
  });

  it('keeps its picture while the line is down, and applies nothing', () => {
    const { feed } = run(following(), { type: 'disconnected' }, changed(ward(6)));
    expect(feed.phase).toBe('apart');
    expect(versionOf(feed)).toBe(5);
  });

  it('asks without a version when told to resync', () => {
    const { asked } = run(following(), { type: 'resync' });
    expect(asked).toEqual([{ screen: 'ward', ward: 'W1' }]);
  });

  it('takes a snapshot of another epoch even with a lower version', () => {
    const { feed } = run(
      following(),
      { type: 'disconnected' },
      { type: 'connected' },
      snapshot(2, 2, 'e2'),
    );
    expect(versionOf(feed)).toBe(2);
    expect(feed.picture?.epoch).toBe('e2');
  });

  it('does not go backwards when a lagging instance answers with an older snapshot', () => {
    const { feed } = run(following(), { type: 'resync' }, snapshot(2, 3));
    expect(versionOf(feed)).toBe(5);
  });

  it('asks afresh when the changes end before the version that the answer names', () => {
    const { asked } = run(
      following(),
      { type: 'disconnected' },
      { type: 'connected' },
      changes(2, 9, ward(6), ward(7)),
    );
    expect(asked.at(-1)).toEqual({ screen: 'ward', ward: 'W1' });
  });

  it('asks afresh when the changes belong to another epoch', () => {
    const first = run(following(), { type: 'disconnected' }, { type: 'connected' });
    const { asked } = run(first.feed, {
      type: 'answered',
      ask: 2,
      answer: { ok: true, epoch: 'e2', version: 6, changes: [ward(6)] },
    });
    expect(asked).toEqual([{ screen: 'ward', ward: 'W1' }]);
  });

  it('does not listen to the answer of an earlier question', () => {
    const { feed } = run(
      newFeed({ screen: 'ward', ward: 'W1' }),
      { type: 'connected' },
      { type: 'disconnected' },
      { type: 'connected' },
      snapshot(1, 9),
    );
    expect(feed.phase).toBe('asking');
    expect(feed.picture).toBeNull();
  });

  it('asks again when no answer comes', () => {
    const { asked } = run(
      newFeed({ screen: 'ward', ward: 'W1' }),
      { type: 'connected' },
      { type: 'unanswered', ask: 1 },
    );
    expect(asked).toHaveLength(2);
  });

  it('shows nothing of a ward that it may not see, not even what it showed before', () => {
    const { feed } = run(
      following(),
      { type: 'resync' },
      {
        type: 'answered',
        ask: 2,
        answer: { ok: false, code: 'not-found' },
      },
    );
    expect(feed.picture).toBeNull();
    expect(feed.refusal).toBe('not-found');
    expect(run(feed, changed(ward(6))).feed.picture).toBeNull();
  });

  it('asks for a new board when the service is in another day', () => {
    const same = run(following(), { type: 'dated', date: '2026-03-04' });
    expect(same.asked).toEqual([]);
    const next = run(following(), { type: 'dated', date: '2026-03-05' });
    expect(next.asked).toEqual([{ screen: 'ward', ward: 'W1' }]);
  });

  it('lets a patient go who left, and keeps beds in the order of the ward', () => {
    const rows = [aRow({ stay: 'a', bed: 'A10' }), aRow({ stay: 'b', bed: 'A2' })];
    const first = run(following(), changed(ward(6, rows))).feed;
    const { feed } = run(
      first,
      changed({ ...ward(7, [aRow({ stay: 'c', bed: 'A1' })]), left: ['a'] }),
    );
    const board = feed.picture?.screen === 'ward' ? feed.picture.body : null;
    expect(board?.rows.map((row) => row.bed)).toEqual(['A1', 'A2']);
  });

  it('counts an empty change, so that versions never skip', () => {
    expect(versionOf(run(following(), changed(ward(6, []))).feed)).toBe(6);
  });

  it('never goes backwards and ends at the last version, whatever order and repetition changes come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        (order, drops) => {
          let feed = following();
          let reached = 5;
          order.forEach((offset, index) => {
            const event: FeedEvent = drops[index]
              ? { type: 'disconnected' }
              : changed(ward(offset));
            for (const one of drops[index] ? [event, { type: 'connected' } as const] : [event]) {
              const next = step(feed, one);
              feed = next.feed;
              // The service answers at once with all there is, up to version 12.
              const since = next.watch?.since;
              if (next.watch !== null && typeof since === 'number') {
                const missing = Array.from({ length: 12 - since }, (_, i) => ward(since + 1 + i));
                feed = step(feed, changes(feed.ask, 12, ...missing)).feed;
              }
            }
            const version = Number(versionOf(feed));
            expect(version).toBeGreaterThanOrEqual(reached);
            reached = version;
          });
          expect(run(feed, { type: 'disconnected' }).feed.phase).toBe('apart');
        },
      ),
    );
  });
});

describe('a list that spans wards', () => {
  const system = (): Feed =>
    run(
      newFeed({ screen: 'system' }),
      { type: 'connected' },
      {
        type: 'answered',
        ask: 1,
        answer: {
          ok: true,
          epoch: EPOCH,
          version: { W1: 3, W2: 8 },
          snapshot: aSystem({ W1: 3, W2: 8 }, [someCounts('W1'), someCounts('W2')]),
        },
      },
    ).feed;

  const reds = (feed: Feed) =>
    feed.picture?.screen === 'system'
      ? Object.fromEntries(feed.picture.body.items.map((item) => [item.ward, item.red]))
      : {};

  it('moves only the wards that a change names', () => {
    const { feed, asked } = run(
      system(),
      changed({
        screen: 'system',
        from: { W1: 3 },
        to: { W1: 6 },
        items: [someCounts('W1', { red: 9 })],
        left: [],
      }),
    );
    expect(asked).toEqual([]);
    expect(feed.picture?.version).toEqual({ W1: 6, W2: 8 });
    expect(reds(feed)).toEqual({ W1: 9, W2: 5 });
  });

  it('asks again with its vector when a change begins after what it has', () => {
    const { asked } = run(
      system(),
      changed({ screen: 'system', from: { W1: 4 }, to: { W1: 5 }, items: [], left: [] }),
    );
    expect(asked).toEqual([{ screen: 'system', since: { W1: 3, W2: 8 }, epoch: EPOCH }]);
  });

  it('never takes one ward backwards when a change is new for one and old for another', () => {
    const { feed } = run(
      system(),
      changed({
        screen: 'system',
        from: { W1: 3, W2: 5 },
        to: { W1: 4, W2: 7 },
        items: [someCounts('W1', { red: 1 }), someCounts('W2', { red: 2 })],
        left: [],
      }),
    );
    expect(feed.picture?.version).toEqual({ W1: 4, W2: 8 });
    expect(reds(feed)).toEqual({ W1: 1, W2: 5 });
  });

  it('takes in a ward that it never heard of', () => {
    const { feed } = run(
      system(),
      changed({
        screen: 'system',
        from: {},
        to: { W3: 1 },
        items: [someCounts('W3', { red: 0 })],
        left: [],
      }),
    );
    expect(reds(feed)).toEqual({ W1: 5, W2: 5, W3: 0 });
  });

  it('keeps the waiting list longest first, and lets go what left', () => {
    const start = run(
      newFeed({ screen: 'escalations' }),
      { type: 'connected' },
      {
        type: 'answered',
        ask: 1,
        answer: {
          ok: true,
          epoch: EPOCH,
          version: { W1: 1 },
          snapshot: aList({ W1: 1 }, [anItem('old', { since: '2026-02-01' }), anItem('mid')]),
        },
      },
    ).feed;
    const { feed } = run(
      start,
      changed({
        screen: 'escalations',
        from: { W1: 1 },
        to: { W1: 2 },
        items: [anItem('new', { since: '2026-02-20' })],
        left: ['old'],
      }),
    );
    const ids =
      feed.picture?.screen === 'escalations' ? feed.picture.body.items.map((i) => i.id) : [];
    expect(ids).toEqual(['new', 'mid']);
  });

  it('keeps an item that came back in a newer version of another ward when an old leaving arrives late', () => {
    const start = run(
      newFeed({ screen: 'escalations' }),
      { type: 'connected' },
      {
        type: 'answered',
        ask: 1,
        answer: {
          ok: true,
          epoch: EPOCH,
          version: { W1: 1, W2: 4 },
          snapshot: aList({ W1: 1, W2: 4 }, [anItem('moved', { ward: 'W2' })]),
        },
      },
    ).feed;
    const { feed } = run(
      start,
      changed({
        screen: 'escalations',
        from: { W1: 1, W2: 3 },
        to: { W1: 2, W2: 4 },
        items: [],
        left: ['moved'],
      }),
    );
    const ids =
      feed.picture?.screen === 'escalations' ? feed.picture.body.items.map((i) => i.id) : [];
    expect(ids).toEqual(['moved']);
  });
});
