import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { io } from 'socket.io-client';
import type { Board, ErrorCode, Escalations, SystemPicture, WallBoard } from '#contracts';
import { LIVE } from '#contracts';
import { createLiveClient } from './live-client.js';
import type { LineState, LiveClient, LiveSocket } from './live-client.js';
import type { Feed, Topic } from './feed.js';

const LiveContext = createContext<LiveClient | null>(null);

/** One line to the service for everything below it, open while somebody is signed in. */
export function LiveProvider(props: {
  readonly whenSignedOut: () => void;
  readonly children: ReactNode;
}) {
  const { whenSignedOut, children } = props;
  const client = useMemo(() => {
    const socket: LiveSocket = io(LIVE, {
      path: '/socket.io',
      transports: ['websocket'],
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    return { socket, live: createLiveClient(socket, whenSignedOut) };
  }, [whenSignedOut]);
  useEffect(() => {
    client.socket.connect();
    return () => client.live.close();
  }, [client]);
  return <LiveContext value={client.live}>{children}</LiveContext>;
}

export function useLive(): LiveClient {
  const client = useContext(LiveContext);
  if (client === null) throw new Error('useLive outside of LiveProvider');
  return client;
}

export function useLine(): LineState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.line);
}

function useFeed(screen: Topic['screen'], ward?: string): Feed {
  const live = useLive();
  const topic = useMemo<Topic>(
    () => (ward === undefined ? { screen } : { screen, ward }),
    [screen, ward],
  );
  useEffect(() => live.follow(topic), [live, topic]);
  return useSyncExternalStore(live.subscribe, () => live.feed(topic));
}

/** What a followed screen has: its body, or why there is none. */
export interface Followed<Body> {
  readonly body: Body | null;
  readonly refusal: ErrorCode | null;
}

export function useWardFeed(ward: string): Followed<Board> {
  const { picture, refusal } = useFeed('ward', ward);
  return { body: picture?.screen === 'ward' ? picture.body : null, refusal };
}

export function useWallFeed(ward: string): Followed<WallBoard> {
  const { picture, refusal } = useFeed('wall', ward);
  return { body: picture?.screen === 'wall' ? picture.body : null, refusal };
}

export function useEscalationsFeed(): Followed<Escalations> {
  const { picture, refusal } = useFeed('escalations');
  return { body: picture?.screen === 'escalations' ? picture.body : null, refusal };
}

export function useSystemFeed(): Followed<SystemPicture> {
  const { picture, refusal } = useFeed('system');
  return { body: picture?.screen === 'system' ? picture.body : null, refusal };
}
