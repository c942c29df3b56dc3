import type { WardChangeRead, WardCursor } from '../persistence.js';

/** Changes of every ward, each ward's in order, none missing and none twice. */
export interface WardFeedSource {
  /** Versions of all wards as they are now. */
  versions(): Promise<readonly { organisation: string; ward: string; version: number }[]>;
  changes(cursors: readonly WardCursor[], most: number): Promise<readonly WardChangeRead[]>;
}

export interface WardFeedOptions {
  /** How long a missing version may be on its way before it is read from the database. */
  readonly gapMs: number;
  /** How often the small table of versions is asked for what a crash or another process left. */
  readonly pollMs: number;
  /** How many recent changes of a ward are kept for screens that join. */
  readonly recentMax: number;
  readonly onChange: (change: WardChangeRead) => void;
  /** The database no longer holds what was told of a ward: its history was replaced. */
  readonly onReplaced: (ward: WardCursor & { readonly found: number }) => void;
  readonly onError: (error: unknown) => void;
}

const CHANGES_A_READ = 200;
/** Stays at most in the recent changes of all wards together: a large file is no reason to hold the house twice. */
const RECENT_STAYS_MAX = 3_000;

interface WardState {
  readonly organisation: string;
  readonly ward: string;
  last: number;
  readonly waiting: Map<number, WardChangeRead>;
  readonly recent: WardChangeRead[];
  gapSince: number | null;
  readonly reached: { version: number; resolve: () => void }[];
}

/**
 * Puts every ward's changes in order. Changes come from the process that wrote them at once, from
 * peers, and from the database where something is missing; whatever way they come, each is told
 * exactly once and in order. Correctness rests on the database alone.
 */
export class WardFeed {
  private readonly wards = new Map<string, WardState>();
  /** What is kept as recent, the oldest first, and how many stays it names. */
  private readonly kept = new Map<WardChangeRead, WardState>();
  private keptStays = 0;
  private timer: NodeJS.Timeout | null = null;
  private polling: Promise<void> | null = null;
  private again = false;
  private nextPollAt = 0;
  private closed = false;
  /** When the versions were last read with success, by a steady clock in milliseconds. */
  lastPollAt = 0;

  constructor(
    private readonly source: WardFeedSource,
    private readonly options: WardFeedOptions,
  ) {}

  /** Begins at the versions that hold now: what came before is in the snapshots. */
  async start(): Promise<void> {
    for (const { organisation, ward, version } of await this.source.versions())
      this.stateOf(organisation, ward, version);
    this.lastPollAt = performance.now();
    this.nextPollAt = this.lastPollAt + this.options.pollMs;
    this.timer = setInterval(
      () => this.tick(),
      Math.min(this.options.gapMs, this.options.pollMs) / 2,
    );
    this.timer.unref();
  }

  /** A change that is committed, from this process or a peer. */
  offer(change: WardChangeRead): void {
    const state = this.stateOf(change.organisation, change.ward, 0);
    if (change.version <= state.last) return;
    state.waiting.set(change.version, change);
    this.drain(state);
  }

  /** Version of a ward that has been told. */
  versionOf(organisation: string, ward: string): number {
    return this.wards.get(key(organisation, ward))?.last ?? 0;
  }

  /** Resolves when the ward's changes up to a version have been told. */
  reach(organisation: string, ward: string, version: number): Promise<void> {
    const state = this.stateOf(organisation, ward, 0);
    if (state.last >= version) return Promise.resolve();
    return new Promise((resolve) => {
      state.reached.push({ version, resolve });
      this.repair();
    });
  }

  /** Changes after a version that were told lately, or null when they reach too far back. */
  recentSince(
    organisation: string,
    ward: string,
    version: number,
  ): readonly WardChangeRead[] | null {
    const state = this.wards.get(key(organisation, ward));
    if (state === undefined || version >= state.last) return [];
    const first = state.recent[0];
    if (first === undefined || first.version > version + 1) return null;
    return state.recent.filter((change) => change.version > version);
  }

  /** Looks at once for what is missing: a peer said that something happened. */
  repair(): void {
    this.nextPollAt = 0;
    this.tick();
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer !== null) clearInterval(this.timer);
    await this.polling;
  }

  /** A ward that is new since the start begins at nothing, whoever speaks of it first: its first change is told too. */
  private stateOf(organisation: string, ward: string, last: number): WardState {
    const id = key(organisation, ward);
    const known = this.wards.get(id);
    if (known !== undefined) return known;
    const state: WardState = {
      organisation,
      ward,
      last,
      waiting: new Map(),
      recent: [],
      gapSince: null,
      reached: [],
    };
    this.wards.set(id, state);
    return state;
  }

  private keep(state: WardState, change: WardChangeRead): void {
    state.recent.push(change);
    this.kept.set(change, state);
    this.keptStays += change.change.views.length;
    if (state.recent.length > this.options.recentMax) this.forget(state);
    for (const [, oldest] of this.kept) {
      if (this.keptStays <= RECENT_STAYS_MAX) break;
      this.forget(oldest);
    }
  }

  /** A ward's oldest recent change: who joins from before it takes a snapshot. */
  private forget(state: WardState): void {
    const gone = state.recent.shift();
    if (gone === undefined) return;
    this.kept.delete(gone);
    this.keptStays -= gone.change.views.length;
  }

  private drain(state: WardState): void {
    for (;;) {
      const next = state.waiting.get(state.last + 1);
      if (next === undefined) break;
      state.waiting.delete(next.version);
      state.last = next.version;
      this.keep(state, next);
      this.options.onChange(next);
    }
    state.gapSince = state.waiting.size === 0 ? null : (state.gapSince ?? performance.now());
    if (state.reached.length === 0) return;
    const still = state.reached.splice(0).filter((one) => {
      if (one.version <= state.last) one.resolve();
      return one.version > state.last;
    });
    state.reached.push(...still);
  }

  private tick(): void {
    const now = performance.now();
    const gap = [...this.wards.values()].some(
      (state) => state.gapSince !== null && now - state.gapSince >= this.options.gapMs,
    );
    if (this.closed || (!gap && now < this.nextPollAt)) return;
    if (this.polling !== null) {
      this.again = true;
      return;
    }
    this.nextPollAt = now + this.options.pollMs;
    this.polling = this.poll()
      .catch(this.options.onError)
      .finally(() => {
        this.polling = null;
        if (!this.again || this.closed) return;
        this.again = false;
        this.repair();
      });
  }

  private replaced({ organisation, ward, last }: WardState, found: number): void {
    this.options.onReplaced({ organisation, ward, since: last, found });
  }

  private async poll(): Promise<void> {
    const behind: WardCursor[] = [];
    // What was told before the question is held by every answer to it, unless the history is another.
    const told = new Map([...this.wards].map(([id, { last }]) => [id, last]));
    for (const { organisation, ward, version } of await this.source.versions()) {
      const state = this.stateOf(organisation, ward, 0);
      const id = key(organisation, ward);
      if (version < (told.get(id) ?? 0)) this.replaced(state, version);
      told.delete(id);
      if (version > state.last) behind.push({ organisation, ward, since: state.last });
    }
    for (const [id, last] of told) {
      const state = this.wards.get(id);
      if (last > 0 && state !== undefined) this.replaced(state, 0);
    }
    this.lastPollAt = performance.now();
    const changes = await this.source.changes(behind, CHANGES_A_READ);
    for (const change of changes) this.offer(change);
    const counts = new Map<string, number>();
    for (const { ward, organisation } of changes) {
      const id = key(organisation, ward);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    if ([...counts.values()].some((count) => count >= CHANGES_A_READ)) this.again = true;
  }
}

function key(organisation: string, ward: string): string {
  return `${organisation}\n${ward}`;
}
