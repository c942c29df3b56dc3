import type { ErrorCode, UnwatchAnswer, WatchAnswer } from '#contracts';
import { CLOCK_EVERY_MS, LIVE, Unwatch, Watch } from '#contracts';
import type { ReferenceBook } from '#domain';
import type { HouseIndex, OpenedHouse, Sessions, Untold } from '#flow';
import { nowText } from '#flow';
import type { WardChangeRead, WardFeed } from '#persistence';
import type { Config, Logger } from '#platform';
import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { OnGatewayInit } from '@nestjs/websockets';
import type { Feed } from '../feed.js';
import { codeOf } from '../http/errors.filter.js';
import { secretOf } from '../http/signed-in.js';
import { CONFIG, FEED, INDEX, LOG, OPENED, SESSIONS } from '../tokens.js';
import { Deliveries } from './deliveries.js';
import type { SharedAnswer } from './frames.js';
import { ListRooms } from './list-rooms.js';
import { SlowScreens } from './slow-screens.js';
import type { LiveNamespace, Screen } from './types.js';
import { WardRooms } from './ward-rooms.js';

const PEERS_GATHER_MS = 5;
const SESSIONS_EVERY_MS = 5_000;
const BOOK_EVERY_MS = 1_000;
const KNOWN: ReadonlySet<string> = new Set(['watch', 'unwatch']);
const MALFORMED = { ok: false, code: 'malformed' } as const;

/**
 * The live feed. Every message is parsed here and always acknowledged: Nest's own handlers would give
 * no acknowledgement after a throw, and its guards do not cover the handshake.
 */
@WebSocketGateway({ namespace: LIVE })
export class LiveGateway implements OnGatewayInit {
  private readonly timers: NodeJS.Timeout[] = [];
  private wards!: WardRooms;
  private lists!: ListRooms;
  private slow!: SlowScreens;
  private namespace!: LiveNamespace;
  /** The book that the screens were last shown with. */
  private shown: ReferenceBook | null = null;

  constructor(
    @Inject(OPENED) private readonly opened: OpenedHouse,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(INDEX) private readonly index: HouseIndex,
    @Inject(FEED) private readonly feed: Feed,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    this.namespace = namespace;
    const { house, epoch } = this.opened;
    const feed: WardFeed = this.feed.wards;
    const deliveries = new Deliveries(namespace);
    this.wards = new WardRooms({ house, feed, epoch, namespace, deliveries });
    this.lists = new ListRooms({ house, index: this.index, epoch, namespace, deliveries });
    this.slow = new SlowScreens(namespace);
    namespace.use((screen, next) => {
      this.signIn(screen).then(
        (code) => (code === null ? next() : next(new Error(code))),
        () => next(new Error('not-ready')),
      );
    });
    namespace.on('connection', (screen) => this.welcome(screen));
    namespace.on('changed', () => feed.repair());
    this.feed.onChange((change) => this.told(change));
    // After this turn of the loop the command is with the database, and this process waits for it.
    this.opened.onForetold((change) => void setImmediate(() => this.foretold(change)));
    if (this.config.redisUrl !== null) this.tellPeers(namespace);
    this.every(CLOCK_EVERY_MS, () => namespace.local.emit('clock', { now: nowText(house) }));
    this.every(SESSIONS_EVERY_MS, () => void this.dropSignedOut());
    this.every(BOOK_EVERY_MS, () => void this.renewBook());
    this.slow.start();
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.lists.close();
    this.slow.close();
  }

  /** Lets the other instances look at once for what this one wrote; many writes make one word. */
  private tellPeers(namespace: LiveNamespace): void {
    let soon: NodeJS.Timeout | null = null;
    this.opened.onTold(() => {
      soon ??= setTimeout(() => {
        soon = null;
        namespace.serverSideEmit('changed');
      }, PEERS_GATHER_MS);
    });
  }

  private foretold(change: Untold): void {
    const { latest } = this.opened.house.books;
    try {
      if (latest !== null) this.wards.foretell(change, latest);
    } catch (error) {
      // What cannot be drawn now is drawn, or fails, where somebody hears of it: when it is told.
      this.log.warn({ err: error }, 'a change could not be drawn before it was told');
    }
  }

  private told(change: WardChangeRead): void {
    const { latest } = this.opened.house.books;
    if (latest !== null) this.wards.tell(change, latest);
    const ward = this.index.apply(change);
    if (ward !== null) this.lists.touch(ward.ward);
  }

  private async signIn(screen: Screen): Promise<ErrorCode | null> {
    const secret = secretOf(screen.handshake.headers.cookie);
    const person = secret === '' ? null : await this.sessions.find(secret);
    if (person === null) return 'not-signed-in';
    screen.data = { person, secret };
    return null;
  }

  private welcome(screen: Screen): void {
    screen.emit('clock', { now: nowText(this.opened.house) });
    screen.on('watch', (...sent: unknown[]) => {
      const { payload, answer } = messageOf<WatchAnswer | SharedAnswer>(sent);
      const read = Watch.safeParse(payload);
      if (!read.success || (ofOneWard(read.data) && read.data.ward === undefined))
        return answer(MALFORMED);
      this.watch(screen, read.data, answer).catch((error: unknown) => {
        this.log.warn({ err: error }, 'a watch failed');
        answer({ ok: false, code: codeOf(error) });
      });
    });
    screen.on('unwatch', (...sent: unknown[]) => {
      const { payload, answer } = messageOf<UnwatchAnswer>(sent);
      const read = Unwatch.safeParse(payload);
      if (!read.success) return answer(MALFORMED);
      if (ofOneWard(read.data)) this.wards.unwatch(screen, read.data);
      else this.lists.unwatch(screen, read.data);
      answer({ ok: true });
    });
    screen.onAny((event: string, ...sent: unknown[]) => {
      if (!KNOWN.has(event)) messageOf<UnwatchAnswer>(sent).answer(MALFORMED);
    });
  }

  private async watch(
    screen: Screen,
    watch: Watch,
    answer: (answer: WatchAnswer | SharedAnswer) => void,
  ): Promise<void> {
    // Rights hold at this moment: a session that ended since the handshake opens nothing.
    const person = await this.sessions.find(screen.data.secret);
    if (person === null) return answer({ ok: false, code: 'not-signed-in' });
    screen.data.person = person;
    await this.opened.house.books.now();
    return ofOneWard(watch)
      ? this.wards.watch(screen, watch, answer)
      : this.lists.watch(screen, watch, answer);
  }

  private async dropSignedOut(): Promise<void> {
    const secrets = [...this.namespace.sockets.values()].map((screen) => screen.data.secret);
    const ended = await this.sessions.endedOf(secrets).catch(() => new Set<string>());
    for (const screen of this.namespace.sockets.values())
      if (ended.has(screen.data.secret)) screen.disconnect(true);
  }

  /** What a changed ward, list or threshold shows differently is watched again. */
  private async renewBook(): Promise<void> {
    const before = this.shown;
    const now = await this.opened.house.books.now().catch(() => before);
    this.shown = now;
    if (before === null || now === null || now === before) return;
    const changed = wardsShownDifferently(before, now);
    for (const ward of changed) this.lists.touch(ward);
    this.wards.resync(changed);
  }

  private every(ms: number, job: () => void): void {
    const timer = setInterval(job, ms);
    timer.unref();
    this.timers.push(timer);
  }
}

/** Wards whose screens look different under another book: all of them when more than wards changed. */
function wardsShownDifferently(before: ReferenceBook, now: ReferenceBook): string[] {
  const common = ({ reasonLists, thresholds, owners, sites }: ReferenceBook) =>
    JSON.stringify([[...reasonLists], [...thresholds], [...owners], [...sites]]);
  const all = common(before) !== common(now);
  return [...now.wards]
    .filter(
      ([code, ward]) => all || JSON.stringify(before.wards.get(code)) !== JSON.stringify(ward),
    )
    .map(([code]) => code);
}

/** Boards and walls are of one ward; lists span wards. */
function ofOneWard({ screen }: Pick<Watch, 'screen'>): boolean {
  return screen === 'ward' || screen === 'wall';
}

/**
 * What a screen sent: one payload, and the acknowledgement, which always comes last and is given
 * once; a message with more or less cannot be read, and one that asks for no answer gets none.
 */
function messageOf<T>(sent: readonly unknown[]): { payload: unknown; answer: (answer: T) => void } {
  const acknowledge = sent.at(-1);
  const asks = typeof acknowledge === 'function';
  const said = asks ? sent.slice(0, -1) : sent;
  let answered = !asks;
  return {
    payload: said.length === 1 ? said[0] : undefined,
    answer: (answer) => {
      if (answered) return;
      answered = true;
      (acknowledge as (answer: T) => void)(answer);
    },
  };
}
