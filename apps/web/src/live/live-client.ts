import { londonDate } from '#domain';
import type { InstantText } from '#domain';
import type { ClientToServer, PageSeed, ServerToClient, Watch } from '#contracts';
import type { Socket } from 'socket.io-client';
import { concerns, feedOfSeed, newFeed, sameTopic, step } from './feed.js';
import type { Feed, FeedEvent, Topic } from './feed.js';
import { SILENCE, closed, isLive, missed, opened, serverTime, ticked, told } from './hearing.js';
import type { Hearing } from './hearing.js';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** What the shell shows of the line. It changes at most once a minute while all is well. */
export interface LineState {
  readonly state: 'connecting' | 'live' | 'not-live';
  /** The service's time when live; the last time we heard it when not. */
  readonly at: InstantText | null;
}

export const NO_LINE: LineState = { state: 'connecting', at: null };

export interface LiveClient {
  /** Follows a topic until the returned function is called; any number may follow the same one. */
  readonly follow: (topic: Topic) => () => void;
  readonly feed: (topic: Topic) => Feed;
  readonly line: () => LineState;
  /** The service's time by our reckoning, or null before it was ever told. */
  readonly now: () => InstantText | null;
  readonly subscribe: (listener: () => void) => () => void;
  readonly retry: () => void;
  readonly close: () => void;
}

const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
const TRY_AGAIN_MS = 3_000;
const MINUTE_MS = 60_000;
/** How long a topic is followed on when nobody does. */
const LEFT_AFTER_MS = 1_000;

interface Followed {
  feed: Feed;
  followers: number;
}

const keyOf = (topic: Topic) => `${topic.screen}/${topic.ward ?? ''}`;

/**
 * Follows screens over one socket. All order and repair is in `step`; this only carries events in
 * and questions out, and keeps the time at which the service was last heard.
 */
export function createLiveClient(
  socket: LiveSocket,
  { whenSignedOut, board }: LiveParts,
): LiveClient {
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  const line = createLine(notify);
  const seeded = board === null ? null : feedOfSeed(board);
  if (board !== null) line.hear((hearing, nowMs) => told(hearing, board.snapshot.asOf, nowMs));
  const follows = createFollows({ socket, line, notify, whenSignedOut, seeded });
  const stopListening = listen(socket, line, follows, whenSignedOut);
  return {
    follow: follows.follow,
    feed: follows.feed,
    line: line.state,
    now: line.now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (!socket.connected) socket.disconnect().connect();
    },
    close() {
      line.stop();
      stopListening();
      socket.disconnect();
    },
  };
}

interface LiveParts {
  readonly whenSignedOut: () => void;
  /** The board that the page brought along: the first to follow it goes on from there. */
  readonly board: PageSeed['board'];
}

type Line = ReturnType<typeof createLine>;
type Follows = ReturnType<typeof createFollows>;

/** What was heard of the service, looked at every second because silence makes no event. */
function createLine(notify: () => void) {
  let hearing: Hearing = SILENCE;
  let state = NO_LINE;

  function look(): void {
    const next = lineOf(hearing, Date.now());
    if (sameLine(state, next)) return;
    state = next;
    notify();
  }

  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    hear(how: (hearing: Hearing, nowMs: number) => Hearing): void {
      hearing = how(hearing, Date.now());
      look();
    },
    state: () => state,
    now: () => serverTime(hearing, Date.now()),
    stop: () => clearInterval(timer),
  };
}

/** The followed topics: each event goes through `step`, each question to the service. */
function createFollows(parts: {
  readonly socket: LiveSocket;
  readonly line: Line;
  readonly notify: () => void;
  readonly whenSignedOut: () => void;
  readonly seeded: Feed | null;
}) {
  const { socket, line, notify, whenSignedOut } = parts;
  const followed = new Map<string, Followed>();
  let { seeded } = parts;

  function happen(one: Followed, event: FeedEvent): void {
    const { feed, watch } = step(one.feed, event);
    if (feed !== one.feed) {
      one.feed = feed;
      notify();
    }
    if (watch !== null) ask(one, watch, feed.ask);
  }

  function ask(one: Followed, watch: Watch, number: number): void {
    socket.timeout(ANSWER_WITHIN_MS).emit('watch', watch, (failure, answer) => {
      if (!socket.connected || followed.get(keyOf(one.feed.topic)) !== one) return;
      if (failure !== null) return happen(one, { type: 'unanswered', ask: number });
      if (answer.ok && 'snapshot' in answer) {
        const { asOf } = answer.snapshot;
        line.hear((hearing, nowMs) => told(hearing, asOf, nowMs));
      }
      if (!answer.ok && answer.code === 'not-signed-in') whenSignedOut();
      happen(one, { type: 'answered', ask: number, answer });
    });
  }

  /** What there is of a topic that nobody follows yet. */
  function begun(topic: Topic): Feed {
    return seeded !== null && sameTopic(seeded.topic, topic) ? seeded : blank(topic);
  }

  function follow(topic: Topic): () => void {
    const key = keyOf(topic);
    const one = followed.get(key) ?? { feed: begun(topic), followers: 0 };
    if (one.feed === seeded) seeded = null;
    followed.set(key, one);
    one.followers += 1;
    if (one.feed.phase === 'apart' && socket.connected) happen(one, { type: 'connected' });
    return () => {
      one.followers -= 1;
      // Whoever goes from the round to the board goes on with what was there, also while the line is down.
      if (one.followers === 0) setTimeout(() => leave(key, one), LEFT_AFTER_MS);
    };
  }

  function leave(key: string, one: Followed): void {
    if (one.followers > 0 || followed.get(key) !== one) return;
    followed.delete(key);
    if (socket.connected) socket.emit('unwatch', { ...one.feed.topic }, () => undefined);
  }

  return {
    follow,
    feed: (topic: Topic): Feed => followed.get(keyOf(topic))?.feed ?? begun(topic),
    all: (event: FeedEvent) => followed.forEach((one) => happen(one, event)),
    about: (what: { readonly screen: Topic['screen']; readonly ward?: string }, event: FeedEvent) =>
      followed.forEach((one) => {
        if (concerns(one.feed.topic, what)) happen(one, event);
      }),
  };
}

/** Carries what the socket says to the line and the follows; answers with how to stop. */
function listen(
  socket: LiveSocket,
  line: Line,
  follows: Follows,
  whenSignedOut: () => void,
): () => void {
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  function tryAgainSoon(): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.connect(), TRY_AGAIN_MS);
  }

  socket.on('connect', () => {
    line.hear(opened);
    follows.all({ type: 'connected' });
  });
  socket.on('disconnect', (reason) => {
    line.hear(closed);
    follows.all({ type: 'disconnected' });
    // After a kick by the service socket.io does not come back by itself.
    if (reason === 'io server disconnect') tryAgainSoon();
  });
  socket.on('connect_error', (error) => {
    if (error.message === 'not-signed-in') whenSignedOut();
    else if (!socket.active) tryAgainSoon();
    line.hear(missed);
  });
  socket.on('clock', ({ now }) => {
    line.hear((hearing, nowMs) => ticked(hearing, now, nowMs));
    follows.all({ type: 'dated', date: londonDate(now) });
  });
  socket.on('change', (change) => follows.about(change, { type: 'changed', change }));
  socket.on('resync', (what) => follows.about(what, { type: 'resync' }));
  return () => clearTimeout(retryTimer);
}

/** One empty feed for each topic, so that asking twice gives the very same value. */
const blanks = new Map<string, Feed>();

function blank(topic: Topic): Feed {
  const key = keyOf(topic);
  const feed = blanks.get(key) ?? newFeed(topic);
  blanks.set(key, feed);
  return feed;
}

function lineOf(hearing: Hearing, nowMs: number): LineState {
  if (isLive(hearing, nowMs)) return { state: 'live', at: serverTime(hearing, nowMs) };
  if (hearing.heardAtMs === null) return NO_LINE;
  return { state: 'not-live', at: hearing.serverNow };
}

/** Two lines look the same when a screen would print the same. */
function sameLine(a: LineState, b: LineState): boolean {
  return a.state === b.state && minuteOf(a.at) === minuteOf(b.at);
}

function minuteOf(instant: InstantText | null): number | null {
  return instant === null ? null : Math.floor(Date.parse(instant) / MINUTE_MS);
}
