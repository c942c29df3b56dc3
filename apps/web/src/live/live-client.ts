import { londonDate } from '#domain';
import type { InstantText } from '#domain';
import type { ClientToServer, ServerToClient, Watch } from '#contracts';
import type { Socket } from 'socket.io-client';
import { concerns, newFeed, step } from './feed.js';
import type { Feed, FeedEvent, Topic } from './feed.js';
import { SILENCE, closed, isLive, opened, serverTime, ticked, told } from './hearing.js';
import type { Hearing } from './hearing.js';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** What the shell shows of the line. It changes at most once a minute while all is well. */
export interface LineState {
  readonly state: 'connecting' | 'live' | 'not-live';
  /** The service's time when live; the last time we heard it when not. */
  readonly at: InstantText | null;
}

export interface LiveClient {
  /** Follows a topic until the returned function is called; any number may follow the same one. */
  follow(topic: Topic): () => void;
  feed(topic: Topic): Feed;
  line(): LineState;
  /** The service's time by our reckoning, or null before it was ever told. */
  now(): InstantText | null;
  subscribe(listener: () => void): () => void;
  retry(): void;
  close(): void;
}

const ANSWER_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
const TRY_AGAIN_MS = 3_000;
const MINUTE_MS = 60_000;

interface Followed {
  feed: Feed;
  followers: number;
}

const keyOf = (topic: Topic) => `${topic.screen}/${topic.ward ?? ''}`;

/**
 * Follows screens over one socket. All order and repair is in `step`; this only carries events in
 * and questions out, and keeps the time at which the service was last heard.
 */
export function createLiveClient(socket: LiveSocket, whenSignedOut: () => void): LiveClient {
  const followed = new Map<string, Followed>();
  const listeners = new Set<() => void>();
  let hearing: Hearing = SILENCE;
  let line: LineState = { state: 'connecting', at: null };
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const notify = () => listeners.forEach((listener) => listener());

  function look(): void {
    const next = lineOf(hearing, Date.now());
    if (sameLine(line, next)) return;
    line = next;
    notify();
  }

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
      if (!socket.connected || !followed.has(keyOf(one.feed.topic))) return;
      if (failure !== null) return happen(one, { type: 'unanswered', ask: number });
      if (answer.ok && 'snapshot' in answer)
        hearing = told(hearing, answer.snapshot.asOf, Date.now());
      if (!answer.ok && answer.code === 'not-signed-in') whenSignedOut();
      happen(one, { type: 'answered', ask: number, answer });
      look();
    });
  }

  const all = (event: FeedEvent) => followed.forEach((one) => happen(one, event));

  socket.on('connect', () => {
    hearing = opened(hearing, Date.now());
    all({ type: 'connected' });
    look();
  });
  socket.on('disconnect', (reason) => {
    hearing = closed(hearing);
    all({ type: 'disconnected' });
    look();
    // After a kick by the service socket.io does not come back by itself.
    if (reason === 'io server disconnect') tryAgainSoon();
  });
  socket.on('connect_error', (error) => {
    if (error.message === 'not-signed-in') whenSignedOut();
    else if (!socket.active) tryAgainSoon();
    look();
  });
  socket.on('clock', ({ now }) => {
    hearing = ticked(hearing, now, Date.now());
    all({ type: 'dated', date: londonDate(now) });
    look();
  });
  socket.on('change', (change) => {
    followed.forEach((one) => {
      if (concerns(one.feed.topic, change)) happen(one, { type: 'changed', change });
    });
  });
  socket.on('resync', (what) => {
    followed.forEach((one) => {
      if (concerns(one.feed.topic, what)) happen(one, { type: 'resync' });
    });
  });

  function tryAgainSoon(): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.connect(), TRY_AGAIN_MS);
  }

  const looking = setInterval(look, LOOK_EVERY_MS);

  return {
    follow(topic) {
      const key = keyOf(topic);
      const one = followed.get(key) ?? { feed: newFeed(topic), followers: 0 };
      followed.set(key, one);
      one.followers += 1;
      if (one.followers === 1 && socket.connected) happen(one, { type: 'connected' });
      return () => {
        one.followers -= 1;
        if (one.followers > 0) return;
        followed.delete(key);
        if (socket.connected) socket.emit('unwatch', { ...topic }, () => undefined);
      };
    },
    feed: (topic) => followed.get(keyOf(topic))?.feed ?? blank(topic),
    line: () => line,
    now: () => serverTime(hearing, Date.now()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      if (!socket.connected) socket.disconnect().connect();
    },
    close() {
      clearInterval(looking);
      clearTimeout(retryTimer);
      socket.disconnect();
    },
  };
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
  if (hearing.heardAtMs === null) return { state: 'connecting', at: null };
  return { state: 'not-live', at: hearing.serverNow };
}

/** Two lines look the same when a screen would print the same. */
function sameLine(a: LineState, b: LineState): boolean {
  return a.state === b.state && minuteOf(a.at) === minuteOf(b.at);
}

function minuteOf(instant: InstantText | null): number | null {
  return instant === null ? null : Math.floor(Date.parse(instant) / MINUTE_MS);
}
