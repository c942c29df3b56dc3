import { io, type Socket } from 'socket.io-client';
import type {
  Board,
  Change,
  ClientToServer,
  ServerToClient,
  Versions,
  WatchAnswer,
} from '#contracts';
import type { Row } from '#domain';

type LiveSocket = Socket<ServerToClient, ClientToServer>;

const ANSWER_MS_MAX = 8_000;

/** One screen of a test: what it shows, and the versions it went through. */
export class LiveScreen {
  /** Rows by stay, as the screen shows them now. */
  readonly rows = new Map<string, Row>();
  /** Stays of the last snapshot. */
  first: readonly string[] = [];
  /** Every version that was told, a snapshot's too, in the order of telling. */
  readonly versions: number[] = [];
  /** Every change as it came. */
  readonly changes: Change[] = [];
  readonly resyncs: { readonly screen: string; readonly ward?: string }[] = [];
  readonly clocks: string[] = [];
  /** Items of a list by their id. */
  readonly items = new Map<string, unknown>();
  vector: Versions = {};
  /** What was wrong with the feed, in words: a gap, a repeat, a vector that does not chain. */
  readonly faults: string[] = [];
  epoch: string | null = null;
  dropped: string | null = null;

  constructor(readonly socket: LiveSocket) {
    socket.on('change', (change) => this.take(change));
    socket.on('resync', (what) => this.resyncs.push(what));
    socket.on('clock', ({ now }) => this.clocks.push(now));
    socket.on('disconnect', (reason) => (this.dropped = reason));
  }

  get version(): number {
    return this.versions.at(-1) ?? 0;
  }

  /**
   * Sends any payload at all and gives back what was acknowledged. What the screen does with the
   * answer is done at once, before anything that came right behind it.
   */
  ask(event: string, payload: unknown, take?: (answer: WatchAnswer) => void): Promise<WatchAnswer> {
    const loose = this.socket as unknown as Socket;
    return new Promise((resolve, reject) => {
      loose
        .timeout(ANSWER_MS_MAX)
        .emit(event, payload, (late: Error | null, answer: WatchAnswer) => {
          if (late !== null) return reject(late);
          take?.(answer);
          resolve(answer);
        });
    });
  }

  /** Watches a ward from the start, or from the version it has. */
  watchWard(ward: string, { resume = false } = {}): Promise<WatchAnswer> {
    const since = resume && this.epoch !== null ? { since: this.version, epoch: this.epoch } : {};
    return this.ask('watch', { screen: 'ward', ward, ...since }, (answer) => {
      if (!answer.ok) return;
      this.epoch = answer.epoch;
      if ('snapshot' in answer) this.show(answer.snapshot as Board);
      else for (const change of answer.changes) this.take(change);
    });
  }

  watchList(screen: 'escalations' | 'system'): Promise<WatchAnswer> {
    return this.ask('watch', { screen }, (answer) => {
      if (!answer.ok) return;
      this.epoch = answer.epoch;
      this.vector = answer.version as Versions;
      if (!('snapshot' in answer)) return;
      this.items.clear();
      for (const item of (answer.snapshot as { readonly items: readonly object[] }).items)
        this.items.set(idOf(item), item);
    });
  }

  close(): void {
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  /** The network goes away under the screen; what it shows stays. */
  drop(): void {
    this.socket.io.engine.close();
  }

  private show(board: Board): void {
    this.rows.clear();
    for (const row of board.rows) this.rows.set(row.stay, row);
    this.versions.push(board.version);
    this.first = [...this.rows.keys()];
  }

  private take(change: Change): void {
    this.changes.push(change);
    if (change.screen === 'escalations' || change.screen === 'system') return this.takeList(change);
    if (this.versions.length > 0 && change.version !== this.version + 1)
      this.faults.push(`${change.ward}: ${this.version} was followed by ${change.version}`);
    this.versions.push(change.version);
    if (change.screen === 'ward') for (const row of change.rows) this.rows.set(row.stay, row);
    for (const stay of change.left) this.rows.delete(stay);
  }

  private takeList(change: Extract<Change, { screen: 'escalations' | 'system' }>): void {
    for (const [ward, from] of Object.entries(change.from))
      if ((this.vector[ward] ?? 0) !== from)
        this.faults.push(`${change.screen}: ${ward} stood at ${this.vector[ward]}, not ${from}`);
    if (Object.keys(change.from).sort().join() !== Object.keys(change.to).sort().join())
      this.faults.push(`${change.screen}: from and to name different wards`);
    this.vector = { ...this.vector, ...change.to };
    for (const item of change.items) this.items.set(idOf(item), item);
    for (const id of change.left) this.items.delete(id);
  }
}

function idOf(item: object): string {
  const { id, ward } = item as { readonly id?: string; readonly ward: string };
  return id ?? ward;
}

function socketTo(url: string, headers: Record<string, string>): LiveSocket {
  return io(`${url}/live`, {
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
}

/** Connects a screen; the reason of a refusal is the message of the error. */
export function openScreen(
  url: string,
  cookie: string,
  more: Record<string, string> = {},
): Promise<LiveScreen> {
  const socket = socketTo(url, { ...(cookie === '' ? {} : { cookie }), ...more });
  const screen = new LiveScreen(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(screen));
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
}

/** Connects the same screen again after it was dropped. */
export function reconnect(screen: LiveScreen): Promise<void> {
  return new Promise((resolve, reject) => {
    screen.dropped = null;
    screen.socket.once('connect', () => resolve());
    screen.socket.once('connect_error', reject);
    screen.socket.connect();
  });
}
