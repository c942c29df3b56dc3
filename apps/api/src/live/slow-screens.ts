import type { Screen as ScreenName } from '#contracts';
import type { LiveNamespace, Screen } from './types.js';

/** Messages that may wait for a screen before it is taken out of the feed. */
const WAITING_MAX = 64;
/** How long a screen may be behind before it is dropped. */
const BEHIND_MS_MAX = 10_000;
const LOOK_EVERY_MS = 100;

interface Behind {
  readonly since: number;
  readonly watched: readonly { readonly screen: ScreenName; readonly ward?: string }[];
}

/**
 * A slow screen costs nothing: when too much waits for it, it leaves its rooms, so that nothing more is
 * kept for it; when it has read what waited it is told to watch again; when it does not it is dropped.
 */
export class SlowScreens {
  private readonly behind = new Map<string, Behind>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly namespace: LiveNamespace) {}

  start(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private look(): void {
    for (const screen of this.namespace.sockets.values()) {
      const waiting = waitingFor(screen);
      const behind = this.behind.get(screen.id);
      if (behind === undefined) {
        if (waiting > WAITING_MAX) this.takeOut(screen);
      } else if (waiting === 0) {
        this.behind.delete(screen.id);
        for (const what of behind.watched) screen.emit('resync', what);
      } else if (performance.now() - behind.since > BEHIND_MS_MAX) {
        this.behind.delete(screen.id);
        screen.conn.close(true);
      }
    }
    for (const id of this.behind.keys())
      if (!this.namespace.sockets.has(id)) this.behind.delete(id);
  }

  private takeOut(screen: Screen): void {
    const watched = [...screen.rooms].flatMap((room) => watchedIn(room));
    for (const room of screen.rooms) if (room !== screen.id) void screen.leave(room);
    this.behind.set(screen.id, { since: performance.now(), watched });
  }
}

/** Messages the engine still holds for a screen: those the network has not taken. */
function waitingFor(screen: Screen): number {
  return (screen.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer
    .length;
}

/** What a room is watched for, by its name (see the two kinds of rooms). */
function watchedIn(room: string): { screen: ScreenName; ward?: string }[] {
  const [what = ''] = room.split('|', 1);
  for (const screen of ['ward', 'wall'] as const)
    if (what.startsWith(`${screen}:`))
      return [{ screen, ward: decodeURIComponent(what.slice(screen.length + 1)) }];
  return what === 'escalations' || what === 'system' ? [{ screen: what }] : [];
}
