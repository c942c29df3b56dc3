import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import type { Board, ErrorCode, Escalations, SystemPicture, WallBoard } from '#contracts';
import { useSeededBoard } from '../api/page-seed.js';
import type { Feed, Topic } from './feed.js';
import type { BeginLine } from './lines.js';
import type { LineState, LiveClient } from './live-client.js';

const LiveContext = createContext<LiveClient | null>(null);

/** One line to the service for everything below it, open while somebody is signed in. */
export function LiveProvider(props: {
  readonly begin: BeginLine;
  readonly whenSignedOut: () => void;
  readonly children: ReactNode;
}) {
  const { begin, whenSignedOut, children } = props;
  // The page's own board is where the line begins; later nobody asks for it again.
  const [board] = useState(useSeededBoard());
  const line = useMemo(() => begin({ whenSignedOut, board }), [begin, whenSignedOut, board]);
  useEffect(() => {
    line.connect();
    return () => line.live.close();
  }, [line]);
  return <LiveContext value={line.live}>{children}</LiveContext>;
}

export function useLive(): LiveClient {
  const client = useContext(LiveContext);
  if (client === null) throw new Error('useLive outside of LiveProvider');
  return client;
}

export function useLine(): LineState {
  const live = useLive();
  return useSyncExternalStore(live.subscribe, live.line, live.line);
}

function useFeed(screen: Topic['screen'], ward?: string): Feed {
  const live = useLive();
  const topic = useMemo<Topic>(
    () => (ward === undefined ? { screen } : { screen, ward }),
    [screen, ward],
  );
  useEffect(() => live.follow(topic), [live, topic]);
  const feed = () => live.feed(topic);
  return useSyncExternalStore(live.subscribe, feed, feed);
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
